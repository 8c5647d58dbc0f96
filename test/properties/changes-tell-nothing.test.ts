import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayText, firstDayOf, lastDayOf, periodOfText, type DayIndex } from '../../src/domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../src/domain/dictionary.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { findingsIn, publishedIn } from '../run/findings-in.ts'
import { FEATURES, rowsOf, shownDetails, textOf, turningService, type Row } from '../run/turning-world.ts'
import type { ConfiguredService } from '../run/service-of.ts'
import { randomFrom } from '../protect/noise/random.ts'
import { checkProperty } from './check-property.ts'
import { type Settings, SETTINGS_SHAPE } from '../../src/timeline/index.ts'

const { fresh } = testFolder('changes-tell-nothing')
const LONGER = ['week', 'month'] as const

type Step = {
  readonly kinds: readonly PeriodKind[]
  readonly isNoisy: boolean
  readonly k: number
  /** Of these kinds nothing is hidden. */
  readonly exact: readonly PeriodKind[]
  readonly days: number
}

const PAIRS: readonly (readonly PeriodKind[])[] = [
  ['day', 'week'],
  ['day', 'month'],
]
const ALONE: readonly (readonly PeriodKind[])[] = [['day'], ['week'], ['month']]
const EXACT: readonly (readonly PeriodKind[])[] = [[], [], ['day'], ['week', 'month']]

const step = fc.record({
  kinds: fc.constantFrom(...PAIRS, ...PAIRS, ...ALONE),
  isNoisy: fc.boolean(),
  k: fc.constantFrom(3, 11),
  exact: fc.constantFrom(...EXACT),
  days: fc.integer({ min: 10, max: 45 }),
})

/** Most often all but the threshold stays; the last step is long enough for a change to begin. */
const steps = fc
  .array(fc.tuple(step, fc.integer({ max: 2, min: 0 })), { minLength: 2, maxLength: 3 })
  .map((all): readonly Step[] =>
    all.map(([own, other], i) => {
      const { kinds, isNoisy, exact } = other > 0 ? (all[0]?.[0] ?? own) : own
      return { ...own, kinds, isNoisy, exact, ...(i === all.length - 1 && { days: own.days + 25 }) }
    }),
  )

function yamlOf({ kinds, isNoisy, k, exact }: Step): string {
  const summaries = kinds.map((kind) => {
    const level = exact.includes(kind) ? ', protection: exact, accept_risk: true' : ''
    return `  - { by: [ ${kind}, feature ], measures: [ requests ]${level} }`
  })
  const noisy = isNoisy ? ['  - { by: [ month, feature, device ], measures: [ requests ] }'] : []
  return [`protection: { k: ${k} }`, 'datasets:', ...summaries, ...noisy].join('\n')
}

it('no hidden day can be computed from a longer period, however the protection and the tables changed', async () => {
  await checkProperty(
    fc.asyncProperty(steps, fc.integer(), async (changes, seed) => {
      let through = -1
      const random = randomFrom(seed)
      const uses = new Map<string, number>()
      const service = await turningService(
        fresh(),
        changes.map((step) => ({ more: yamlOf(step), through: (through += step.days) })),
        (feature, day) => {
          const key = `${feature} ${day}`
          // A few small days among larger ones hurt most.
          const count = uses.get(key) ?? (random.below(6) === 0 ? random.below(11) : 11 + random.below(9))
          uses.set(key, count)
          return count
        },
        20,
      )
      for (const kind of LONGER) for (const feature of FEATURES) expect(told(service, kind, feature)).toEqual([])
    }),
    4,
  )
})

/** Days and months that are exact for a while, that leave and come back, beside a detail that stays or is away. */
const beside = fc
  .record({
    kinds: fc.constantFrom<readonly PeriodKind[]>(['day', 'month'], ['day', 'month'], ['day'], ['month'], []),
    isNoisy: fc.integer({ max: 4, min: 0 }).map((one) => one > 0),
    k: fc.constant(11),
    exact: fc.constantFrom<readonly PeriodKind[]>([], [], ['month'], ['day'], ['day', 'month']),
    days: fc.integer({ min: 3, max: 35 }),
  })
  .map((step) => ({ ...step, isNoisy: step.isNoisy || step.kinds.length === 0 }))

it('no detail is shown of what the summary hides, and one that was is found for good', async () => {
  let hidden = 0
  await checkProperty(
    fc.asyncProperty(fc.array(beside, { minLength: 2, maxLength: 4 }), fc.constantFrom(5, 100), async (all, every) => {
      let through = -1
      // The last month closes too.
      const steps = all.map((step, i) => ({ ...step, days: step.days + (i === all.length - 1 ? 32 : 0) }))
      const service = await turningService(
        fresh(),
        steps.map((step) => ({ more: yamlOf(step), through: (through += step.days) })),
        // All days of one feature are hidden, nearly all of the other.
        (feature, day) => (feature === 'simulateur' && day % 23 === 0 ? 40 : 5),
        every,
      )
      const closed = hiddenMonths(service)
      const shown = shownDetails(service, DETAIL).map(({ period, feature }) => `${period},${feature}`)
      expect(shown.filter((key) => closed.includes(key))).toEqual([])
      if (publishedIn(service.output).length === 0) return
      expect(findingsIn(service.output)).toEqual([])
      const planted = showDetails(service, closed)
      expect(findingsIn(service.output).filter(({ code }) => code === 'DETAIL_TELLS')).toHaveLength(planted)
      hidden += planted
    }),
    // What is above a table that is gone has no details, so one in four leaves some.
    16,
  )
  expect(hidden).toBeGreaterThan(2)
})

