import * as z from 'zod'
import { dayOfText, periodOf, type DayIndex, type PeriodIndex } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import { once } from '../../domain/once.ts'
import { LICENCES, type Language, type Licence } from '../../domain/service.ts'
import { latestShape } from '../programs/latest-shape.ts'

/** What was found in a folder beside others: the texts of `dcat.jsonld` and `latest.json`, where they are there. */
export type FoundDataset = {
  readonly folder: string
  readonly dcat: string | undefined
  readonly latest: string | undefined
}

/** What an index says of a service. */
export type Service = {
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
  readonly lastDay: DayIndex
  /** `atLeast` null: nothing is shown; undefined: requests are not counted. */
  readonly uses: Shape['total']
}

type Shape = z.infer<ReturnType<typeof shape>>

// What somebody else wrote: no sign of it may end a line, turn the text around it, or be none of XML.
const WORDS = /^[^\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069\uFFFE\uFFFF]{1,300}$/u
const words = () => z.string().regex(WORDS)

const shape = once(() => {
  const { format, kind, latest, total, dataset } = latestShape().shape
  return z.object({
    format,
    kind,
    latest,
    total,
    dataset: dataset.extend({
      version: z.string().regex(/^\d+\.\d+\.\d+$/),
      created: z.iso.datetime({ offset: true }),
      license: z.object({ id: z.enum(LICENCES) }),
      service: z.object({ name: words() }),
      publisher: z.object({ name: words() }).nullable(),
    }),
  })
})

/** @returns undefined for what is not ours, damaged, or not in the folder of its name, as a copy */
export function readService({ folder, latest: text }: FoundDataset): Service | undefined {
  const read = shape().safeParse(parsed(text ?? ''))
  if (!read.success || read.data.dataset.name !== folder) return undefined
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
    latest: latestOf(read.data),
  }
}

function latestOf({ kind, latest, total }: Shape): Latest | undefined {
  const lastDay = dayOfText(latest?.to ?? '')
  if (kind === null || latest === null || lastDay === undefined) return undefined
  return { kind, period: periodOf(kind, lastDay), periods: latest.periods.length, lastDay, uses: total }
}

function baseOf(url: string | null, folder: string): string | undefined {
  const ending = `/${folder}/`
  return url?.match(/^https?:\/\//) && url.endsWith(ending) ? url.slice(0, 1 - ending.length) : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
