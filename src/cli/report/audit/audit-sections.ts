import type { AuditRules, DaySpan } from '../../../domain/audit.ts'
import { dayText } from '../../../domain/calendar.ts'
import { FATES } from '../../../domain/fate.ts'
import type { AuditDone, AuditedFeature, AuditedVerdict } from '../../../pipeline/index.ts'
import { grouped } from '../../words/words.ts'
import { reasonText, type AuditWords } from './audit-words.ts'
import { milliseconds, rate } from './figures.ts'
import type { Cell, Section, SectionColumn } from './section.ts'

/** What stands around the figures: whose they are, and by which numbers they are judged. */
export type AuditSubject = { readonly service: string; readonly k: number; readonly rules: AuditRules }

/** All that an audit says, in the order in which it is read: what to do comes first. */
export function auditSections(done: AuditDone, subject: AuditSubject, words: AuditWords): readonly Section[] {
  return [
    opening(done, subject, words),
    verdictSection(done, words),
    figureSection(done, words),
    // Of a published folder nobody knows: none is told from few.
    ...(done.source === 'folder' ? [] : [unusedSection(done, words)]),
    ...(done.source === 'logs' ? [deadSection(done, words), unmatchedSection(done, subject, words)] : []),
    ...(done.tells.robots ? [robotSection(done, words)] : []),
    qualitySection(done, words),
    { title: words.sections.reading, before: [...words.reading, ...words.rules(subject.rules)] },
  ]
}

function opening({ source, audited }: AuditDone, { service }: AuditSubject, words: AuditWords): Section {
  const { now, before } = audited.windows
  return {
    title: words.title(service),
    before: [
      source === 'folder' ? words.warningOfFolder : words.warning,
      words.period(dayText(now.from), dayText(now.to)),
      ...(before === undefined ? [] : [words.compared(dayText(before.from), dayText(before.to))]),
      ...(audited.hasEnoughDays ? [] : [words.tooFewDays(audited.span.to - audited.span.from + 1)]),
    ],
  }
}

/** What to act on first, and of each the most used first. */
const ORDER: readonly AuditedVerdict[] = ['improve', 'strengthen', 'retire', 'keep', 'too-little']

function inOrder(features: readonly AuditedFeature[]): readonly AuditedFeature[] {
  return features.toSorted(
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || b.figures.uses - a.figures.uses,
  )
}

function verdictSection({ audited }: AuditDone, words: AuditWords): Section {
  const { columns } = words
  return {
    title: words.sections.verdicts,
    columns: [{ title: columns.verdict }, { title: columns.feature }, { title: columns.why }],
    rows: inOrder(audited.features).map(({ id, verdict, reason }) => [
      words.verdicts[verdict],
      id,
      reasonText(words, reason),
    ]),
  }
}

type FigureColumn = SectionColumn & { readonly cellOf: (feature: AuditedFeature) => Cell }

function figureSection(done: AuditDone, words: AuditWords): Section {
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

function figureColumns({ audited, tells, source }: AuditDone, words: AuditWords): readonly FigureColumn[] {
  const { columns, language } = words
  const right = { align: 'right' } as const
  const never = source === 'folder' ? '–' : words.never
  const isTimed = audited.features.some(({ p50Ms }) => p50Ms !== undefined)
  const time = (ms: number | undefined): string => (ms === undefined ? '–' : milliseconds(ms, language))
  return [
    { title: columns.feature, cellOf: ({ id }) => id },
    { title: columns.uses, ...right, cellOf: ({ figures }) => grouped(figures.uses) },
    { title: columns.share, ...right, cellOf: ({ share }) => rate(share, language) },
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
            cellOf: ({ clientErrorRate }: AuditedFeature) => rate(clientErrorRate, language),
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

function errorColumns({ columns, language }: AuditWords): readonly FigureColumn[] {
  return [
    { title: columns.clientErrors, align: 'right', cellOf: ({ clientErrorRate }) => rate(clientErrorRate, language) },
    { title: columns.serverErrors, align: 'right', cellOf: ({ serverErrorRate }) => rate(serverErrorRate, language) },
  ]
}

function unusedSection({ audited }: AuditDone, words: AuditWords): Section {
  const unused = audited.features.filter(({ lastUse }) => lastUse === undefined).map(({ id }) => id)
  return {
    title: words.sections.unused,
    before: [unused.length === 0 ? words.noneUnused : words.unused(unused.join(', '))],
  }
}

function deadSection({ deadRoutes }: AuditDone, words: AuditWords): Section {
  const { columns, sections } = words
  if (deadRoutes.length === 0) return { title: sections.dead, before: [words.noDead] }
  return {
    title: sections.dead,
    before: [words.dead],
    columns: [{ title: columns.requests, align: 'right' }, { title: columns.shape }, { title: columns.resembles }],
    rows: deadRoutes.map(({ requests, shape, feature }) => [grouped(requests), shape, feature]),
  }
}

const MOST_SHAPES = 15

function unmatchedSection({ unmatched }: AuditDone, { k }: AuditSubject, words: AuditWords): Section {
  const shown = unmatched.shown.slice(0, MOST_SHAPES)
  const rest = unmatched.shown.slice(MOST_SHAPES).reduce((sum, { requests }) => sum + requests, unmatched.others)
  if (shown.length === 0 && rest === 0) return { title: words.sections.unmatched, before: [words.noneUnmatched] }
  return {
    title: words.sections.unmatched,
    columns: [{ title: words.columns.requests, align: 'right' }, { title: words.columns.shape }],
    rows: [
      ...shown.map(({ requests, shape }) => [grouped(requests), shape]),
      ...(rest === 0 ? [] : [[grouped(rest), words.otherShapes(k)]]),
    ],
  }
}

function robotSection({ robots }: AuditDone, words: AuditWords): Section {
  if (robots.length === 0) return { title: words.sections.robots, before: [words.noRobots] }
  return {
    title: words.sections.robots,
    before: [words.robots],
    columns: [{ title: words.columns.requests, align: 'right' }, { title: words.columns.client }],
    rows: robots.map(({ kind, requests }) => [grouped(requests), words.robotKinds[kind] ?? kind]),
  }
}

function qualitySection({ quality, gaps }: AuditDone, words: AuditWords): Section {
  const spans = gaps.map(spanText).join(', ')
  const rows = quality === undefined ? [] : FATES.filter((fate) => quality.fates[fate] > 0)
  return {
    title: words.sections.quality,
    before: [gaps.length === 0 ? words.noGaps : words.gaps(spans)],
    ...(quality !== undefined && {
      columns: [{ title: words.columns.lines, align: 'right' } as const, { title: words.columns.fate }],
      rows: rows.map((fate) => [grouped(quality.fates[fate]), fate]),
    }),
  }
}

function spanText({ from, to }: DaySpan): string {
  return from === to ? dayText(from) : `${dayText(from)} … ${dayText(to)}`
}
