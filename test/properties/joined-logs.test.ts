import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testFolder } from '../cli/run-comptage.ts'
import { settleIn, type Setting } from '../run/settle-in.ts'
import { checkProperty } from './check-property.ts'

/*
 * Logs that are joined and joined again, once a run has read them: appended one to another, or made one archive of many; the
 * pieces taken away or left, copied half and whole, and written on. Each line counts once.
 */
const { fresh } = testFolder('joined-logs')

const HISTORIES = 8

const STEP = fc.record({
  kind: fc.constantFrom('new', 'new', 'join', 'join', 'append', 'grow', 'copy', 'settle'),
  /** 12 lines are more than 1 KiB, below which names decide; 9,000 are more than is looked at in one go. */
  lines: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 12, max: 40 }) }, fc.constant(9000)),
  isPacked: fc.boolean(),
  /** What copytruncate leaves behind where the writer does not append. */
  hasHole: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  isTaken: fc.boolean(),
  which: fc.array(fc.nat(99), { minLength: 2, maxLength: 4 }),
})
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never

/** A file by what was written into it: an archive has a member for each. */
type File = { readonly name: string; readonly texts: readonly string[] }

type World = Setting & { readonly files: File[]; readonly copies: File[]; written: number; texts: number }

function write({ put }: World, { name, texts }: File): void {
  put(name, name.endsWith('.gz') ? Buffer.concat(texts.map((text) => gzipSync(text))) : texts.join(''))
}

/** Of hours that no other text has, as those of a server. */
function newLines(world: World, count: number): string {
  const start = Date.UTC(2026, 2, 1) + (world.texts += 1) * 3 * 3_600_000
  world.written += count
  return Array.from({ length: count }, (_, i) => {
    const [, day, , , time] = new Date(start + i * 1000).toUTCString().split(' ')
    return `192.0.2.1 - - [${day}/Mar/2026:${time} +0000] "GET /aide HTTP/1.1" 200 ${i} "-" "Mozilla/5.0 Firefox/128.0"\n`
  }).join('')
}

/** Some of the files, each once. */
function chosen({ files }: World, which: readonly number[]): readonly File[] {
  return [...new Set(which.map((at) => files[at % files.length]))].filter((file) => file !== undefined)
}

function replace(world: World, gone: readonly File[], file: File): void {
  const left = world.files.filter((one) => !gone.includes(one))
  world.files.splice(0, world.files.length, ...left, file)
  write(world, file)
}

const STEPS: Readonly<Record<Step['kind'], (world: World, step: Step, turn: number) => void>> = {
  new: (world, { lines, isPacked, hasHole }, turn) => {
    const name = `access.log-${20260301 + turn}${isPacked ? '.gz' : ''}`
    replace(world, [], { name, texts: [(hasHole ? '\0'.repeat(300) : '') + newLines(world, lines)] })
  },
  join: (world, { which, isPacked, isTaken }, turn) => {
    const pieces = chosen(world, which)
    if (pieces.length < 2) return
    const name = `access.log.${100 + turn}${isPacked ? '.gz' : ''}`
    replace(world, pieces, { name, texts: pieces.flatMap(({ texts }) => texts) })
    if (isTaken) for (const piece of pieces) rmSync(world.at(piece.name))
  },
  append: (world, { which, isTaken }) => {
    const [onto, piece] = chosen(world, which)
    if (onto === undefined || piece === undefined) return
    replace(world, [onto, piece], { ...onto, texts: [...onto.texts, ...piece.texts] })
    if (isTaken) rmSync(world.at(piece.name))
  },
  grow: (world, { which, lines }) => {
    const [file] = chosen(world, which)
    if (file !== undefined) replace(world, [file], { ...file, texts: [...file.texts, newLines(world, lines)] })
  },
  copy: (world, { which, isPacked }) => {
    const [file] = chosen(world, which)
    if (file === undefined) return
    const name = `old/${file.name.replace(/\.gz$/, '')}${isPacked ? '.gz' : ''}`
    world.copies.push({ name, texts: file.texts })
    // In the middle of its last text: where a piece ends, nothing tells that more is to come.
    const [last = '', ...before] = file.texts.toReversed()
    write(world, { name, texts: [...before.toReversed(), last.slice(0, last.length * 0.5)] })
  },
  settle: (world) => {
    for (const copy of world.copies.splice(0)) write(world, copy)
  },
}

it(`each line counts once, in ${2 * HISTORIES} histories`, async () => {
  await checkProperty(
    fc.asyncProperty(fc.array(STEP, { minLength: 6, maxLength: 25 }), async (steps) => {
      const world: World = { ...settleIn(fresh()), files: [], copies: [], written: 0, texts: 0 }
      for (const [turn, step] of steps.entries()) {
        STEPS[step.kind](world, step, turn)
        expect(await world.run(turn + 1)).toBeLessThanOrEqual(world.written)
      }
      STEPS.settle(world, steps[0]!, 0)
      expect(await world.run(steps.length + 1)).toBe(world.written)
      // A copy may be the beginning of what went on since.
      expect((await world.codes(steps.length + 3)).filter((code) => code !== 'LOG_WAITING')).toEqual([])
    }),
    HISTORIES,
  )
})
