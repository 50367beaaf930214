const CHUNK = 1024
const WIDE = /[^\u0000-\u00ff]/

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

  /** Several numbers as `u32`. */
  words(values: Uint32Array): void {
    for (const value of values) this.u32(value)
  }

  /** Text of Latin letters takes one byte a letter, other text two. */
  text(value: string): void {
    const isNarrow = !WIDE.test(value)
    this.u32(value.length * 2 + (isNarrow ? 0 : 1))
    this.reserve(value.length * 2)
    for (let index = 0; index < value.length; index += 1) {
      if (isNarrow) this.bytes[this.length] = value.charCodeAt(index)
      else this.view.setUint16(this.length, value.charCodeAt(index), true)
      this.length += isNarrow ? 1 : 2
    }
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
  private readonly view: DataView
  private position = 0

  constructor(bytes: Uint8Array) {
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

  /** So many numbers that `words` wrote. */
  words(count: number): Uint32Array {
    const end = this.position + count * 4
    if (end > this.view.byteLength) throw new RangeError('The bytes end inside a list of numbers.')
    const values = new Uint32Array(count)
    for (let index = 0; index < count; index += 1) values[index] = this.u32()
    return values
  }

  text(): string {
    const header = this.u32()
    const isNarrow = (header & 1) === 0
    const length = header >>> 1
    const end = this.position + length * (isNarrow ? 1 : 2)
    if (end > this.view.byteLength) throw new RangeError('The bytes end inside a text.')
    let value = ''
    while (this.position < end) {
      const units: number[] = []
      for (; units.length < CHUNK && this.position < end; this.position += isNarrow ? 1 : 2) {
        units.push(isNarrow ? this.view.getUint8(this.position) : this.view.getUint16(this.position, true))
      }
      value += String.fromCharCode(...units)
    }
    return value
  }

  isAtEnd(): boolean {
    return this.position === this.view.byteLength
  }
}
