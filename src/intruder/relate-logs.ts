import type { PeriodIndex } from '../domain/calendar.ts'
import { FATES_OF_FEATURES } from '../domain/fate.ts'
import { groupBy } from '../domain/group-by.ts'
import type { EditionInTime } from './editions-in-time.ts'
import type { Term } from './bounded-figures.ts'
import type { PublishedFate } from './published-folder.ts'
import { countsOf, monthFigures } from './relate-quality.ts'
import { addFigure, type FigureLedger } from './open-ledger.ts'

/**
 * Services whose folders stand beside each other may read one log: then all lines of the one are all lines of the other. Whoever tries
 * supposes it where both publish what no feature takes, and reads as 0 what neither ever shows.
 */
export function relateLogs(editions: readonly EditionInTime[], ledger: FigureLedger): void {
  const services = [...new Set(editions.map(({ folder }) => folder.service))].flatMap(
    (service) => linesOf(service, editions) ?? [],
  )
  for (const [n, one] of services.entries()) {
    for (const other of services.slice(n + 1)) relatePair(one, other, ledger)
  }
}

/** What a service says of the lines of its months, in its latest edition. */
type Lines = {
  readonly edition: EditionInTime
  readonly months: ReadonlyMap<PeriodIndex, readonly PublishedFate[]>
  readonly shown: ReadonlySet<string>
}

function linesOf(service: string, editions: readonly EditionInTime[]): Lines | undefined {
  const edition = editions.findLast(
    ({ folder, totals }) => folder.service === service && folder.fates.length > 0 && totals.length > 0,
  )
  if (edition === undefined) return undefined
  const { fates } = edition.folder
  if (fates.every(({ fate }) => OF_FEATURES.has(fate))) return undefined
  const months = groupBy(fates, ({ month }) => month)
  return { edition, months, shown: new Set(fates.flatMap(({ fate, lines }) => (lines === undefined ? [] : [fate]))) }
}

const OF_FEATURES: ReadonlySet<string> = new Set(FATES_OF_FEATURES)
/** They depend on the line alone, and are the same lines for both. */
const COMMON: readonly string[] = ['method', 'not-a-request', 'malformed', 'too-long', 'out-of-period']

function relatePair(one: Lines, other: Lines, ledger: FigureLedger): void {
  for (const [month, fates] of one.months) {
    const beside = other.months.get(month)
    if (beside === undefined || !mayBeOneLog(fates, beside)) continue
    const [own, others] = [termsOf(one, month, fates, ledger), termsOf(other, month, beside, ledger)]
    const terms = [...own.terms, ...others.terms.map(({ figure }) => ({ figure, times: -1 }) as const)]
    const left = others.known - own.known
    const files = [one, other].flatMap(({ edition: { folder } }) => `${folder.path}/${folder.fates[0]?.file ?? ''}`)
    ledger.relations.push({ terms, low: left, high: left, why: 'one-log', files })
  }
}

function mayBeOneLog(fates: readonly PublishedFate[], beside: readonly PublishedFate[]): boolean {
  return COMMON.every((common) => {
    const [a, b] = [fates, beside].map((some) => some.find(({ fate }) => fate === common))
    return a?.lines === b?.lines
  })
}

/** All lines of a month that are not the same for both. */
function termsOf({ edition, shown }: Lines, month: PeriodIndex, fates: readonly PublishedFate[], ledger: FigureLedger) {
  const terms: Term[] = []
  let known = 0
  for (const { fate, lines } of fates) {
    if (COMMON.includes(fate)) continue
    const count = countsOf(fate).find(({ isAll }) => isAll)?.count
    const figures = count === undefined ? [] : monthFigures(edition, month, count, ledger)
    if (figures.length > 0) terms.push(...figures.map((figure) => ({ figure, times: 1 }) as const))
    else if (lines !== undefined) known += lines
    else if (shown.has(fate)) terms.push({ figure: hiddenFate(edition, month, fate, ledger), times: 1 })
  }
  return { terms, known }
}

function hiddenFate(
  { folder: { service } }: EditionInTime,
  month: PeriodIndex,
  fate: string,
  ledger: FigureLedger,
): number {
  const figure = addFigure(ledger, { service, feature: '', measure: fate, kind: 'month', period: month, what: 'count' })
  return figure.id
}
