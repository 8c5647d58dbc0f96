import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { periodNamed } from '../../src/pipeline/index.ts'
import { openState } from '../../src/state/index.ts'
import { filesBelow } from '../cli/run-comptage.ts'
import { linesOf } from '../run/lines-of.ts'
import { configurationIn, machineIn, runAt, type Machine } from '../run/machines.ts'
import { checkProperty } from './check-property.ts'

const SECOND = 1000
const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 28, 9)
// Late lines of January are revised in April: their counts must still be there.
const TABLES = `protection: { revision_window: 9999d }
datasets:
  - { by: [ day, feature ], measures: [ requests, errors ], protection: exact, accept_risk: true }
  - { by: [ month, feature ], measures: [ requests, errors ], protection: exact, accept_risk: true }
  - { by: [ month, feature, device ], measures: [ requests ], protection: exact, accept_risk: true }
`
const MACHINES = [0, 1, 2]

const STEP = fc.record({
  kind: fc.constantFrom('write', 'write', 'late', 'export', 'export', 'publish', 'hours', 'hours', 'twice'),
  machine: fc.constantFrom(...MACHINES),
  amount: fc.integer({ min: 0, max: 15 }),
})
type Step = typeof STEP extends fc.Arbitrary<infer S> ? S : never

describe('machines that export, and one that publishes', () => {
  it.each([
    { often: true, why: 'at any time: the figures, once late lines are taken in' },
    { often: false, why: 'at the end: every file, byte for byte' },
  ])('are one batch run over all their logs. $why', async ({ often }) => {
    await checkProperty(
      fc.asyncProperty(fc.array(STEP, { minLength: 5, maxLength: 22 }), async (steps) => {
        const root = mkdtempSync(join(tmpdir(), 'comptage-machines-'))
        try {
          await live(root, steps, often)
        } finally {
          rmSync(root, { recursive: true, force: true })
        }
      }),
      4,
    )
  })
})

async function live(root: string, steps: readonly Step[], often: boolean): Promise<void> {
  const { publisher, texts, now } = await act(root, steps, often)
  await runAt(publisher, now)
  await runAt(publisher, now + HOUR)
  for (const day of await lateDays(join(root, 'publisher/state'))) {
    const revise = periodNamed(dayText(indexOf<'day'>(day)))
    if (revise !== undefined) await runAt(publisher, now + 2 * HOUR, { revise })
  }

  const folder = join(root, 'batch')
  mkdirSync(join(folder, 'logs'), { recursive: true })
  for (const [n, text] of texts.entries()) writeFileSync(join(folder, `logs/web${n}.log`), text)
  const logs = 'logs: [ { path: "logs/*", format: combined } ]\n'
  await runAt(configurationIn(folder, `${logs}output: out\n${TABLES}`), now)

  const [one, other] = [publishedIn(join(root, 'publisher/out')), publishedIn(join(folder, 'out'))]
  const compared = often ? figuresIn : withoutSources
  expect(compared(one)).toEqual(compared(other))
}

async function act(
  root: string,
  steps: readonly Step[],
  often: boolean,
): Promise<{ readonly publisher: ReturnType<typeof configurationIn>; readonly texts: string[]; readonly now: number }> {
  const machines = MACHINES.map((n) => machineIn(join(root, `web${n}`), TABLES))
  const texts = MACHINES.map(() => '')
  const publisher = configurationIn(join(root, 'publisher'), `${sourcesBelow(root)}output: out\n${TABLES}`)
  let now = START
  let exported = 0
  const write = (n: number, text: string): void => {
    texts[n] = (texts[n] ?? '') + text
    machines[n]?.write(text)
  }
  const exportAll = async (all: readonly (Machine | undefined)[]): Promise<void> => {
    for (const [n, machine] of all.entries()) {
      await machine?.run(now)
      // Older ones stay beside it.
      await machine?.exportTo(join(root, `web${n}-${exported++}.tally`))
    }
  }
  for (const { kind, machine: n, amount } of steps) {
    // No two machines write the same bytes: one run over both would wait a day, whether one log is a copy of the other.
    const at = now + n * SECOND
    if (kind === 'write') write(n, linesOf(amount * 3 + 1, at))
    if (kind === 'late') write(n, linesOf(amount + 1, at - (amount + 1) * 24 * HOUR))
    if (kind === 'hours') now += (amount + 1) * 6 * HOUR
    if (kind === 'export') await exportAll(machines.map((machine, i) => (i === n ? machine : undefined)))
    if (often && (kind === 'publish' || kind === 'twice')) await runAt(publisher, now)
    if (often && kind === 'twice') await runAt(publisher, now)
  }
  now += 60 * 24 * HOUR
  for (const n of MACHINES) write(n, linesOf(1, now + n * SECOND))
  now += 2 * HOUR
  await exportAll(machines)
  now += HOUR
  // The first may see a clock that jumped.
  await exportAll(machines)
  return { publisher, texts, now }
}

function sourcesBelow(root: string): string {
  return `sources:\n${MACHINES.map((n) => `  - { id: web${n}, path: ${join(root, `web${n}-*.tally`)} }\n`).join('')}`
}

async function lateDays(folder: string): Promise<readonly number[]> {
  const state = await openState(folder, 'read')
  const days = new Set(state.counts.fatesByDay(0, 200_000).map(({ day }) => day))
  const sum = state.counts.allFates().reduce((lines, row) => lines + row.lines, 0)
  expect(sum).toBe(state.logs.linesConsumed() + state.sources.linesTaken())
  state.close()
  return [...days]
}

/** None where no period was whole. */
function publishedIn(folder: string): Readonly<Record<string, string>> {
  const files = Object.entries(existsSync(folder) ? filesBelow(folder) : {})
  // Which logs a service reads is for the services beside it, and is not published.
  return Object.fromEntries(files.filter(([path]) => !path.startsWith('.comptage.logs.')))
}

// Where the figures came from is the one thing that a publisher says and a batch does not: a setting, and so a hash.
function withoutSources(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      if (path.endsWith('SHA256SUMS')) return [path, text.replace(/^[0-9a-f]{64}(?= {2}datapackage\.json$)/m, '')]
      if (!path.endsWith('datapackage.json')) return [path, text]
      return [path, JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'sources' ? undefined : value))]
    }),
  )
}

// What a revision keeps back is in the quality of lines alone.
function figuresIn(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => path.endsWith('.csv') && !path.endsWith('quality.csv')),
  )
}
