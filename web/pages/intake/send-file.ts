import { IMPORT_PART_BYTES, type ImportPlan, type ItemImportView } from '@hub/core/intake/item-import.ts'
import type { ProfileId } from '@hub/core/ids.ts'

import { ApiProblem } from '../../api-problem.ts'
import { beginImport, sendImportPart, startImport } from '../../data/intake.ts'
import type { ChosenFile } from './read-file.ts'

type Sending = {
  file: ChosenFile
  profileId: ProfileId
  plan: ImportPlan
  /** Hears the share that was sent, from 0 to 1. */
  onProgress: (share: number) => void
}

const TRIES = 3

/** Announces a file, sends it part by part and starts its import. A part that a bad line lost is sent again. */
export async function sendFile({ file, profileId, plan, onProgress }: Sending): Promise<ItemImportView> {
  const begun = await beginImport({ name: file.name.slice(0, 200), bytes: file.bytes.length, profileId, plan })
  for (let part = 0; part * IMPORT_PART_BYTES < file.bytes.length; part += 1) {
    const content = file.bytes.slice(part * IMPORT_PART_BYTES, (part + 1) * IMPORT_PART_BYTES)
    await tryAgain(() => sendImportPart(begun.id, part, content))
    onProgress(Math.min(1, ((part + 1) * IMPORT_PART_BYTES) / file.bytes.length))
  }
  return startImport(begun.id)
}

async function tryAgain(act: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act()
    } catch (error) {
      const isLost = error instanceof ApiProblem && (error.status === 0 || error.status >= 500)
      if (!isLost || tried === TRIES) throw error
    }
  }
}
