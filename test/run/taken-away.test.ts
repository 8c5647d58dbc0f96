import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dayOf, firstDayOf, lastDayOf, periodOfText } from '../../src/domain/calendar.ts'
import type { PeriodKind } from '../../src/domain/dictionary.ts'
import { checkState, verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const FIRST = dayOf(2026, 3, 1)
const LAST = 100
const FEATURES = ['{ id: aide, match: [ /aide ] }', '{ id: simulateur, match: [ /simulateur ] }']
const { fresh } = testFolder('taken-away')

type Thing = {
  readonly what: string
  readonly kind: PeriodKind
  readonly there: readonly string[]
  readonly without: readonly string[]
  /** The column of its figures. */
  readonly column: string
}

const of = (kind: PeriodKind, measures = 'requests'): string =>
  `{ by: [ ${kind}, feature ], measures: [ ${measures} ] }`
const BOTH = 'requests, errors'

const THINGS: readonly Thing[] = [
  {
    what: 'months beside days',
    kind: 'month',
    there: [of('day'), of('month')],
    without: [of('day')],
    column: 'requetes',
  },
  {
    what: 'days beside months',
    kind: 'day',
    there: [of('day'), of('month')],
    without: [of('month')],
    column: 'requetes',
  },
  { what: 'weeks, for days', kind: 'week', there: [of('week')], without: [of('day')], column: 'requetes' },
  { what: 'errors of months', kind: 'month', there: [of('month', BOTH)], without: [of('month')], column: 'erreurs' },
  {
    ...{ what: 'errors of days beside months', kind: 'day', column: 'erreurs' },
    ...{ there: [of('day', BOTH), of('month', BOTH)], without: [of('day'), of('month', BOTH)] },
  },
]
/** April ends with day 60, and closes on day 63. */
const GONE = [51, 62, 67]
const BACK = ['a day later', 'after the next close', 'never'] as const

const CASES = THINGS.flatMap((thing) => GONE.flatMap((gone) => BACK.map((back) => ({ ...thing, gone, back }))))

it.each(CASES)('what was counted of $what before day $gone is published, back $back', async (thing) => {
  const { gone, there, without, back } = thing
  const returns = { 'a day later': gone + 1, 'after the next close': gone + 16, never: LAST + 1 }[back]
  const service = await story((day) => (day >= gone && day < returns ? without : there))
  // The newest day was counted in part when it went.
  const [lost, again] = [FIRST + gone - 1, FIRST + returns]
  const expected = (await reference(thing)).filter(([period]) => {
    const at = periodOfText(thing.kind, period) ?? never()
    return lastDayOf(thing.kind, at) < lost || firstDayOf(thing.kind, at) >= again
  })
  expect(expected).not.toEqual([])
  const found = figuresOf(service, thing).map((figure) => figure.join(' '))
  // A column that is gone shows nothing, as ever; and the day beside one that was counted in part may be hidden with it.
  const isSeen = back !== 'never' || thing.column !== 'erreurs'
  const missing = (isSeen ? expected : []).map((figure) => figure.join(' ')).filter((figure) => !found.includes(figure))
  expect(missing.length, missing.join()).toBeLessThanOrEqual(thing.kind === 'day' && back !== 'never' ? 1 : 0)
  expect(found).toEqual(
    isSeen ? expected.map((figure) => figure.join(' ')).filter((figure) => !missing.includes(figure)) : [],
  )
  await expectSound(service)
})

const references = new Map<string, Promise<Figures>>()

/** The figures where nothing is taken away. */
function reference(thing: Thing): Promise<Figures> {
  const known = references.get(thing.what) ?? story(() => thing.there).then((service) => figuresOf(service, thing))
  references.set(thing.what, known)
  return known
}

/** Forty lines a day of each feature, half of which fail. */
async function story(tablesOn: (day: number) => readonly string[]): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, '')
  const on = (day: number) =>
    configuredService(folder, FEATURES, `since: 2026-03-01\ndatasets: [ ${tablesOn(day).join(', ')} ]\n`)
  for (let day = 0; day <= LAST; day++) {
    const lines = linesOf(120, START + day * DAY).split('\n')
    appendFileSync(log, lines.map((line, i) => (i % 2 === 0 ? line : line.replace(' 200 ', ' 404 '))).join('\n'))
    const [now, next] = [tablesOn(day), tablesOn(day + 1)]
    if (day % 8 === 0 || day === LAST || now.join() !== next.join()) await on(day).run(day + 0.9)
  }
  const last = on(LAST)
  await last.run(LAST + 1.9)
  return last
}

type Figures = readonly (readonly [string, string])[]

/** Each period and its figure, of one feature. */
function figuresOf({ output }: ConfiguredService, { kind, column }: Thing): Figures {
  const [head = '', ...rows] = readFileSync(join(output, 'essai', 'data', `${kind}-feature.csv`), 'utf8').split('\n')
  const at = head.split(',').indexOf(column)
  return rows.flatMap((row) => {
    const [period = '', feature, ...cells] = row.split(',')
    const figure = cells[at - 2] ?? ''
    return feature === 'aide' && figure !== '' ? [[period, figure] as const] : []
  })
}

/** It is found right, whole in the state, and can be taken over. */
async function expectSound({ output, configuration, run }: ConfiguredService): Promise<void> {
  const findings = () => verifyFolder({ folder: join(output, 'essai') }).findings
  expect(findings()).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
  renameSync(join(output, '..', 'state'), join(output, '..', 'state-before'))
  await run(LAST + 2, { adopt: output })
  expect(findings()).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
}

function never(): never {
  throw new Error('no period')
}
