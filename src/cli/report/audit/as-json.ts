import type { DaySpan } from '../../../domain/audit.ts'
import { dayText } from '../../../domain/calendar.ts'
import type { AuditDone, AuditedFeature } from '../../../pipeline/index.ts'
import type { AuditSubject } from './audit-sections.ts'
import { WARNING, WARNING_OF_FOLDER } from './audit-words.ts'

/** For a program: the same figures, days as they are written everywhere. */
export function asJson({ audited, ...done }: AuditDone, { service, rules }: AuditSubject): string {
  const { windows, span, features, ...sums } = audited
  const { source, tells, hiddenErrors, gaps, quality, robots, deadRoutes, unmatched } = done
  const report = {
    notice: (source === 'folder' ? WARNING_OF_FOLDER : WARNING).en,
    service,
    source,
    span: spanOf(span),
    now: spanOf(windows.now),
    before: windows.before && spanOf(windows.before),
    ...sums,
    tells,
    hiddenErrors: Object.fromEntries(hiddenErrors),
    features: features.map(featureOf),
    deadRoutes,
    unmatched,
    robots,
    gaps: gaps.map(spanOf),
    quality,
    rules,
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}

function spanOf({ from, to }: DaySpan): { readonly from: string; readonly to: string } {
  return { from: dayText(from), to: dayText(to) }
}

function featureOf({ lastUse, ...feature }: AuditedFeature): object {
  return { ...feature, lastUse: lastUse === undefined ? null : dayText(lastUse) }
}