const DETAIL = 'month-feature-device'

/** The months of features of which the summary has a row, of whatever length, and shows none. */
function hiddenMonths(service: ConfiguredService): readonly string[] {
  const rows = ['day-feature', 'month-feature'].flatMap((table) => rowsOf(service, table))
  const keyOf = ({ period, feature }: Row): string => `${period.slice(0, 7)},${feature}`
  const shown = new Set(rows.filter(({ uses }) => uses !== undefined).map(keyOf))
  return [...new Set(rows.map(keyOf))].filter((key) => !shown.has(key))
}

/** Puts figures into the details of these months. @returns of how many there are details */
function showDetails({ output }: ConfiguredService, months: readonly string[]): number {
  const path = join(output, 'essai-detail', 'data', `${DETAIL}.csv`)
  if (!existsSync(path)) return 0
  const rows = readFileSync(path, 'utf8').split('\n')
  const keys = months.map((key) => `${key},desktop,`)
  const told = rows.map((row) => keys.find((key) => row.startsWith(key)))
  writeFileSync(path, rows.map((row, i) => (told[i] === undefined ? row : `${told[i]}150`)).join('\n'))
  return told.filter((key) => key !== undefined).length
}

/** The periods of a kind that tell a day, beside what is shown of their days. */
function told(service: ConfiguredService, kind: PeriodKind, feature: string): readonly string[] {
  if (!existsSync(join(service.output, 'essai', 'datapackage.json'))) return []
  const settings = settingsOf(service)
  const days = new Map(own(service, 'day', feature).map((row) => [row.period, row]))
  return own(service, kind, feature).flatMap(({ period: text, uses }) => {
    const period = periodOfText(kind, text)
    if (period === undefined || uses === undefined || days.size === 0) return []
    const [first, last] = [firstDayOf(kind, period), lastDayOf(kind, period)]
    // Whoever publishes it exactly has accepted what it tells.
    if (protectionOn(settings, kind, first).level === 'exact') return []
    const beneath = Array.from({ length: last - first + 1 }, (_, n) => dayText(indexOf<'day'>(first + n)))
    const shown = beneath.map((day) => days.get(day)?.uses ?? 0).reduce((a, b) => a + b, 0)
    const hidden = beneath.findIndex((day) => days.has(day) && days.get(day)?.uses === undefined)
    // The first working day after the first hidden one is hidden whatever it counts.
    const companion = beneath.findIndex((day, n) => hidden >= 0 && n > hidden && days.has(day) && (first + n) % 7 < 5)
    const most = beneath.flatMap((day, n) => {
      const row = days.get(day)
      if (row === undefined) return [Infinity]
      const own = protectionOn(settings, 'day', indexOf<'day'>(first + n))
      return row.uses === undefined && 'k' in own ? [n === companion ? Infinity : own.k - 1] : []
    })
    const { level, ...numbers } = protectionOn(settings, kind, first)
    const k = level === 'threshold' && 'k' in numbers ? numbers.k : 0
    return isTold(uses - shown, most, k) ? [`${text}: ${uses} - ${shown} = ${uses - shown} of ${most.join(' ')}`] : []
  })
}

/**
 * Whether a reader who knows the sum of some hidden days can tell one of them, or nearly.
 *
 * @param most what each may be: anything, of a day that no table told of, and then the rest is a figure of its own
 */
function isTold(sum: number, most: readonly number[], k: number): boolean {
  const isFigure = most.includes(Infinity)
  if (isFigure && sum < k) return true
  return most.some((own, i) => {
    const others = most.toSpliced(i, 1).reduce((a, b) => a + b, 0)
    return (!isFigure && most.length < 3) || Math.min(own, sum) - Math.max(0, sum - others) < 1
  })
}

function own(service: ConfiguredService, kind: string, feature: string): readonly Row[] {
  return rowsOf(service, `${kind}-feature`).filter((row) => row.feature === feature)
}

function settingsOf(service: ConfiguredService): Settings {
  const { comptage } = JSON.parse(textOf(service, 'essai/datapackage.json')) as {
    comptage: { ledger: { settings: unknown } }
  }
  return SETTINGS_SHAPE.parse(comptage.ledger.settings)
}

function protectionOn({ tables }: Settings, kind: PeriodKind, day: DayIndex) {
  const table = tables.find(({ period, dimensions }) => period === kind && dimensions.length === 0)
  const found = table?.protections.findLast(({ from }) => from === undefined || from <= dayText(day))
  if (found === undefined) throw new Error(`no table by ${kind}`)
  return found.protection
}
