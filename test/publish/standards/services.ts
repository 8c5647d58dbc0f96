import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfiguration } from '../../../src/config/index.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { FATES } from '../../../src/domain/fate.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import { firstDayOf, lastDayOf, periodOf, type DayIndex } from '../../../src/domain/calendar.ts'
import type { CountedTable, TableSpec } from '../../../src/domain/table.ts'
import { countLogs, publicationOf } from '../../../src/pipeline/index.ts'
import { protectQuality, protectTables } from '../../../src/protect/index.ts'
import type { Publication } from '../../../src/publish/index.ts'
import { DAY_FEATURE, day, examplePublication, MONTH_DEVICE } from '../example-publication.ts'

const DEMO = fileURLToPath(new URL('../../../fixtures/demo/', import.meta.url))

/** The demonstration, counted from its log. */
export async function demoService(): Promise<Publication> {
  const path = join(DEMO, 'comptage.yaml')
  const read = readConfiguration(readFileSync(path, 'utf8'), path, { folder: DEMO })
  if (!('configuration' in read)) throw new Error('the demonstration has a fault')
  return publicationOf(await countLogs({ configuration: read.configuration }))!
}

/** One feature, one day, in English, and a publisher of whom nothing but the name is known; a name full of signs. */
export function tinyService(): Publication {
  const publication = examplePublication({}, [])
  const features = publication.features.slice(0, 1)
  const grid = [day('2026-02-28')]
  return protectedOf(
    {
      ...publication,
      language: 'en',
      service: { id: 'tiny', name: 'A "tiny" <service> & more', hosts: [], publisher: { name: 'Town\\of | Example' } },
      licences: { summary: 'CC-BY-4.0', detail: 'CC0-1.0' },
      partial: new Map(),
      grid,
      features,
    },
    [tableOf(DAY_FEATURE, features, grid, () => 12)],
  )
}

/** 200 features, some in a family, over six years, by day and month, with a detailed table: 438,400 rows a day. */
export function largeService(devices: readonly string[] = ['desktop', 'mobile', 'other']): Publication {
  const publication = examplePublication({}, [])
  const features = Array.from({ length: 200 }, (_, position) => ({
    ...publication.features[0]!,
    id: `feature-${String(position).padStart(3, '0')}`,
    ...(position % 3 > 0 && { family: 'procedures' }),
  }))
  const grid = daysFrom('2020-01-01', '2025-12-31')
  const month: TableSpec = { ...DAY_FEATURE, name: 'month-feature', period: 'month' }
  const figure = (period: number, cell: number) => (period * 31 + cell * 17) % 97
  const families = [{ id: 'procedures', title: { fr: 'Démarches, « en ligne »', en: 'Procedures' } }]
  return protectedOf({ ...publication, grid, features, families, partial: new Map() }, [
    tableOf(DAY_FEATURE, features, grid, figure),
    monthsOf(month, features, grid, figure),
    monthsOf({ ...MONTH_DEVICE, measures: ['requests'] }, features, grid, figure, devices),
  ])
}

function daysFrom(first: string, last: string): readonly DayIndex[] {
  const start = day(first)
  return Array.from({ length: day(last) - start + 1 }, (_, offset) => indexOf<'day'>(start + offset))
}

type Figure = (period: number, cell: number) => number

function tableOf(
  spec: TableSpec,
  features: readonly Feature[],
  grid: readonly DayIndex[],
  figure: Figure,
): CountedTable {
  const length = features.length * spec.measures.length
  const slabs = new Map(
    grid.map((date) => [
      periodOf('day', date),
      // Uses, then entries and errors: less.
      Float64Array.from({ length }, (_, cell) => Math.floor(figure(date, cell - (cell % 3)) / (1 + (cell % 3)))),
    ]),
  )
  return { spec, categories: [], slabs }
}

// Sums of the days, as a tally makes them; the detailed table is at `exact`, where nothing has to add up.
function monthsOf(
  spec: TableSpec,
  features: readonly Feature[],
  grid: readonly DayIndex[],
  figure: Figure,
  devices: readonly string[] = [],
): CountedTable {
  const categories = spec.dimensions.length === 0 ? [] : [devices]
  const months = [...new Set(grid.map((date) => periodOf('month', date)))]
  const slabs = new Map(
    months.map((month) => {
      const days = grid.filter((date) => date >= firstDayOf('month', month) && date <= lastDayOf('month', month))
      const slabOf = (date: DayIndex) =>
        tableOf(DAY_FEATURE, features, [date], figure).slabs.get(periodOf('day', date))!
      const slabsOfDays = days.map(slabOf)
      const sums = Float64Array.from({ length: features.length * 3 }, (_, cell) =>
        slabsOfDays.reduce((sum, slab) => sum + slab[cell]!, 0),
      )
      return [month, sums]
    }),
  )
  return { spec, categories, slabs }
}

function protectedOf(publication: Publication, tables: readonly CountedTable[]): Publication {
  const { features, grid } = publication
  const daily = new Map(grid.map((date) => [date, Float64Array.from(FATES, (fate) => (fate === 'counted' ? 400 : 13))]))
  const all = { features, grid, tables, daily }
  const sealed = protectTables(all)
  return { ...publication, tables: sealed, quality: protectQuality(all, sealed, publication.k) }
}
