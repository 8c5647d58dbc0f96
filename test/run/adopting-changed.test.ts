import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CountedBy } from '../../src/domain/change.ts'
import { checkState } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn } from './findings-in.ts'
import { linesOf } from './lines-of.ts'
import { refusal } from './refusal.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('adopting-changed')

/** The copy is of the night of 19 March, the change of the 23rd, and the state is lost that night: the 21st and the 22nd are open. */
const [BACKED_UP, CHANGED, END] = [18, 22, 36]
const LAST_CLOSED = '2026-03-20'

type Told = { readonly features: readonly string[]; readonly more: string }

const [AIDE, SIMULATEUR, BLOG] = ['aide', 'simulateur', 'LEAK'].map(
  (path) => `{ id: ${path === 'LEAK' ? 'blog' : path}, match: [ /${path} ] }`,
) as [string, string, string]
const BOTH = '{ id: aide, match: [ /aide, /LEAK ] }'
const tables = (kinds: readonly string[]): string =>
  `datasets: [ ${kinds.map((kind) => `{ by: [ ${kind}, feature ], protection: exact, accept_risk: true }`).join(', ')} ]\n`
const MORE = tables(['day', 'month'])
const DAYS_ALONE = tables(['day'])
const AS_EVER: Told = { features: [AIDE, SIMULATEUR], more: MORE }

type Lost = { readonly folder: string; readonly service: ConfiguredService; readonly twin: ConfiguredService }

type Lines = (day: number) => number
const SHOWN: Lines = (day) => 60 + ((day + 7) % 7) * 3
/** Nine of each feature. */
const HIDDEN: Lines = () => 27

function write(folder: string, day: number, lines: Lines): void {
  const start = START + day * DAY
  const date = new Date(start).toISOString().slice(0, 10).replaceAll('-', '')
  writeFileSync(join(folder, 'logs', `access.log-${date}`), linesOf(lines(day), start))
}

/** A service that lost its state after a change, and has a copy from before. Its twin lost nothing. */
async function restored(before: Told, after: Told, lines: Lines): Promise<Lost> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const [old, service] = [before, after].map(({ features, more }) => configuredService(folder, features, more)) as [
    ConfiguredService,
    ConfiguredService,
  ]
  for (let day = -6; day <= BACKED_UP; day++) write(folder, day, lines)
  await old.run(BACKED_UP + 0.99)
  cpSync(join(folder, 'state'), join(folder, 'copy'), { recursive: true })
  for (let day = BACKED_UP + 1; day < CHANGED; day++) write(folder, day, lines)
  await old.run(CHANGED - 0.01)
  write(folder, CHANGED, lines)
  await service.run(CHANGED + 0.99)
  const other = fresh()
  cpSync(folder, other, { recursive: true, preserveTimestamps: true })
  rmSync(join(folder, 'state'), { recursive: true })
  cpSync(join(folder, 'copy'), join(folder, 'state'), { recursive: true })
  return { folder, service, twin: configuredService(other, after.features, after.more) }
}

/** What the refusals say, one after the other. */
async function takeOver({ folder, service }: Lost, changed: readonly CountedBy[]): Promise<void> {
  const adopt = service.output
  expect(await refusal(service.run(CHANGED + 0.991))).toMatchObject({ code: 'OUTPUT_AHEAD' })
  expect(await refusal(service.run(CHANGED + 0.992, { adopt }))).toMatchObject({
    ...{ why: 'counted-otherwise', changed },
  })
  for (const name of ['state.db', 'marks.key']) rmSync(join(folder, 'state', name), { force: true })
  expect(await refusal(service.run(CHANGED + 0.993, { adopt }))).toBeUndefined()
}

async function goOn(lost: Lost, lines: Lines): Promise<void> {
  for (const { run, output } of [lost.service, lost.twin]) {
    for (let day = CHANGED + 1; day <= END; day++) write(join(output, '..'), day, lines)
    await run(END + 0.99)
  }
  expect(findingsIn(lost.service.output)).toEqual([])
  expect((await checkState(lost.service.configuration)).problems).toEqual([])
}

