// What lies behind the package's stream, pinned with it (package.json).

declare module 'unbzip2-stream/lib/bit_iterator.js' {
  /** The next so many bits; `null`: on to the next byte. */
  export type Bits = { (count: number | null): number; readonly bytesRead: number }
  const bitIterator: (nextBuffer: () => Uint8Array | undefined) => Bits
  export default bitIterator
}

declare module 'unbzip2-stream/lib/bzip2.js' {
  import type { Bits } from 'unbzip2-stream/lib/bit_iterator.js'
  const bzip2: {
    /** The block size of the stream that begins, in 100 kB. */
    readonly header: (bits: Bits) => number
    /** The stream's checksum so far, null at its end. */
    readonly decompress: (
      bits: Bits,
      onByte: (byte: number) => void,
      scratch: Int32Array,
      scratchLength: number,
      streamCrc: number,
    ) => number | null
  }
  export default bzip2
}
