import { join } from 'node:path'
import * as z from 'zod'
import { daysFrom } from '../../domain/calendar.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { EditionBefore } from '../../domain/table.ts'
import { foldersOf, readDescription, tracesIn } from '../../publish/index.ts'
import { figureTablesOf } from '../verify/derive-eras.ts'
import { readWhole } from '../verify/read/read-whole.ts'
import { OF_COUNT } from './refuse-cut-anew.ts'

/** The edition that stands where another is about to, and where that is. */
export type StandingEdition = EditionBefore & { readonly folder: string }

/**
 * Reads what an earlier `count` or `merge` has published of a service; undefined: nothing, or by a version that did not say how
 * its figures were cut.
 *
 * @throws ProblemError EDITIONS_TELL, where it is not as it was written, or nobody can read how it was cut
 */
export function readEditionBefore(output: string, service: string): StandingEdition | undefined {
  const places = foldersOf(service).map((name) => join(output, name))
  const untold = places.find((folder) => tracesIn(folder).hasTables && !TOLD.safeParse(readDescription(folder)).success)
  if (untold !== undefined) throw unreadable(untold)
  const folders = places.filter((folder) => OF_COUNT.safeParse(readDescription(folder)).success)
  const [folder] = folders
  if (folder === undefined) return undefined
  const read = folders.map((one) => {
    const edition = readWhole(one)
    if ('book' in edition) return edition
    throw unreadable(one)
  })
  return {
    folder,
    tables: read.flatMap((edition) =>
      figureTablesOf(edition).map(({ spec, rows, partial }) => ({ spec, rows: [...rows], partial: new Set(partial) })),
    ),
    quality: read.flatMap(({ quality }) => quality),
    gone: new Set(
      read.flatMap(({ book }) => (book.publication.gone ?? []).flatMap(({ from, to }) => daysFrom(from, to))),
    ),
  }
}

// Whichever version of ours wrote it.
const TOLD = z.object({ comptage: z.object({}) })

function unreadable(folder: string): ProblemError {
  return new ProblemError({ code: 'EDITIONS_TELL', folder, why: 'unreadable', months: [], features: [] })
}
