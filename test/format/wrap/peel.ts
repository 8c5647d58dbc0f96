import { WRAPPINGS } from '../../../src/format/wrap/wrappings.ts'
import type { PeelOptions } from '../../../src/format/wrap/wrapper.ts'

export type Peeled = { readonly text: string; readonly tooLong: number; readonly asides: readonly string[] }

/** 2026-03-11. */
const LAST_DAY = 46090

/** Peels a log that comes in chunks; a character is a byte. */
export function peel(name: string, chunks: readonly string[], options: Partial<PeelOptions> = {}): Peeled {
  const wrapping = WRAPPINGS.find((one) => one.name === name)
  if (wrapping === undefined) throw new Error(`no wrapper ${name}`)
  const peeler = wrapping.open({ withTime: false, lastDay: LAST_DAY, ...options })
  let text = ''
  let tooLong = 0
  const asides: string[] = []
  chunks.forEach((chunk, position) => {
    const bytes = Buffer.from(`LEAK${chunk}LEAK\n`, 'latin1')
    const lines = peeler.peel(bytes, 4, 4 + chunk.length, position === chunks.length - 1)
    // A copy: the next call writes over it.
    const peeled = Buffer.from(lines.bytes.subarray(lines.start, lines.end)).toString('latin1')
    peeled.split('\n').forEach((line, number) => {
      if (peeler.isAside(number)) asides.push(line)
    })
    text += peeled
    tooLong += lines.tooLong
  })
  return { text, tooLong, asides }
}

/** Cuts a text after each of its line ends, where `cuts` says so. */
export function inChunks(text: string, cuts: (line: number) => boolean): readonly string[] {
  const chunks: string[] = []
  let chunk = ''
  text.split(/(?<=\n)/).forEach((line, number) => {
    chunk += line
    if (!cuts(number)) return
    chunks.push(chunk)
    chunk = ''
  })
  return [...chunks, chunk]
}
