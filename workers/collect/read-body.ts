import { Readable, type Transform } from 'node:stream'
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  constants,
} from 'node:zlib'

export class BodyTooLargeError extends Error {}
export class BodyEncodingError extends Error {}

/** RFC 9659: a window of 8 MB is the most that may be asked of a reader on the web. */
const ZSTD_WINDOW_LOG = 23
const DECODERS: Record<string, (firstByte: number) => Transform> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // "deflate" means a zlib stream, but servers that send a bare one exist; the first byte tells.
  deflate: (firstByte) => ((firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
}
/** Decompressing one body needs one decoder; stacked encodings are only ever used to multiply. */
const MAX_ENCODINGS = 2

/**
 * Reads a response body to the end, decompressed. Stops as soon as more than `maxBytes` have come out (or in), so a small
 * bomb never grows. Throws `BodyTooLargeError`, `BodyEncodingError`, or what the stream itself fails with.
 */
export async function readBody(
  stream: Readable,
  contentEncoding: string | null,
  maxBytes: number,
): Promise<Uint8Array> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (encodings.length > MAX_ENCODINGS) throw new BodyEncodingError(`${encodings.length} encodings at once`)
  let source: AsyncIterable<Buffer> = cap(stream, maxBytes)
  for (const name of encodings.toReversed()) source = decode(source, name)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of source) {
      length += chunk.length
      if (length > maxBytes) throw new BodyTooLargeError()
      chunks.push(chunk)
    }
  } finally {
    stream.destroy()
  }
  return Buffer.concat(chunks, length)
}

async function* cap(stream: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new BodyTooLargeError()
    yield chunk
  }
}

async function* decode(source: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const createDecoder = DECODERS[name]
  if (createDecoder === undefined) throw new BodyEncodingError(`unknown encoding "${name}"`)
  const iterator = source[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done === true) return
  const input = Readable.from(rejoin(first.value, iterator))
  const decoder = createDecoder(first.value[0] ?? 0)
  let failure: unknown = null
  input.on('error', (error) => {
    failure = error
    decoder.destroy(error)
  })
  input.pipe(decoder)
  try {
    for await (const chunk of decoder as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    if (failure !== null) throw failure
    throw new BodyEncodingError(error instanceof Error ? error.message : 'broken stream')
  } finally {
    input.destroy()
    decoder.destroy()
  }
}

async function* rejoin(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}
