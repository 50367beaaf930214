/** The embedded server cannot run here; the message says why and what a person can do about it. */
export class EmbeddedFault extends Error {
  override readonly name: string = 'EmbeddedFault'
}

/** Another hub holds the data folder. */
export class DataFolderInUse extends EmbeddedFault {
  override readonly name = 'DataFolderInUse'
  constructor(dataDir: string, holderPid: number | undefined) {
    const holder = holderPid === undefined ? 'another hub' : `another hub (process ${holderPid})`
    const stop =
      holderPid === undefined ? 'Stop that hub first' : `Stop that hub first (Ctrl-C there, or: kill ${holderPid})`
    super(
      `The data folder ${dataDir} is already in use by ${holder}. ${stop}, ` +
        'or give this one a folder and a port of its own: HUB_DATA_DIR=./data-2 PORT=8081 npm start',
    )
  }
}