function rowsOf({ output }: ConfiguredService, table: string): readonly string[] {
  return readFileSync(join(output, 'essai/data', `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
}

/** Figures that a state that was never lost does not have. */
function otherRows({ service, twin }: Lost, table: string): readonly string[] {
  const known = new Set(rowsOf(twin, table))
  return rowsOf(service, table).filter((row) => !known.has(row))
}

describe('an older copy of the state, beside a folder that was published since the configuration changed', () => {
  it.each<{
    readonly what: string
    readonly before?: Told
    readonly after?: Partial<Told>
    readonly counts?: true
    readonly is: readonly CountedBy[]
  }>([
    { what: 'a feature more', after: { features: [AIDE, SIMULATEUR, BLOG] }, is: ['features'] },
    { what: 'a feature less', before: { ...AS_EVER, features: [AIDE, SIMULATEUR, BLOG] }, is: ['features'] },
    { what: 'a feature that is wider', after: { features: [BOTH, SIMULATEUR] }, counts: true, is: ['features'] },
    {
      what: 'a feature that is narrower',
      before: { ...AS_EVER, features: [BOTH, SIMULATEUR] },
      counts: true,
      is: ['features'],
    },
    { what: 'another id', after: { features: [AIDE.replace('id: aide', 'id: help'), SIMULATEUR] }, is: ['features'] },
    { what: 'what is ignored', after: { more: `${MORE}ignore: [ /aide ]\n` }, counts: true, is: ['features'] },
    { what: 'another zone', after: { more: `${MORE}timezone: America/Martinique\n` }, counts: true, is: ['timezone'] },
    { what: 'another threshold', after: { more: `${MORE}protection: { k: 20 }\n` }, is: ['thresholds'] },
    { what: 'a table less', after: { more: DAYS_ALONE }, is: ['tables'] },
    { what: 'a table more', before: { ...AS_EVER, more: DAYS_ALONE }, is: ['tables'] },
    { what: 'another language', after: { more: `${MORE}language: en\n` }, is: ['language'] },
  ])('is left for the folder, which keeps all and tells what counts otherwise: $what', async (change) => {
    const { before = AS_EVER, after = {}, counts = false, is } = change
    const lost = await restored(before, { ...AS_EVER, ...after }, SHOWN)
    const published = rowsOf(lost.service, 'day-feature')
    await takeOver(lost, is)
    expect(rowsOf(lost.service, 'day-feature')).toEqual(expect.arrayContaining([...published]))
    await goOn(lost, SHOWN)
    const breaks = rowsOf(lost.service, 'breaks').map((row) => row.split(','))
    const others = otherRows(lost, 'day-feature').map((row) => row.split(','))
    expect(others.length > 0).toBe(counts)
    for (const [day = '', feature = ''] of others) {
      const isTold = ([date = '', of = '']: readonly string[]): boolean =>
        date > LAST_CLOSED && date <= day && ['', feature].includes(of)
      expect(breaks.filter(isTold), `${day} ${feature}`).not.toEqual([])
    }
    expect(otherRows(lost, 'quality')).toEqual([])
    // A table that had just come gets the month that its lines, all found again, make whole.
    if (![before, after].some(({ more }) => more === DAYS_ALONE)) expect(otherRows(lost, 'month-feature')).toEqual([])
  })

  it('publishes no month of a feature that is gone and was hidden, which comes out the same of no line', async () => {
    const hidden = { ...AS_EVER, more: DAYS }
    const lost = await restored({ ...hidden, features: [AIDE, SIMULATEUR, BLOG] }, hidden, HIDDEN)
    await takeOver(lost, ['features'])
    await goOn(lost, HIDDEN)
    expect(rowsOf(lost.twin, 'month-feature')).toContain('2026-03,blog,198,,')
    for (const table of ['day-feature', 'month-feature', 'quality']) expect(otherRows(lost, table)).toEqual([])
    expect(readFileSync(join(lost.service.output, 'essai/CHANGELOG.md'), 'utf8')).toContain(
      'never be published: March 2026',
    )
  })
})
