import { auditService, resemblingFeature, type PatternLiterals } from '../../audit/index.ts'
import type { ObservedFeature } from '../../domain/observed-features.ts'
import { dayText, gapsOf, type DayIndex } from '../../domain/calendar.ts'
import { indexOf } from '../../domain/dictionary.ts'
import { FATE } from '../../domain/fate.ts'
import { lifeOf, segmentsOf, type Feature } from '../../domain/feature.ts'
import { ProblemError, type Problem } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { createShaper } from '../../gate/index.ts'
import { countShapes, type CommonShapes } from '../check/count-shapes.ts'
import { openPassedOver } from '../check/passed-over.ts'
import type { FileCounted } from '../reading/count-file.ts'
import { dayBookOf } from '../reading/days/day-book.ts'
import { lastBelieved, linesByDay, remarkAhead } from '../reading/days/days-believed.ts'
import { findInputs } from '../reading/find-inputs.ts'
import { ledgerOf } from '../reading/ledger.ts'
import { planCount, type CountRequest } from '../plan-count.ts'
import { openAccumulator } from '../reading/open-accumulator.ts'
import { isError } from '../severity-of.ts'
import { scannersOf } from '../reading/format/choose-format.ts'
import { readLogs, type Progress } from '../reading/read-logs.ts'
import type { AuditDone, ComparedPeriods, DeadRoute } from './audit-done.ts'
import { windowsOf } from './day-spans.ts'
import { openAuditBook, type AuditBook } from './open-audit-book.ts'

type LogAuditRequest = Pick<CountRequest, 'configuration' | 'logs' | 'format' | 'since' | 'until'> & {
  readonly compare?: ComparedPeriods
}

/**
 * Reads logs once and judges every feature by what is in them.
 *
 * @throws ProblemError where nothing could be read, or no line is dated
 */
export async function auditLogs(
  { configuration, compare, ...request }: LogAuditRequest,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<AuditDone> {
  const planned = planCount({ configuration, ...request })
  // Every measure that the log can give, whatever the tables ask for.
  const plan = { ...planned, specs: [], asks: { durations: true, flows: false, hours: false } }
  const { inputs, problems } = await findInputs(plan)
  const { features, k } = configuration
  const book = openAuditBook(features.length)
  const tellPassed = openPassedOver(plan)
  const accumulator = openAccumulator(plan)
  const shaper = createShaper(plan.patterns.literals)
  const unmatched = countShapes(shaper)
  const missing = countShapes(shaper)
  const notAsked = { first: Infinity, last: -Infinity }
  const { counted, problems: found } = await readLogs(plan, inputs, {
    onHit: (hit, line) => {
      book.note(hit, line.isGone())
      tellPassed(hit, line, (feature, kind) => {
        book.pass(hit, feature, kind)
      })
      accumulator.note(hit)
      if (hit.fate === FATE['out-of-period']) widen(notAsked, hit.day)
      if (hit.fate !== FATE.unmatched) return
      const shape = line.shape(shaper) ?? []
      unmatched.note(shape, hit.lines)
      if (line.isMissing()) missing.note(shape, hit.lines)
    },
    onProgress,
    endsAll: () => false,
  })
  const days = dayBookOf(accumulator.noted(), plan)
  const lastDay = lastBelieved(days.daily())
  const grid = days.grid().filter((day) => lastDay === undefined || day <= lastDay)
  if (grid.length === 0) throw new ProblemError(...whyEmpty([...problems, ...found], notAsked))
  const observed = { days: grid, features: features.map((feature, i) => observedFeature(feature, i, book)) }
  return {
    audited: auditService(observed, configuration.audit, windowsOf(compare, grid)),
    source: 'logs',
    tells: { errorsApart: true, entries: tellsEntries(configuration, counted), robots: true },
    hidden: new Map(),
    gaps: gapsOf(grid),
    quality: ledgerOf(counted.map(({ ledger }) => ledger)).total,
    robots: book.robots(),
    deadRoutes: deadRoutesOf(missing.commonest(k), configuration),
    unmatched: unmatched.commonest(k),
    problems: [...problems, ...found, ...remarkAhead(linesByDay(days.daily()), lastDay)],
  }
}

/** The first and the last of the days that came so far; none: the first is after the last. */
type Ends = { first: number; last: number }

function widen(ends: Ends, day: DayIndex): void {
  ends.first = Math.min(ends.first, day)
  ends.last = Math.max(ends.last, day)
}

/** An error says why already; without one, the logs were read, and held nothing, or nothing of the days that were asked for. */
function whyEmpty(problems: readonly Problem[], { first, last }: Ends): readonly Problem[] {
  if (problems.some(isError)) return problems
  const notAsked = first <= last && { first: dayText(indexOf<'day'>(first)), last: dayText(indexOf<'day'>(last)) }
  return [...problems, { code: 'AUDIT_EMPTY', ...notAsked }]
}

/** Without a referrer, or without a host of its own, every use would be an entry. */
function tellsEntries({ service }: Configuration, files: readonly FileCounted[]): boolean {
  return (
    service.hosts.length > 0 && files.every((file) => scannersOf(file).every(({ fields }) => fields.has('referrer')))
  )
}

function observedFeature(feature: Configuration['features'][number], index: number, book: AuditBook): ObservedFeature {
  const { days, durations, passed } = book
  return { ...lifeOf(feature), days: days(index), durations: durations(index), passed: passed(index) }
}

function deadRoutesOf({ shown }: CommonShapes, { features }: Configuration): readonly DeadRoute[] {
  const patterns = literalsOf(features)
  return shown.flatMap(({ shape, requests }) => {
    const feature = resemblingFeature(shape, patterns)
    return feature === undefined ? [] : [{ shape, requests, feature }]
  })
}

/** The literal segments of every pattern that has one; and the id, which is a word for the feature too. */
export function literalsOf(features: readonly Pick<Feature, 'id' | 'match'>[]): readonly PatternLiterals[] {
  return features
    .flatMap(({ id, match }) => {
      const patterns = match.map(({ value }) => segmentsOf(value).filter(isLiteral))
      return [...patterns, [id]].map((literals) => ({ feature: id, literals }))
    })
    .filter(({ literals }) => literals.length > 0)
}

function isLiteral(segment: string): boolean {
  return !segment.startsWith(':') && !segment.startsWith('*')
}
