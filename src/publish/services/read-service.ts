import * as z from 'zod'
import { dayOfText, periodOf, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import { indexOf, type PeriodKind } from '../../domain/dictionary.ts'
import { once } from '../../domain/once.ts'
import { parsedJson } from '../../domain/parsed-json.ts'
import { LICENCES, type Language, type Licence } from '../../domain/service.ts'
import { HAS_VISIBLE_SIGN, MOST_NAME_SIGNS, unfitSign } from '../../domain/text.ts'
import { latestShape } from '../programs/latest-shape.ts'

/** What was found in a folder beside others: the texts of `dcat.jsonld` and `latest.json`, where they are there. */
export type FoundDataset = {
  readonly folder: string
  readonly dcat: string | undefined
  readonly latest: string | undefined
}

/** What an index says of a service. */
export type IndexedService = {
  readonly folder: string
  readonly name: string
  readonly publisher: string | undefined
  /** Of its `index.html`. */
  readonly language: Language
  /** Of the output folder, ending with a slash; undefined: it has no address, or another than where it stands. */
  readonly base: string | undefined
  readonly version: string
  readonly created: string
  readonly licence: Licence
  /** Undefined: it has no figures yet. */
  readonly latest: Latest | undefined
}

type Latest = {
  readonly kind: PeriodKind
  readonly period: PeriodIndex
  /** How many periods the figure is of, `period` the last. */
  readonly periods: number
  readonly firstDay: DayIndex
  /** Not after the day on which the figures were published. */
  readonly lastDay: DayIndex
  /** The last day of all its figures: those of days go on where the last month or year is over. */
  readonly through: DayIndex
  /** The logs cover it in part. */
  readonly isInPart: boolean
  /** `atLeast` null: nothing is shown; undefined: requests are not counted. */
  readonly uses: Shape['total']
}

type Shape = z.infer<ReturnType<typeof shape>>

// Somebody else wrote it, and it is held to what is asked of our own.
const words = () =>
  z
    .string()
    .max(MOST_NAME_SIGNS)
    .regex(HAS_VISIBLE_SIGN)
    .refine((name) => unfitSign(name) === undefined)

const shape = once(() => {
  const { format, kind, latest, total, dataset, through } = latestShape().shape
  return z.object({
    format,
    kind,
    latest,
    total,
    through,
    dataset: dataset.extend({
      version: z.string().regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/),
      created: z.iso.datetime({ offset: true }),
      license: z.object({ id: z.enum(LICENCES) }),
      service: z.object({ name: words() }),
      publisher: z.object({ name: words() }).nullable(),
    }),
  })
})

/** @returns undefined for what is not ours, damaged, or not in the folder of its name, as a copy */
export function readService({ folder, latest: text }: FoundDataset): IndexedService | undefined {
  const read = shape().safeParse(parsedJson(text ?? ''))
  if (!read.success || read.data.dataset.name !== folder) return undefined
  const latest = latestOf(read.data)
  if (latest === 'damaged') return undefined
  const { service, publisher, language, version, created, license, url } = read.data.dataset
  return {
    folder,
    name: service.name,
    publisher: publisher?.name,
    language,
    base: baseOf(url, folder),
    version,
    created,
    licence: license.id,
    latest,
  }
}

function latestOf({ kind, latest, total, dataset, through }: Shape): Latest | 'damaged' | undefined {
  if (kind === null || latest === null) return undefined
  const [firstDay, lastDay] = [dayOfText(latest.from), lastDayOf(latest, dataset.created)]
  if (firstDay === undefined || lastDay === undefined || firstDay > lastDay) return 'damaged'
  const { length: periods } = latest.periods
  const isInPart = !latest.isWhole && latest.daysWithLog > 0
  return {
    kind,
    period: periodOf(kind, lastDay),
    periods,
    firstDay,
    lastDay,
    through: throughOf(lastDay, through, dataset.created),
    isInPart,
    uses: total,
  }
}

/** Not before the latest figure, nor after the day it was published on. */
function throughOf(lastDay: DayIndex, through: string | undefined, created: string): DayIndex {
  const days = [dayOfText(through ?? ''), dayOfText(created.slice(0, 10))].map((day) => day ?? lastDay)
  return indexOf<'day'>(Math.max(lastDay, Math.min(...days)))
}

/** A service that is ahead of the day it was published on would show all others late. Logs that cover a part end before `to`. */
function lastDayOf({ to, isWhole }: NonNullable<Shape['latest']>, created: string): DayIndex | undefined {
  const [last, published] = [dayOfText(to), dayOfText(created.slice(0, 10))]
  if (last === undefined || published === undefined) return undefined
  if (last <= published) return last
  return isWhole ? undefined : published
}

function baseOf(url: string | null, folder: string): string | undefined {
  const ending = `/${folder}/`
  return url?.match(/^https?:\/\//) && url.endsWith(ending) ? url.slice(0, 1 - ending.length) : undefined
}
