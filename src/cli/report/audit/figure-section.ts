import { dayText, type DayIndex } from '../../../domain/calendar.ts'
import type { AuditDone, AuditedFeature, HiddenDays } from '../../../pipeline/index.ts'
import { grouped, percent } from '../../words/words.ts'
import type { AuditWords } from './audit-words.ts'
import { milliseconds } from './figures.ts'
import type { Column } from '../columns-text.ts'
import type { Cell, Section } from './section.ts'

type FigureColumn = Column & { readonly cellOf: (feature: AuditedFeature) => Cell }

/** Every figure of every feature, the most used first. */
export function figureSection(done: AuditDone, words: AuditWords): Section {
  const columns = figureColumns(done, words)
  const { errorsApart, entries } = done.tells
  return {
    title: words.sections.figures,
    columns,
    rows: done.audited.features
      .toSorted((a, b) => b.figures.uses - a.figures.uses)
      .map((feature) => columns.map(({ cellOf }) => cellOf(feature))),
    after: [...(errorsApart ? [] : [words.errorsTogether]), ...(entries ? [] : [words.entriesUnknown])],
  }
}

function figureColumns({ audited, tells, source, hidden }: AuditDone, words: AuditWords): readonly FigureColumn[] {
  const { columns } = words
  /** What is shown of a figure, which may be hidden on some days: then it is the least that there was. */
  const atLeast = (id: string, figure: keyof HiddenDays, count: number | undefined, text = grouped): string => {
    if (count === undefined) return '–'
    if ((hidden.get(id)?.[figure] ?? 0) === 0) return text(count)
    return count === 0 ? words.hidden : `≥ ${text(count)}`
  }
  // Of all uses: of a sum of which some is hidden.
  const shareText = (id: string, share: number): string =>
    share > 0 && [...hidden.values()].some(({ uses }) => uses > 0)
      ? `≈ ${percent(share)}`
      : atLeast(id, 'uses', share, percent)
  const right = { align: 'right' } as const
  const never = source === 'folder' ? '–' : words.never
  const isTimed = audited.features.some(({ p50Ms }) => p50Ms !== undefined)
  const time = (ms: number | undefined): string => (ms === undefined ? '–' : milliseconds(ms))
  const lastText = (id: string, lastUse: DayIndex | undefined): string => {
    const isHidden = (hidden.get(id)?.lastUse ?? 0) > 0
    if (lastUse === undefined) return isHidden ? words.hidden : never
    return isHidden ? `≥ ${dayText(lastUse)}` : dayText(lastUse)
  }
  return [
    { title: columns.feature, cellOf: ({ id }) => id },
    { title: columns.uses, ...right, cellOf: ({ id, figures }) => atLeast(id, 'uses', figures.uses) },
    { title: columns.share, ...right, cellOf: ({ id, share }) => shareText(id, share) },
    { title: columns.before, ...right, cellOf: ({ id, usesBefore }) => atLeast(id, 'usesBefore', usesBefore) },
    { title: columns.trend, ...right, cellOf: ({ trend }) => words.trend(trend) },
    {
      title: columns.days,
      cellOf: ({ daily }) => (daily.every((uses) => uses === undefined) ? words.hidden : { series: daily }),
    },
    ...(tells.entries
      ? [
          {
            title: columns.entries,
            ...right,
            cellOf: ({ id, figures }: AuditedFeature) => atLeast(id, 'entries', figures.entries),
          },
        ]
      : []),
    ...(tells.errorsApart
      ? errorColumns(words)
      : [
          {
            title: columns.errors,
            ...right,
            cellOf: ({ id, clientErrorRate }: AuditedFeature) => atLeast(id, 'errors', clientErrorRate, percent),
          },
        ]),
    ...(isTimed
      ? [
          { title: columns.p50, ...right, cellOf: ({ p50Ms }: AuditedFeature) => time(p50Ms) },
          { title: columns.p95, ...right, cellOf: ({ p95Ms }: AuditedFeature) => time(p95Ms) },
        ]
      : []),
    { title: columns.lastUse, cellOf: ({ id, lastUse }) => lastText(id, lastUse) },
  ]
}

function errorColumns({ columns }: AuditWords): readonly FigureColumn[] {
  return [
    { title: columns.clientErrors, align: 'right', cellOf: ({ clientErrorRate }) => percent(clientErrorRate) },
    { title: columns.serverErrors, align: 'right', cellOf: ({ serverErrorRate }) => percent(serverErrorRate) },
  ]
}
