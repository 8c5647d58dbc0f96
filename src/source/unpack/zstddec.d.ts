// What lies behind the package's decoder, pinned with it (package.json): its own streams do not look at what libzstd answers.

declare module 'zstddec/stream' {
  /** Addresses and lengths of its memory; a result of 2^32 − 120 and more is a negated error code. */
  export type Libzstd = {
    readonly memory: { readonly buffer: ArrayBuffer }
    readonly malloc: (bytes: number) => number
    readonly free: (address: number) => void
    readonly ZSTD_createDCtx: () => number
    readonly ZSTD_freeDCtx: (context: number) => number
    /** @returns 0: a frame has ended, and all of it was handed out */
    readonly ZSTD_decompressStream: (context: number, output: number, input: number) => number
  }
  export class ZSTDDecoder {
    /** Compiles libzstd, once, and hands it to `_init`. */
    init(): Promise<void>
    _init(made: { readonly instance: { readonly exports: Libzstd } }): void
  }
}
