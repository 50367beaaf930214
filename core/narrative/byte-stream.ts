const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Writes numbers and strings one after another, little-endian. */
export class ByteWriter {
  private bytes = new Uint8Array(1 << 16)
  private view = new DataView(this.bytes.buffer)
  private length = 0

  u32(value: number): void {
    this.reserve(4)
    this.view.setUint32(this.length, value, true)
    this.length += 4
  }

  f64(value: number): void {
    this.reserve(8)
    this.view.setFloat64(this.length, value, true)
    this.length += 8
  }

  f32(value: number): void {
    this.reserve(4)
    this.view.setFloat32(this.length, value, true)
    this.length += 4
  }

  text(value: string): void {
    const encoded = encoder.encode(value)
    this.u32(encoded.length)
    this.reserve(encoded.length)
    this.bytes.set(encoded, this.length)
    this.length += encoded.length
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more))
    grown.set(this.bytes)
    this.bytes = grown
    this.view = new DataView(grown.buffer)
  }
}

/** Reads what `ByteWriter` wrote; throws RangeError past the end. */
export class ByteReader {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private position = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  u32(): number {
    this.position += 4
    return this.view.getUint32(this.position - 4, true)
  }

  f64(): number {
    this.position += 8
    return this.view.getFloat64(this.position - 8, true)
  }

  f32(): number {
    this.position += 4
    return this.view.getFloat32(this.position - 4, true)
  }

  text(): string {
    const length = this.u32()
    if (this.position + length > this.bytes.length) throw new RangeError('The bytes end inside a text.')
    this.position += length
    return decoder.decode(this.bytes.subarray(this.position - length, this.position))
  }

  isAtEnd(): boolean {
    return this.position === this.bytes.length
  }
}
