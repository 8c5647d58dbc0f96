import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { countsUsesAlone } from '../../domain/table.ts'
import { foldersOf } from '../../publish/index.ts'
import { stateFolderOf, type State } from '../../state/index.ts'
import { withOwnState } from '../kept/own-state.ts'
import { releasesOf } from '../kept/releases.ts'
import { readWhole } from '../verify/read/read-whole.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { readSettings } from '../kept/kept-settings.ts'

/** What `state check` looked at, and what it found wrong. */
export type StateChecked = {
  readonly folder: string
  readonly linesRead: number
  readonly version: string | undefined
  readonly problems: readonly Problem[]
}

/**
 * Holds what is kept to what must be true of it after every commit.
 *
 * @throws ProblemError STATE_MISSING where there was no run, STATE_OF_ANOTHER; STATE_UNSOUND where nothing that is read can be believed
 */
export async function checkState(configuration: Configuration, named?: string): Promise<StateChecked> {
  const folder = stateFolderOf(configuration, named)
  return withOwnState(configuration, folder, 'read', (state) => {
    if (!state.isIntact()) throw new ProblemError({ code: 'STATE_UNSOUND', what: 'database', where: folder })
    return {
      folder,
      linesRead: state.logs.linesConsumed(),
      version: releasesOf(state).at(-1)?.version,
      problems: [...lines(folder, state), ...requests(folder, state), ...published(configuration, state)],
    }
  })
}

/** Every line that was read, here or on another machine, has one fate. */
function lines(folder: string, { logs, sources, counts }: State): readonly Problem[] {
  const fates = counts.allFates().reduce((sum, row) => sum + row.lines, 0)
  const read = logs.linesConsumed() + sources.linesTaken()
  return sameOr({ code: 'STATE_UNSOUND', what: 'lines', where: folder }, read, fates)
}

/** Every use is in each table that has counted from the beginning, once. */
function requests(folder: string, state: State): readonly Problem[] {
  const counted = state.counts
    .allFates()
    .filter(({ placed, fate }) => placed === 'period' && fate === 'counted')
    .reduce((sum, row) => sum + row.lines, 0)
  const tables = (readSettings(state)?.tables ?? []).filter(
    (table) =>
      table.ended === undefined &&
      table.away === undefined &&
      table.measures.includes('requests') &&
      countsUsesAlone(table) &&
      state.facts.seriesSince(seriesOf(table)) === 0,
  )
  return tables.flatMap((table) =>
    sameOr(
      { code: 'STATE_UNSOUND', what: 'requests', where: `${table.name} in ${folder}` },
      counted,
      state.counts.sumOf(seriesOf(table), 'requests'),
    ),
  )
}

type Unsound = Extract<Problem, { readonly code: 'STATE_UNSOUND' }>

function sameOr(problem: Unsound, expected: number, found: number): readonly Problem[] {
  return expected === found ? [] : [{ ...problem, expected, found }]
}

/** The folders are as they were written, in the version that was last published. */
function published({ output, service }: Configuration, state: State): readonly Problem[] {
  const latest = releasesOf(state).at(-1)
  if (output === undefined || latest === undefined) return []
  return foldersOf(service.id)
    .map((name) => join(output, name))
    .filter((folder) => existsSync(join(folder, 'datapackage.json')))
    .flatMap((folder): readonly Problem[] => {
      const read = readWhole(folder)
      const said = 'book' in read ? read.book.publication : undefined
      const isOurs = said?.version === latest.version && said.created === latest.created
      return isOurs ? [] : [{ code: 'STATE_UNSOUND', what: 'folder', where: folder }]
    })
}
