import type { AuditRules } from '../../../domain/observed-features.ts'
import { dayText, type DayIndex, type Days } from '../../../domain/calendar.ts'
import { LONGEST_MS } from '../../../domain/duration.ts'
import { FATES } from '../../../domain/fate.ts'
import {
  dateInWords,
  type AuditDone,
  type AuditedFeature,
  type AuditedVerdict,
  type HiddenDays,
} from '../../../pipeline/index.ts'
import { grouped, percent, say, spoken } from '../../language/language.ts'
import { FATE_WORDS } from '../../words/lists/line-words.ts'
import type { TextColumn } from '../columns-text.ts'
import { passedTable } from '../passed-text.ts'
import { reasonText, WARNING, WARNING_OF_FOLDER, type AuditWords, milliseconds } from './audit-words.ts'
import { marksOf } from './marks-of.ts'
import type { ReportCell, ReportSection } from './section.ts'

/** What stands around the figures: whose they are, and by which numbers they are judged. */
export type AuditSubject = { readonly service: string; readonly k: number; readonly rules: AuditRules }

/** All that an audit says, in the order in which it is read: what to do comes first. */
export function auditSections(done: AuditDone, subject: AuditSubject, words: AuditWords): readonly ReportSection[] {
  return [
    opening(done, subject, words),
    verdictSection(done, words),
    figureSection(done, words),
    // Of a published folder nobody knows: none is told from few.
    ...(done.source === 'folder' ? [] : [unusedSection(done, words)]),
    ...(done.source === 'logs' ? [deadSection(done, words), unmatchedSection(done, subject, words)] : []),
    ...passedSection(done, words),
    ...(done.tells.robots ? [robotSection(done, words)] : []),
    qualitySection(done, words),
    { title: words.sections.reading, before: [...words.reading, ...words.rules(subject.rules)] },
  ]
}

function opening({ source, audited }: AuditDone, { service }: AuditSubject, words: AuditWords): ReportSection {
  const { now, before } = audited.windows
  const { days } = audited
  return {
    title: words.title(service),
    before: [
      say(source === 'folder' ? WARNING_OF_FOLDER : WARNING),
      sentences(words.period(said(now.from), said(now.to)), coveredText(now, days.now, words)),
      ...(before === undefined
        ? []
        : [sentences(words.compared(said(before.from), said(before.to)), coveredText(before, days.before, words))]),
      ...(audited.hasEnoughDays ? [] : [words.tooFewDays(days.now + days.before)]),
    ],
  }
}

function coveredText({ from, to }: Days, days: number, words: AuditWords): string {
  const all = to - from + 1
  return days === all ? '' : words.covered(days, all)
}

function sentences(...all: readonly string[]): string {
  return all.filter((text) => text !== '').join(' ')
}

/** What to act on first, and of each the most used first. */
const ORDER: readonly AuditedVerdict[] = ['improve', 'strengthen', 'retire', 'keep', 'too-little']

function inOrder(features: readonly AuditedFeature[]): readonly AuditedFeature[] {
  return features.toSorted(
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || b.figures.uses - a.figures.uses,
  )
}

function verdictSection({ audited, hidden, tells }: AuditDone, words: AuditWords): ReportSection {
  const { columns } = words
  return {
    title: words.sections.verdicts,
    columns: [{ title: columns.verdict }, { title: columns.feature }, { title: columns.why }],
    rows: inOrder(audited.features).map(({ id, verdict, reason }) => [
      words.verdicts[verdict],
      id,
      [
        reasonText(words, reason, { ...marksOf({ hidden }, id), errorsApart: tells.errorsApart }),
        ...hiddenTexts(hidden.get(id), reason.rule === 'hidden', words),
      ].join(''),
    ]),
  }
}

/** Beside a reason stands which of its figures are hidden, unless it says so. */
function hiddenTexts(hidden: HiddenDays | undefined, isUsesSaid: boolean, words: AuditWords): readonly string[] {
  return (['uses', 'errors'] as const).flatMap((figure) => {
    const days = hidden?.[figure] ?? 0
    return days === 0 || (isUsesSaid && figure === 'uses') ? [] : words.alsoHidden[figure](days)
  })
}

