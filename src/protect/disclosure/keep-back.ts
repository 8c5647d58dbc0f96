import { periodOf } from '../../domain/calendar.ts'
import { PERIOD_KINDS, type Measure } from '../../domain/dictionary.ts'
import { QUANTILES, wholeOf } from '../../domain/measure.ts'
import type { Counted, Released, ReleasedFigures } from '../../domain/table.ts'
import { decideFigures, thresholdOf } from './decide-figures.ts'
import { DISCLOSURE_RULES, type FigureChange, type DisclosureRules } from './disclosure-rules.ts'
import { numberAt, type Figures } from './figures.ts'
import { releasedFigures } from './released-figures.ts'

/** Late lines that may be counted: what was counted without them, and what a reader has. */
export type Revision = {
  /** Every published period that they touch is whole in it. */
  readonly before: Counted
  /** Of all tables, also of those that are gone. */
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
    const standing = openStanding(before, after, late, book)
    const decided = decideFigures(
      { ...before, tables: after, released: { tables: released, revised: late, standing } },
      rules,
    )
    decided.forEach((now, kind) => {
      const was = then[kind]
      before.features.forEach(({ id }, f) => {
        if (!late.has(id)) return
        const changes = changesOf(was, now, { id, f, k }, book)
        if (!changes.every((change) => rules.showChange(change, k))) kept.add(id)
      })
    })
    return kept
  }
}

/**
 * What was published of the figures that do not change, the parts of one that does aside. None of them is decided anew: what was hidden
 * for the sake of a table that is gone by now, or by another k, would appear if it were large, and that it does not would tell that it is small.
 */
function openStanding(
  before: Counted,
  after: Counted['tables'],
  late: ReadonlySet<string>,
  book: ReleasedFigures,
): ReleasedFigures {
  // The others are not judged.
  const placeOf = new Map(before.features.flatMap(({ id }, place) => (late.has(id) ? [[id, place]] : [])))
  const isChanged = (...[kind, period, feature, measure]: Parameters<ReleasedFigures>): boolean => {
    const place = placeOf.get(feature)
    if (place === undefined) return true
    return before.tables.some(({ spec, slabs }, t) => {
      if (spec.period !== kind || spec.protection.level !== 'threshold') return false
      const now = after[t]?.slabs
      return [measure, wholeOf(measure)].some((one) => {
        const m = spec.measures.findIndex((own) => own === one)
        const position = place * spec.measures.length + m
        return m >= 0 && numberAt(slabs.get(period), position) !== numberAt(now?.get(period), position)
      })
    })
  }
  return (...asked) => (isChanged(...asked) ? undefined : book(...asked))
}

type ChangedFeature = {
  readonly id: string
  readonly f: number
  readonly k: number
}

/** The published figures of a feature in all periods of a kind. */
function changesOf(
  was: Figures | undefined,
  now: Figures,
  { id, f, k }: ChangedFeature,
  book: ReleasedFigures,
): readonly FigureChange[] {
  const longer = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(now.kind) + 1)
  return now.periods.flatMap(({ period, first }, p) => {
    const position = f * now.periods.length + p
    const changes = [...now.columns].flatMap(([measure, { counts, shown }]) => {
      const figure = book(now.kind, period, id, measure)
      // A quantile moves with the requests, and is told only beside them.
      if (figure === undefined || QUANTILES.has(measure)) return []
      const by = numberAt(counts, position) - numberAt(was?.columns.get(measure)?.counts, position)
      const isBounded = longer.some((kind) => typeof book(kind, periodOf(kind, first), id, measure) === 'number')
      const whole = wholeOf(measure)
      const beside = whole && book(now.kind, period, id, whole)
      const isWithin = isBounded || areFew(beside, k)
      return [{ measure, by, isWithin, wasShown: figure !== 'hidden', isShown: numberAt(shown, position) === 1 }]
    })
    return [...changes, ...othersOf(changes)]
  })
}

/** Requests that are no entries have no figure of their own, but who has both has theirs. */
function othersOf(changes: readonly (FigureChange & { readonly measure: Measure })[]): readonly FigureChange[] {
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
