import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { JobAnswer } from '../../src/pipeline/reading/jobs/job-messages.ts'
import { shareWith, type Started } from '../../src/pipeline/reading/jobs/open-helpers.ts'
import { REAL_TOOLS } from '../../src/pipeline/index.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import { tallyLogs } from '../../src/pipeline/tallies/tally-logs.ts'
import { combinedLine, filesBelow } from '../cli/run-comptage.ts'
import { fittingLines, KERNEL_FORMATS, lineFor } from '../kernel/mutated-lines.ts'
import { startHere } from '../pipeline/reading/jobs/start-here.ts'
import { ARE_HERE, realPath } from '../real/shared-logs.ts'
import { emptied, historyFolder } from '../run/histories.ts'
import { liveThrough } from '../run/live-history.ts'
import { serviceOf, type TestService } from '../run/service-of.ts'
import { openLogWorld } from '../run/world/open-world.ts'
import { STEP_KINDS, type Step } from '../run/world/step.ts'
import { oneOf } from '../seed.ts'
import { Sqlite } from '../sqlite.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf } from './count-in-process.ts'

/** The first bytes of a log that one thread reads alone; the product's own 1 MiB would leave nothing of these logs to share. */
const first = vi.hoisted(() => ({ bytes: 300 }))

vi.mock(import('../../src/source/cut-lines.ts'), async (original) => {
  const { cutLines, ...others } = await original()
  return { ...others, cutLines: (reader, _, rooms) => cutLines(reader, first.bytes, rooms) }
})

type Hire = typeof REAL_TOOLS.hire

function threads(count: number, pieceBytes: number): Hire {
  return (request, placing) =>
    shareWith(count, { request, placing }, startAndWatch, { leastBytes: 1, pieceBytes, sharesArchives: true })
}

/** Pieces that others counted than the reader. */
let shared = 0
function startAndWatch(): Started {
  const started = startHere()
  started.port.on('message', ({ kind }: JobAnswer) => {
    if (kind === 'piece' || kind === 'part') shared += 1
  })
  return started
}
afterEach(() => {
  expect(shared).toBeGreaterThan(5)
  shared = 0
})

const THREADS = fc.record({ count: fc.integer({ min: 1, max: 2 }), pieceBytes: fc.integer({ min: 40, max: 2000 }) })

const TOO_LONG = `${'x'.repeat(70_000)}\n`
const QUIET = '# a line that is none of the server\n'.repeat(20)

/** Lines that settle the format, and others that would settle another. */
const SETTLED = [
  {
    format: 'combined',
    settling: Array.from({ length: 6 }, () => combinedLine()),
    others: `${JSON.stringify({ log: combinedLine(), stream: 'stdout', time: '2026-03-10T08:31:24Z' })}\n`.repeat(60),
  },
  {
    format: 'nginx_json',
    settling: Array.from({ length: 6 }, () => jsonLine('time', 'request', 'status')),
    others: jsonLine('timestamp', 'request_line', 'response_code').repeat(60),
  },
]

function jsonLine(time: string, request: string, status: string): string {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
  const line = { [time]: '2026-03-10T08:31:24Z', [request]: 'GET /simulateur HTTP/1.1', [status]: 200, agent }
  return `${JSON.stringify(line)}\n`
}

describe('a run with several threads', () => {
  const START = Date.UTC(2026, 0, 28, 9)
  const HISTORIES = Number(process.env['COMPTAGE_HISTORIES'] ?? 60) / 4
  const { root, unreadable } = historyFolder()
  const KINDS = STEP_KINDS.filter((kind) => kind !== 'full')
  const steps = fc.array(
    fc.record<Step>({ kind: fc.constantFrom(...KINDS), amount: fc.integer({ min: 0, max: 15 }) }),
    { minLength: 8, maxLength: 40 },
  )

  it(
    'keeps and publishes, after each run and each crash, what one thread does',
    async () => {
      await checkProperty(
        fc.asyncProperty(steps, THREADS, async (history, { count, pieceBytes }) => {
          const folder = join(root(), 'life')
          emptied(folder)
          const one = serviceOf(folder)
          await one.run({ now: () => START })
          const world = openLogWorld(folder, START, { unreadable: unreadable() })
          await liveThrough(world, history, twins(one, threads(count, pieceBytes)), folder)
        }),
        HISTORIES,
      )
    },
    240_000 + HISTORIES * 8000,
  )

  it.each(SETTLED)(
    'keeps what one thread does, where the first block of a $format log is quiet',
    async ({ format, settling, others }) => {
      const folder = join(root(), 'quiet')
      emptied(folder)
      const { run, configuration } = serviceOf(folder, undefined, format)
      const quiet = `#${' '.repeat(50_000)}\n`.repeat(25)
      writeFileSync(join(folder, 'logs/access.log'), quiet + settling.join('') + others)
      const keptBy = async (hire: Hire, name: string): Promise<unknown> => {
        const [state, output] = [join(folder, `state-${name}`), join(folder, `data-${name}`)]
        await run({ now: () => Date.UTC(2026, 2, 12), hire }, { configuration: { ...configuration, state, output } })
        const db = new Sqlite(join(state, 'state.db'), { readonly: true })
        const kept = db.prepare('SELECT lines, misfits, format, fit FROM stream').all()
        db.close()
        return kept
      }
      const alone = await keptBy(() => undefined, 'alone')
      expect(alone).toMatchObject([{ misfits: 60, format }])
      expect(await keptBy(threads(2, 500), 'together')).toEqual(alone)
    },
  )

  /** A service whose every step another takes with other threads, in a state and a folder of its own. */
  function twins(one: TestService, hire: Hire): TestService {
    const state = join(one.state, '../other-state')
    const output = join(one.output, '../other-data')
    cpSync(one.state, state, { recursive: true })
    if (existsSync(one.output)) cpSync(one.output, output, { recursive: true })
    return {
      ...one,
      run: async (tools = {}, request = {}) => {
        let passed = 0
        let thrown: unknown
        const checkpoint = (name: string): void => {
          passed += 1
          tools.checkpoint?.(name)
        }
        const done = await one.run({ ...tools, checkpoint }, request).catch((error: unknown) => {
          thrown = error
        })
        // Stopped at the same place.
        let left = thrown === undefined ? Infinity : passed
        const stop = (): void => {
          left -= 1
          if (left === 0) throw thrown
        }
        const configuration = { ...(request.configuration ?? one.configuration), state, output }
        const again = await one
          .run({ ...tools, checkpoint: stop, hire }, { ...request, configuration })
          .catch((error: unknown) => {
            if (thrown === undefined) throw error
          })
        expect(contentOf(state)).toEqual(contentOf(one.state))
        expect(existsSync(output) ? filesBelow(output) : {}).toEqual(
          existsSync(one.output) ? filesBelow(one.output) : {},
        )
        if (done === undefined) throw thrown
        const { changed, ...told } = done
        expect(again).toMatchObject({ ...told, changed: changed.map((path) => path.replace(one.output, output)) })
        return done
      },
    }
  }
})

