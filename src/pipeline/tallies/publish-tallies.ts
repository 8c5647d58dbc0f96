import { wordsOfCell } from '../../domain/cell.ts'
import { type DayIndex, firstDayOf, lastDayOf, periodOf, dayAfter } from '../../domain/calendar.ts'
import { indexOf, PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { Feature } from '../../domain/feature.ts'
import type { Problem } from '../../domain/problem.ts'
import { kindOf, seriesOf } from '../../domain/series-of.ts'
import type { CountedTable } from '../../domain/table.ts'
import { tableOf, type TallyFile, withoutMeasure } from '../../tally/index.ts'
import { noiseOf, noiseRemarks } from '../count/noise-of.ts'
import { protectCounted } from '../count/protect-counted.ts'
import { publicationOf } from '../count/publication-of.ts'
import { besideRemarks } from '../beside-remarks.ts'
import { partialRemarks } from '../count/publish-counted.ts'
import { writePublication } from '../write-publication.ts'
import { readEditionBefore } from '../count/read-edition-before.ts'
import { refuseCutAnew } from '../count/refuse-cut-anew.ts'
import { refuseFolderOfRun } from '../count/refuse-destination.ts'
import { licenceRemarks } from '../licence-remarks.ts'
import type { CountPlan } from '../plan-count.ts'
import { formatNamed } from '../reading/format/formats-read.ts'
import { bookOfTally, newestDayIn } from './book-of-tally.ts'
import { BEGUN } from './begun.ts'
import { type MergeRequest, mergeTallies } from './merge-tallies.ts'
import { remarkAlikeTallies, remarkOldTallies } from './remark-tallies.ts'

/** What was published of a sum. */
export type PublishedSum = { readonly changed: readonly string[]; readonly problems: readonly Problem[] }

/**
 * Publishes the sum of tallies, as one count over all their logs would.
 *
 * @throws ProblemError what `mergeTallies` throws; FOLDER_OF_RUN; CUT_ANEW and EDITIONS_TELL, unless that is asked for; NOISE_KEY; DP_NEEDS_RUN; WRITE_FAILED
 */
export async function publishTallies(request: MergeRequest, output: string, cutAnew = false): Promise<PublishedSum> {
  refuseFolderOfRun(output, request.configuration.service.id)
  const { plan: asked, sum, chosen } = await mergeTallies(request)
  if (!cutAnew) refuseCutAnew(asked, output)
  const before = cutAnew ? undefined : readEditionBefore(output, request.configuration.service.id)
  const plan = beginInPlan(asked, sum)
  const book = bookOfTally(plan, sum)
  const counted = protectCounted(plan, book, tablesOf(plan, sum), await noiseOf(plan), before)
  const publication = publicationOf({
    ...counted,
    plan,
    book,
    formats: sum.formats.map(formatNamed),
    problems: sum.isPartialLog ? [{ code: 'SERVER_LOG_PARTIAL' }] : [],
  })
  // An empty sum would take away what may be there.
  if (publication === undefined) return { changed: [], problems: counted.problems }
  if (sum.lines.length === 0) return { changed: [], problems: [] }
  const ofNoise = noiseRemarks(publication, output)
  const changed = await writePublication(publication, output)
  return {
    changed,
    problems: [
      ...ofNoise,
      ...besideRemarks(output),
      ...remarkAlikeTallies(chosen),
      ...remarkOldTallies(plan.configuration, chosen, newestDayIn(book.daily(), sum)),
      ...counted.problems,
      ...licenceRemarks(publication.licences, plan.specs),
      ...partialRemarks(publication).map((problem) => ({ ...problem, isMerged: true as const })),
    ],
  }
}

function beginInPlan(plan: CountPlan, sum: TallyFile): CountPlan {
  const features = beginFeatures(plan.configuration.features, sum)
  return { ...plan, configuration: { ...plan.configuration, features } }
}

function tablesOf(plan: CountPlan, { rows, leftOut }: TallyFile): readonly CountedTable[] {
  const features = plan.configuration.features.map(({ id }) => id)
  const begin = new Map(plan.configuration.features.map(({ id, from }) => [id, from ?? 0]))
  return plan.specs.map((spec) => {
    const series = seriesOf(spec)
    const cells = rows
      .filter((row) => row.series === series && row.day >= (begin.get(row.feature) ?? 0))
      .map(({ day, cell, ...row }) => ({
        ...row,
        period: periodOf(spec.period, day),
        categories: wordsOfCell(cell),
      }))
    const table = tableOf({ spec, categories: spec.dimensions.map(plan.categories) }, features, cells)
    const left = spec.measures.filter((measure) => leftOut.some(([of, word]) => of === series && word === measure))
    return left.reduce(withoutMeasure, table)
  })
}

/** The features of a sum. Each begins with the last machine that counts it: before, its sum is one of some machines. */
function beginFeatures(
  features: readonly Feature[],
  sum: Pick<TallyFile, 'begun' | 'by' | 'rows'>,
): readonly Feature[] {
  const begun = new Map(sum.begun)
  return features.map((feature) => {
    const day = begun.get(BEGUN.feature(feature.id)) ?? 0
    return day <= (feature.from ?? 0) ? feature : { ...feature, from: firstApart(indexOf<'day'>(day), sum) }
  })
}

/** Where the days of a period cannot be told apart it is left out with all that stands under it. */
function firstApart(day: DayIndex, { by, rows }: Pick<TallyFile, 'by' | 'rows'>): DayIndex {
  if (by === 'day') return day
  const kinds = new Set(rows.map(({ series }) => kindOf(series)))
  return PERIOD_KINDS.filter((kind) => kinds.has(kind)).reduce<DayIndex>((first, kind) => {
    const period = periodOf(kind, first)
    return firstDayOf(kind, period) === first ? first : dayAfter(lastDayOf(kind, period))
  }, day)
}
