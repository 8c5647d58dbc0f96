import { periodOf } from '../../domain/calendar.ts'
import type { Measure, PeriodKind } from '../../domain/dictionary.ts'
import { QUANTILES, wholeOf } from '../../domain/measure.ts'
import type { Counted, Released } from '../../domain/table.ts'
import { decideFigures, thresholdOf } from './decide-figures.ts'
import { DISCLOSURE_RULES, type Change, type DisclosureRules } from './disclosure-rules.ts'
import { numberAt, type Figures } from './figures.ts'
import { releasedFigures, type ReleasedFigures } from './released-figures.ts'

/** Late lines that may be counted: what was counted without them, and what a reader has. */
export type Revision = {
  /** Every published period that they touch is whole in it. */
  readonly before: Counted
  readonly released: Released['tables']
}

/**
 * The features whose late lines must not be counted together at `threshold`: somebody who compares two editions must not learn more than
 * from one. Each is judged alone, and asked for often.
 *
 * @returns of the tables with late lines, and the features that have some
 */
export function keepBack(
  { before, released }: Revision,
  rules: DisclosureRules = DISCLOSURE_RULES,
): (after: Counted['tables'], late: ReadonlySet<string>) => ReadonlySet<string> {
  const k = thresholdOf(before)
  const book = releasedFigures(released)
  const then = decideFigures(before, rules)
  return (after, late) => {
    const kept = new Set<string>()
    const decided = decideFigures({ ...before, tables: after }, rules)
    decided.forEach((now, kind) => {
      const was = then[kind]
      const longer = decided[kind + 1]?.kind
      before.features.forEach(({ id }, f) => {
        if (!late.has(id)) return
        const changes = changesOf(was, now, { id, f, longer, k }, book)
        if (!changes.every((change) => rules.showChange(change, k))) kept.add(id)
      })
    })
    return kept
  }
}

type ChangedFeature = {
  readonly id: string
  readonly f: number
  readonly longer: PeriodKind | undefined
  readonly k: number
}

/** The published figures of a feature in all periods of a kind. */
function changesOf(
  was: Figures | undefined,
  now: Figures,
  { id, f, longer, k }: ChangedFeature,
  book: ReleasedFigures,
): readonly Change[] {
  return now.periods.flatMap(({ period, first }, p) => {
    const position = f * now.periods.length + p
    const changes = [...now.columns].flatMap(([measure, { counts, shown }]) => {
      const figure = book(now.kind, period, id, measure)
      // A quantile moves with the requests, and is told only beside them.
      if (figure === undefined || QUANTILES.has(measure)) return []
      const by = numberAt(counts, position) - numberAt(was?.columns.get(measure)?.counts, position)
      const above = longer && book(longer, periodOf(longer, first), id, measure)
      const whole = wholeOf(measure)
      const beside = whole && book(now.kind, period, id, whole)
      const isWithin = typeof above === 'number' || areFew(beside, k)
      return [{ measure, by, isWithin, wasShown: figure !== 'hidden', isShown: numberAt(shown, position) === 1 }]
    })
    return [...changes, ...othersOf(changes)]
  })
}

/** Requests that are no entries have no figure of their own, but who has both has theirs. */
function othersOf(changes: readonly (Change & { readonly measure: Measure })[]): readonly Change[] {
  return changes.flatMap((part) => {
    const whole = changes.find(({ measure }) => measure === wholeOf(part.measure))
    return whole === undefined ? [] : [{ ...part, by: whole.by - part.by }]
  })
}

/**
 * Fewer than k that came late, of either kind, are told by none: of less than 2k all are entries, or none is. Where that is more
 * than came before and one, some numbers of entries are left out.
 */
function areFew(requests: ReturnType<ReleasedFigures>, k: number): boolean {
  return typeof requests === 'number' && requests < 2 * k - 2
}
