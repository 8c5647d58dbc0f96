import * as z from 'zod'
import type { ObservedFeature } from '../../domain/audit.ts'
import { dayOfText, type DayIndex } from '../../domain/calendar.ts'
import { ProblemError } from '../../domain/problem.ts'
import { readDataset } from '../../portal/index.ts'

/** What is published of a feature on one day; undefined is hidden, or not in the table. */
export type PublishedDay = {
  readonly day: DayIndex
  readonly feature: string
  readonly uses: number | undefined
  readonly entries: number | undefined
  readonly errors: number | undefined
}

/** The table by day and feature of a published folder. */
export type DailyTable = {
  readonly features: readonly Pick<ObservedFeature, 'id' | 'from' | 'until'>[]
  readonly rows: readonly PublishedDay[]
  readonly hasEntries: boolean
  /** The largest number of uses that a hole may stand for. */
  readonly largestHidden: number
}

/**
 * Reads that table; what does not fit its own sizes and checksums is refused.
 *
 * @throws ProblemError also AUDIT_NO_DAYS: it has no such table
 */
export function readDailyTable(path: string): DailyTable {
  const texts = new Map(readDataset(path).files.map((file) => [file.path, new TextDecoder().decode(file.bytes)]))
  const description = DESCRIPTION.safeParse(JSON.parse(texts.get('datapackage.json') ?? '{}'))
  const table = description.data?.resources.find(isDaily)
  if (table === undefined) throw new ProblemError({ code: 'AUDIT_NO_DAYS', path })
  const names = table.schema.fields.map(({ name }) => name)
  const files = typeof table.path === 'string' ? [table.path] : table.path
  return {
    features: recordsOf(texts.get('data/features.csv') ?? '').map(lifeOf),
    rows: files.flatMap((file) => recordsOf(texts.get(file) ?? '').flatMap((record) => dayIn(record, names))),
    hasEntries: names.some((name) => ENTRIES.has(name)),
    largestHidden: Math.max(0, (table.comptage.protection?.k ?? 1) - 1),
  }
}

const DESCRIPTION = z.object({
  resources: z.array(
    z.object({
      path: z.union([z.string(), z.array(z.string())]),
      schema: z.object({ fields: z.array(z.object({ name: z.string() })) }),
      comptage: z.object({ protection: z.object({ k: z.number().optional() }).optional() }),
    }),
  ),
})

// In French and in English.
const DAY = new Set(['jour', 'day'])
const USES = new Set(['requetes', 'requests'])
const ENTRIES = new Set(['entrees', 'entries'])
const ERRORS = new Set(['erreurs', 'errors'])

/** By day and feature, and nothing else. */
function isDaily({ schema: { fields } }: z.output<typeof DESCRIPTION>['resources'][number]): boolean {
  return DAY.has(fields[0]?.name ?? '') && USES.has(fields[2]?.name ?? '')
}

// Days, ids and numbers are never quoted, titles may be: of code books only the ends of a row are read.
function recordsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(','))
}

function lifeOf(record: readonly string[]): DailyTable['features'][number] {
  const [from, until] = [dayOfText(record.at(-2) ?? ''), dayOfText(record.at(-1) ?? '')]
  return { id: record[0] ?? '', ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
}

function dayIn(record: readonly string[], names: readonly string[]): readonly PublishedDay[] {
  const day = dayOfText(record[0] ?? '')
  if (day === undefined) return []
  const figure = (words: ReadonlySet<string>): number | undefined => {
    const text = record[names.findIndex((name) => words.has(name))] ?? ''
    return text === '' ? undefined : Number(text)
  }
  return [{ day, feature: record[1] ?? '', uses: figure(USES), entries: figure(ENTRIES), errors: figure(ERRORS) }]
}
