import { wordsOfCell } from '../../domain/cell.ts'
import { type DayIndex, dayText, periodOf } from '../../domain/calendar.ts'
import type { Fate } from '../../domain/fate.ts'
import { type Problem, ProblemError } from '../../domain/problem.ts'
import { seriesOf } from '../../domain/series-of.ts'
import type { CountedTable } from '../../domain/table.ts'
import { remarkAmongOpenData } from '../../publish/index.ts'
import { tableOf, type TallyFile, withoutMeasure } from '../../tally/index.ts'
import { noiseOf, noiseRemarks } from '../count/noise-of.ts'
import { protectCounted } from '../count/protect-counted.ts'
import { publicationOf } from '../count/publication-of.ts'
import { publishAlone } from '../count/publish-alone.ts'
import { lookAtOutput } from '../count/refuse-destination.ts'
import { besideRemarks } from '../beside-remarks.ts'
import { partialRemarks } from '../count/publish-counted.ts'
import { readEditionBefore, type StandingEdition } from '../count/read-edition-before.ts'
import { refuseCutAnew } from '../count/refuse-cut-anew.ts'
import { refuseFolderOfOthers } from '../count/refuse-destination.ts'
import { licenceRemarks, publisherRemarks } from '../licence-remarks.ts'
import { countedAs } from '../kept/words-in-time.ts'
import type { CountPlan } from '../plan-count.ts'
import { measuresNeverHad } from '../reading/format/check-fields.ts'
import { formatNamed } from '../reading/format/formats-read.ts'
import { bookOfTally, newestDayIn } from './book-of-tally.ts'
import { inPlan } from './in-plan.ts'
import { beginInPlan } from './begin-in-plan.ts'
import { type MergeRequest, mergeTallies } from './merge-tallies.ts'
import { remarkAlikeTallies, remarkOldTallies } from './remark-tallies.ts'

/** What was published of a sum. */
export type PublishedSum = {
  readonly changed: readonly string[]
  readonly problems: readonly Problem[]
  /** The tallies hold no request, or by `isCut` none of these days: the folder is as it was. */
  readonly unwritten?: { readonly isCut: boolean }
}

/** What becomes of lines that are no request of these days. */
const NO_REQUESTS: readonly Fate[] = ['not-a-request', 'malformed', 'out-of-period']

/**
 * Publishes the sum of tallies, as one count over all their logs would.
 *
 * @throws ProblemError what `mergeTallies` throws; FOLDER_OF_RUN, FOLDER_OF_ANOTHER, AMONG_OPEN_DATA; CUT_ANEW and EDITIONS_TELL, unless that is asked for; STATE_LOCKED; NOISE_KEY; DP_NEEDS_RUN; WRITE_FAILED
 */
export async function publishTallies(request: MergeRequest, output: string, cutAnew = false): Promise<PublishedSum> {
  const { id } = request.configuration.service
  refuseFolderOfOthers(output, id)
  const { plan: asked, sum, chosen } = await mergeTallies(request)
  refuseAmongOpenData(request.files, output)
  const { plan, later } = beginInPlan(asked, sum, output)
  const standing = cutAnew ? undefined : await lookAtOutput(output, id)
  if (!cutAnew) refuseCutAnew(plan, output)
  const before = cutAnew ? undefined : readEditionBefore(output, id)
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
  if (publication === undefined) return { changed: [], problems: counted.problems.map(asMerged) }
  if (sum.lines.every(({ fate }) => NO_REQUESTS.includes(fate)))
    return { changed: [], problems: [], unwritten: { isCut: sum.lines.some(({ fate }) => fate === 'out-of-period') } }
  const ofNoise = noiseRemarks(plan, output)
  const changed = await publishAlone(publication, output, standing)
  return {
    changed,
    problems: [
      ...ofNoise,
      ...besideRemarks(output),
      ...remarkAlikeTallies(chosen),
      ...later,
      ...remarkOldTallies(plan.configuration, chosen, newestDayIn(book.daily(), sum)),
      ...remarkGone(before, counted.gone),
      ...counted.problems,
      ...licenceRemarks(publication.licences, plan.specs),
      ...publisherRemarks(publication.service),
      ...partialRemarks(publication).map(asMerged),
    ],
  }
}

function asMerged(problem: Problem): Problem {
  return problem.code === 'EDITIONS_TELL' || problem.code === 'PERIODS_PARTIAL'
    ? { ...problem, isMerged: true }
    : problem
}

/** The days that the edition before told of, and this one does not. Of logs that are rotated away that is no news; of tallies it is. */
function remarkGone(before: StandingEdition | undefined, gone: ReadonlySet<DayIndex>): readonly Problem[] {
  const fresh = [...gone].filter((day) => before?.gone.has(day) === false).sort((a, b) => a - b)
  const [first, last] = [fresh.at(0), fresh.at(-1)]
  if (before === undefined || first === undefined || last === undefined) return []
  return [{ code: 'DAYS_GONE', folder: before.folder, first: dayText(first), last: dayText(last) }]
}

function refuseAmongOpenData(files: readonly string[], output: string): void {
  const problems = remarkAmongOpenData(files, output)
  if (problems.length > 0) throw new ProblemError(...problems)
}

function tablesOf(plan: CountPlan, { rows, leftOut, formats }: TallyFile): readonly CountedTable[] {
  const features = plan.configuration.features.map(({ id }) => id)
  const begin = new Map(plan.configuration.features.map(({ id, from = 0 }) => [id, Math.max(from, plan.since ?? 0)]))
  const isCounted = inPlan(plan, new Map())
  return plan.specs.map((spec) => {
    const series = seriesOf(spec)
    const categories = spec.dimensions.map(plan.categories)
    const known = categories.map((words) => new Set(words))
    const cells = rows
      .filter((row) => row.series === series && row.day >= (begin.get(row.feature) ?? 0) && isCounted(row))
      .map(({ day, cell, ...row }) => ({
        ...row,
        period: periodOf(spec.period, day),
        categories: countedAs(spec, wordsOfCell(cell), (word, i) => known[i]?.has(word) === true),
      }))
    const table = tableOf({ spec, categories }, features, cells)
    const never = measuresNeverHad(spec, formats.map(formatNamed))
    const isLeft = (measure: string): boolean => leftOut.some(([of, word]) => of === series && word === measure)
    const left = spec.measures.filter((measure) => never.includes(measure) || isLeft(measure))
    return left.reduce(withoutMeasure, table)
  })
}
