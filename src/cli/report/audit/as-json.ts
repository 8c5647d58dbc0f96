import { daysText, dayText } from '../../../domain/calendar.ts'
import type { AuditDone, AuditedFeature, HiddenDays } from '../../../pipeline/index.ts'
import type { AuditSubject } from './audit-sections.ts'
import { marksOf, NONE_HIDDEN, type Marks } from './marks-of.ts'
import { WARNING, WARNING_OF_FOLDER } from './audit-words.ts'

/** For a program: the same figures, days as they are written everywhere. */
export function asJson({ audited, ...done }: AuditDone, { service, rules }: AuditSubject): string {
  const { windows, span, features, ...sums } = audited
  const { source, tells, hidden, gaps, quality, robots, deadRoutes, unmatched } = done
  const report = {
    notice: (source === 'folder' ? WARNING_OF_FOLDER : WARNING).en,
    service,
    source,
    span: daysText(span),
    now: daysText(windows.now),
    before: windows.before && daysText(windows.before),
    ...sums,
    tells,
    features: features.map((feature) =>
      featureOf(feature, hidden.get(feature.id) ?? NONE_HIDDEN, marksOf({ hidden }, feature.id)),
    ),
    deadRoutes,
    unmatched,
    robots,
    gaps: gaps.map(daysText),
    quality,
    rules,
  }
  // A key that a script reads is there whatever the source, and null where it has nothing.
  return `${JSON.stringify(report, (_, value: unknown) => value ?? null, 2)}\n`
}

/** Of a figure that is hidden on some days stands what is shown, the least that there was; null where that is none. */
function featureOf({ lastUse, ...feature }: AuditedFeature, hiddenDays: HiddenDays, marks: Marks): object {
  const { figures, clientErrorRate, trend } = feature
  const least = (count: number | undefined, figure: keyof HiddenDays): number | null | undefined =>
    count === 0 && hiddenDays[figure] > 0 ? null : count
  const counts = {
    uses: least(figures.uses, 'uses'),
    entries: least(figures.entries, 'entries'),
    clientErrors: least(figures.clientErrors, 'errors'),
  }
  const usesBefore = least(feature.usesBefore, 'usesBefore')
  const rates = { share: least(feature.share, 'uses'), clientErrorRate: least(clientErrorRate, 'errors') }
  const ofDays = (figure: keyof HiddenDays) => (hiddenDays[figure] > 0 ? '≥ ' : '')
  const marked = [
    ['uses', counts.uses, marks.uses],
    ['usesBefore', usesBefore, ofDays('usesBefore')],
    ['entries', counts.entries, ofDays('entries')],
    ['clientErrors', counts.clientErrors, ofDays('errors')],
    ['clientErrorRate', rates.clientErrorRate, marks.errorRate],
    ['share', rates.share, marks.share],
    ['change', trend?.change, marks.change],
  ] as const
  /** Of nothing that is null. `share` and `change` of a reason are as those of its feature. */
  const keysWith = (mark: '≥ ' | '≈ ') =>
    marked.flatMap(([key, number, own]) => (own === mark && typeof number === 'number' ? key : []))
  return {
    ...feature,
    figures: { ...figures, ...counts },
    usesBefore,
    ...rates,
    hiddenDays,
    lowerBounds: keysWith('≥ '),
    approximate: keysWith('≈ '),
    lastUse: lastUse && dayText(lastUse),
  }
}
