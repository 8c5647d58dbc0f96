export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2'
export type UnknownCompression = 'zip' | '7z' | 'lz4' | 'lzip' | 'compress' | 'zstd-dictionary'

type Magic<Kind> = { readonly kind: Kind; readonly magic: readonly number[] }

const ANY = -1
const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd]
const KNOWN: readonly Magic<Compression>[] = [
  { kind: 'gzip', magic: [0x1f, 0x8b] },
  { kind: 'zstd', magic: ZSTD_MAGIC },
  // A skippable frame may come first: pzstd writes one.
  ...Array.from({ length: 16 }, (_, i) => ({ kind: 'zstd' as const, magic: [0x50 + i, 0x2a, 0x4d, 0x18] })),
  { kind: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  // `BZh9` alone may be a host. A block follows, or the end.
  { kind: 'bzip2', magic: [0x42, 0x5a, 0x68, ANY, 0x31, 0x41, 0x59, 0x26] },
  { kind: 'bzip2', magic: [0x42, 0x5a, 0x68, ANY, 0x17, 0x72, 0x45, 0x38] },
]

const UNKNOWN: readonly Magic<UnknownCompression>[] = [
  { kind: 'zip', magic: [0x50, 0x4b, 0x03, 0x04] },
  { kind: '7z', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'lz4', magic: [0x04, 0x22, 0x4d, 0x18] },
  { kind: 'lzip', magic: [0x4c, 0x5a, 0x49, 0x50, 0x01] },
  { kind: 'compress', magic: [0x1f, 0x9d] },
]

/** So many first bytes tell. */
export const LONGEST_MAGIC = 8

/** What the first bytes of a file say it is compressed with, whatever it is called; undefined: with nothing that is read here. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  return needsDictionary(head) ? undefined : KNOWN.find(({ magic }) => startsWith(head, magic))?.kind
}

/** The same for what is not read. */
export function unknownCompressionOf(head: Uint8Array): UnknownCompression | undefined {
  if (needsDictionary(head)) return 'zstd-dictionary'
  return UNKNOWN.find(({ magic }) => head.length === LONGEST_MAGIC && startsWith(head, magic))?.kind
}

/** The two lowest bits behind the magic of a frame of zstd say how long the number of its dictionary is. */
function needsDictionary(head: Uint8Array): boolean {
  return head.length === LONGEST_MAGIC && startsWith(head, ZSTD_MAGIC) && ((head[4] ?? 0) & 3) !== 0
}

/** Also of a file that is cut off within its magic: of two bytes or more, it is taken for an archive that is damaged. */
function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  const length = Math.min(head.length, magic.length)
  return length >= 2 && magic.slice(0, length).every((byte, position) => byte === ANY || byte === head[position])
}
