import { detectEncoding, type FileEncoding } from '@hub/core/intake/file-encoding.ts'
import { createRecordReader, type FileRecord, type FileShape } from '@hub/core/intake/read-records.ts'

/** A chosen file with its beginning as text, enough to propose how it is read. */
export type ChosenFile = {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  encoding: FileEncoding
  sample: string
  /** Whether the sample is the whole file. */
  isWhole: boolean
}

const SAMPLE_BYTES = 512 * 1024
const RECORDS_SHOWN = 200

/** Reads a file in the browser; nothing leaves it before the person has seen how it is understood. */
export async function readChosenFile(file: File): Promise<ChosenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const encoding = detectEncoding([bytes])
  const sample = decodeSample(bytes, encoding)
  return { name: file.name, bytes, encoding, sample, isWhole: bytes.length <= SAMPLE_BYTES }
}

/** The same file read in another encoding. */
export function readAs(file: ChosenFile, encoding: FileEncoding): ChosenFile {
  return { ...file, encoding, sample: decodeSample(file.bytes, encoding) }
}

/** The columns and first records of a file, cut as `shape` says. */
export function readBeginning(
  file: ChosenFile,
  shape: FileShape,
): { columns: readonly string[]; records: readonly FileRecord[] } {
  const reader = createRecordReader(shape)
  const records = reader.push(file.sample)
  if (file.isWhole || records.length === 0) records.push(...reader.end())
  return { columns: reader.columns(), records: records.slice(0, RECORDS_SHOWN) }
}

function decodeSample(bytes: Uint8Array, encoding: FileEncoding): string {
  return new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE_BYTES), { stream: bytes.length > SAMPLE_BYTES })
}
