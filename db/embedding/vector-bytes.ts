/** Numbers as the database keeps them: 32-bit floats, least byte first, as every processor the hub runs on has them. */
export function toVectorBytes(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

export function fromVectorBytes(bytes: Uint8Array): Float32Array {
  // A copy: what comes from the database may begin anywhere in a larger buffer.
  return new Float32Array(Uint8Array.from(bytes).buffer)
}
