import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'

/** A log compressed, and what of it stands there while it is being compressed. */
export type Archive = { readonly suffix: string; readonly half: Uint8Array; readonly whole: Uint8Array }

const COMPRESSORS = ['zstd', 'xz', 'bzip2'] as const
const SUFFIX = { zstd: '.zst', xz: '.xz', bzip2: '.bz2' } as const

/** gz seven times of ten, since the others start a program. `amount` is 0–15. */
export function archiveOf(bytes: Uint8Array, amount: number): Archive {
  if (amount < 3) {
    // In members: a half of it that ends well, but for its last line.
    const [first, second] = [gzipSync(bytes.subarray(0, bytes.length / 3)), gzipSync(bytes.subarray(bytes.length / 3))]
    return { suffix: '.gz', half: first, whole: Buffer.concat([first, second]) }
  }
  const program = COMPRESSORS[amount - 11]
  const packed = program === undefined ? undefined : packedBy(program, bytes)
  const whole = packed ?? gzipSync(bytes)
  const suffix = program === undefined || packed === undefined ? '.gz' : SUFFIX[program]
  return { suffix, half: whole.subarray(0, Math.floor(whole.length / 2)), whole }
}

function packedBy(program: (typeof COMPRESSORS)[number], bytes: Uint8Array): Uint8Array | undefined {
  const { status, stdout } = spawnSync(program, ['-1', '-c'], { input: bytes, maxBuffer: 1e9 })
  return status === 0 ? stdout : undefined
}

/** The text of a log, compressed or not. */
export function textIn(path: string): string {
  const bytes = readFileSync(path)
  if (path.endsWith('.gz')) return gunzipSync(bytes).toString('latin1')
  const program = COMPRESSORS.find((one) => path.endsWith(SUFFIX[one]))
  if (program === undefined) return bytes.toString('latin1')
  return spawnSync(program, ['-dc'], { input: bytes, maxBuffer: 1e9 }).stdout.toString('latin1')
}
