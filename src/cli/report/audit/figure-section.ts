import { dayText } from '../../../domain/calendar.ts'
import type { AuditDone, AuditedFeature } from '../../../pipeline/index.ts'
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

function figureColumns(
  { audited, tells, source, hiddenErrors }: AuditDone,
  words: AuditWords,
): readonly FigureColumn[] {
  const { columns } = words
  const right = { align: 'right' } as const
  const never = source === 'folder' ? '–' : words.never
  const isTimed = audited.features.some(({ p50Ms }) => p50Ms !== undefined)
  const time = (ms: number | undefined): string => (ms === undefined ? '–' : milliseconds(ms))
  return [
    { title: columns.feature, cellOf: ({ id }) => id },
    { title: columns.uses, ...right, cellOf: ({ figures }) => grouped(figures.uses) },
    { title: columns.share, ...right, cellOf: ({ share }) => percent(share) },
    {
      title: columns.before,
      ...right,
      cellOf: ({ usesBefore }) => (usesBefore === undefined ? '–' : grouped(usesBefore)),
    },
    { title: columns.trend, ...right, cellOf: ({ trend }) => words.trend(trend) },
    { title: columns.days, cellOf: ({ daily }) => ({ series: daily }) },
    ...(tells.entries
      ? [{ title: columns.entries, ...right, cellOf: ({ figures }: AuditedFeature) => grouped(figures.entries) }]
      : []),
    ...(tells.errorsApart
      ? errorColumns(words)
      : [
          {
            title: columns.errors,
            ...right,
            cellOf: ({ id, clientErrorRate }: AuditedFeature) =>
              hiddenErrors.has(id) ? leastText(clientErrorRate, words) : percent(clientErrorRate),
          },
        ]),
    ...(isTimed
      ? [
          { title: columns.p50, ...right, cellOf: ({ p50Ms }: AuditedFeature) => time(p50Ms) },
          { title: columns.p95, ...right, cellOf: ({ p95Ms }: AuditedFeature) => time(p95Ms) },
        ]
      : []),
    { title: columns.lastUse, cellOf: ({ lastUse }) => (lastUse === undefined ? never : dayText(lastUse)) },
  ]
}

/** Of errors that are hidden on some days: what is shown of them is the least that there were. */
function leastText(share: number, words: AuditWords): string {
  return share === 0 ? words.hidden : `≥ ${percent(share)}`
}

function errorColumns({ columns }: AuditWords): readonly FigureColumn[] {
  return [
    { title: columns.clientErrors, align: 'right', cellOf: ({ clientErrorRate }) => percent(clientErrorRate) },
    { title: columns.serverErrors, align: 'right', cellOf: ({ serverErrorRate }) => percent(serverErrorRate) },
  ]
}