function unusedSection({ audited }: AuditDone, words: AuditWords): ReportSection {
  const unused = audited.features.filter(({ lastUse }) => lastUse === undefined).map(({ id }) => id)
  return {
    title: words.sections.unused,
    before: [unused.length === 0 ? words.noneUnused : words.unused(unused.join(', '))],
  }
}

function deadSection({ deadRoutes }: AuditDone, words: AuditWords): ReportSection {
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

function unmatchedSection({ unmatched }: AuditDone, { k }: AuditSubject, words: AuditWords): ReportSection {
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

/** Sources without lines do not tell, and say so where it matters: beside what they would retire. */
function passedSection({ audited }: AuditDone, words: AuditWords): readonly ReportSection[] {
  const title = words.sections.passed
  const known = audited.features.flatMap(({ id, passed }) => (passed === undefined ? [] : [{ id, passed }]))
  if (known.length < audited.features.length)
    return audited.features.some(({ verdict }) => verdict === 'retire')
      ? [{ title, before: [words.passedUnknown] }]
      : []
  const { columns, rows, fixes } = passedTable(known)
  if (rows.length === 0) return [{ title, before: [words.nonePassed] }]
  return [{ title, before: [words.passed], columns, rows, after: fixes }]
}

function robotSection({ robots }: AuditDone, words: AuditWords): ReportSection {
  if (robots.length === 0) return { title: words.sections.robots, before: [words.noRobots] }
  return {
    title: words.sections.robots,
    before: [words.robots],
    columns: [{ title: words.columns.requests, align: 'right' }, { title: words.columns.client }],
    rows: robots.map(({ kind, requests }) => [grouped(requests), words.robotKinds[kind]]),
  }
}

function qualitySection({ source, quality, gaps }: AuditDone, words: AuditWords): ReportSection {
  const spans = gaps.map(spanText).join(', ')
  const rows = quality === undefined ? [] : FATES.filter((fate) => quality.fates[fate] > 0)
  return {
    title: words.sections.quality,
    // A folder tells of days without a line beside exact tables alone.
    before: [gaps.length > 0 ? words.gaps(spans) : source === 'folder' ? words.silence : words.noGaps],
    ...(quality !== undefined && {
      columns: [{ title: words.columns.lines, align: 'right' } as const, { title: words.columns.fate }],
      rows: rows.map((fate) => [grouped(quality.fates[fate]), say(FATE_WORDS[fate])]),
    }),
  }
}

function spanText({ from, to }: Days): string {
  return from === to ? said(from) : `${said(from)} – ${said(to)}`
}

/** In a sentence; a column has days as they are sorted, and as `--since` takes them. */
function said(day: DayIndex): string {
  return dateInWords(day, spoken())
}

type FigureColumn = TextColumn & { readonly cellOf: (feature: AuditedFeature) => ReportCell }

/** Every figure of every feature, the most used first. */
function figureSection(done: AuditDone, words: AuditWords): ReportSection {
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
    share > 0 ? marksOf({ hidden }, id).share + percent(share) : atLeast(id, 'uses', share, percent)
  const errorText = (id: string, rate: number): string =>
    rate > 0 ? marksOf({ hidden }, id).errorRate + percent(rate) : atLeast(id, 'errors', rate, percent)
  const right = { align: 'right' } as const
  const never = source === 'folder' ? '–' : words.never
  const isTimed = audited.features.some(({ p50Ms }) => p50Ms !== undefined)
  const time = (ms: number | undefined): string =>
    ms === undefined ? '–' : `${ms >= LONGEST_MS ? '≥ ' : ''}${milliseconds(ms)}`
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
    { title: columns.trend, ...right, cellOf: ({ id, trend }) => words.trend(trend, marksOf({ hidden }, id)) },
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
            cellOf: ({ id, clientErrorRate }: AuditedFeature) => errorText(id, clientErrorRate),
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