/** All rows of a state, by meaning; but for what is of its own output, the mark of its published files and whose it is. */
function contentOf(state: string): unknown {
  const path = join(state, 'state.db')
  if (!existsSync(path)) return undefined
  const db = new Sqlite(path, { readonly: true })
  try {
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    const rowsOf = (name: string): readonly string[] =>
      db
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`)
        .all()
        .filter(({ name: fact }) => fact !== 'published' && fact !== 'configuration')
        .map((row) => JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value)))
        .sort()
    return Object.fromEntries(tables.map(({ name }) => [name, rowsOf(name)]))
  } finally {
    db.close()
  }
}

describe('a tally with several threads', () => {
  const { root } = historyFolder()
  const configuration = configurationOf(`service: { id: essai, name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: aide, match: [ /aide ] }
malformed_limit: 100%
datasets:
  - { by: [ day, feature ], measures: [ requests, errors ], protection: exact, accept_risk: true }
  - { by: [ month, feature, device ], measures: [ requests ], protection: exact, accept_risk: true }
`)
  // What is random in a tally, and the seal over it.
  const RANDOM = /"sources": .*|"sha256": .*/g

  async function tally(log: string, format: string, hire: Hire): Promise<readonly unknown[]> {
    const path = join(root(), 'a.tally')
    rmSync(path, { force: true })
    const { ledger, problems } = await tallyLogs({ configuration, logs: [log], format }, path, { hire })
    return [ledger, problems, existsSync(path) && readFileSync(path, 'latin1').replaceAll(RANDOM, '')]
  }

  it.each([...KERNEL_FORMATS, 'auto'])('is that of one thread: %s', async (format) => {
    const known = format === 'auto' ? 'combined' : format
    const line = fc.oneof(lineFor(known), fc.constantFrom(...fittingLines(known)))
    const lines = fc.array(line, { minLength: 1, maxLength: 40 })
    const log = join(root(), 'a.log')
    await checkProperty(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 3 }), THREADS, async (some, times, { count, pieceBytes }) => {
        const text = some.flatMap((one) => [one, Buffer.from('\n')])
        writeFileSync(log, Buffer.concat([...Array.from({ length: times }, () => text).flat()]))
        const alone = await tally(log, format, () => undefined)
        expect(await tally(log, format, threads(count, pieceBytes))).toEqual(alone)
      }),
      8,
    )
  })

  it.each([
    { before: 'a line that is too long', text: TOO_LONG },
    { before: 'lines that are quiet', text: QUIET },
  ])('is that of one thread, where $before stands before those that settle the format', async ({ text }) => {
    for (const { format, settling, others } of SETTLED) {
      const lines = text + settling.join('') + others
      for (const [name, bytes] of [
        ['a.log', lines],
        ['a.log.gz', gzipSync(lines)],
      ] as const) {
        const log = join(root(), name)
        writeFileSync(log, bytes)
        const alone = await tally(log, format, () => undefined)
        expect(alone[0]).toMatchObject({ total: { fates: { counted: settling.length } } })
        expect(await tally(log, format, threads(2, 500))).toEqual(alone)
      }
    }
  })

  it.skipIf(!ARE_HERE)('is that of one thread, of each real log', async () => {
    first.bytes = 20_000
    const names = readdirSync(realPath(''), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.includes('.log'),
    )
    expect(names.length).toBeGreaterThan(100)
    for (const name of oneOf(10, names)) {
      const path = join(realPath(''), name)
      if (
        (await outcome(tally(path, 'auto', threads(2, 4096)))) !== (await outcome(tally(path, 'auto', () => undefined)))
      )
        // No name of theirs is told.
        expect.fail(`log ${names.indexOf(name)} differs`)
    }
  })
})

async function outcome(tallying: Promise<unknown>): Promise<string> {
  return JSON.stringify(
    await tallying.catch((error: unknown) => (error instanceof ProblemError ? error.problems : error)),
  )
}
