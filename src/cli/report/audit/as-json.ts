import { daysText, dayText } from '../../../domain/calendar.ts'
import type { AuditDone, AuditedFeature, HiddenDays } from '../../../pipeline/index.ts'
import type { AuditSubject } from './audit-sections.ts'
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
    features: features.map((feature) => featureOf(feature, hidden.get(feature.id) ?? NONE_HIDDEN)),
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

const NONE_HIDDEN: HiddenDays = { uses: 0, usesBefore: 0, entries: 0, errors: 0, lastUse: 0 }

/** Of a figure that is hidden on some days stands what is shown, the least that there was; null where that is none. */
function featureOf({ lastUse, ...feature }: AuditedFeature, hiddenDays: HiddenDays): object {
  const { figures, usesBefore, share, clientErrorRate } = feature
  const least = (count: number | undefined, figure: keyof HiddenDays): number | null | undefined =>
    count === 0 && hiddenDays[figure] > 0 ? null : count
  return {
    ...feature,
    figures: {
      ...figures,
      uses: least(figures.uses, 'uses'),
      entries: least(figures.entries, 'entries'),
      clientErrors: least(figures.clientErrors, 'errors'),
    },
    usesBefore: least(usesBefore, 'usesBefore'),
    share: least(share, 'uses'),
    clientErrorRate: least(clientErrorRate, 'errors'),
    hiddenDays,
    lastUse: lastUse && dayText(lastUse),
  }
}
