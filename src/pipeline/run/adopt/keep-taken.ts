import type { PublishedRow } from '../../../domain/cell.ts'
import { kindOf } from '../../../domain/series-of.ts'
import type { State } from '../../../state/index.ts'
import { firstDaysOf } from '../../../timeline/index.ts'
import type { CameLater, Closed, Frozen, KeptTable, Settings } from '../../../timeline/index.ts'
import { noteOwnBeginning } from '../../kept/days-of-state.ts'
import { keepFact } from '../../kept/facts.ts'
import { keepSettings } from '../../kept/kept-settings.ts'
import { changeText } from '../../kept/releases.ts'
import type { ReadEdition } from '../../verify/read/read-edition.ts'
import { hasMadeKey, noteLostKey } from '../../kept/noise-key.ts'

/** Keeps all of a folder in a state that is new. */
export function keepAll(state: State, taken: Taken): void {
  const { rows, settings, grid } = taken
  keepFrozen(
    state,
    taken,
    rows.map(({ series, period }) => ({ kind: kindOf(series), period })),
  )
  for (const [series, first] of firstDaysOf({ settings, rows }, grid)) state.facts.keepSeries(series, first)
  if (!hasMadeKey(state) || !settings.tables.some(hasKey)) return
  noteLostKey(state)
  state.editions.note([changeText({ kind: 'noise-key-replaced' })])
}

/** Keeps what came after an earlier copy of the state. What that one was about to tell, a version of the folder has told. */
export function keepLater(state: State, taken: Taken, { history, closed, rows, settings }: CameLater): void {
  noteOwnBeginning(state)
  state.editions.dropNoted()
  const months = new Set(state.editions.quality().map(({ month }) => month))
  const quality = taken.quality.filter(({ month }) => !months.has(month))
  const publication = { ...taken.publication, history }
  keepFrozen(state, { ...taken, publication, quality, rows, settings }, closed)
}

function keepFrozen(
  state: State,
  { publication, grid, quality, rows, frozen, settings }: Taken,
  closed: readonly Closed[],
): void {
  state.editions.publish(rows)
  for (const { kind, period } of closed) state.adoptions.keep({ kind, period, verdict: 'open' })
  state.editions.publishQuality(quality.map(({ month, fate, lines }) => ({ month, fate, lines: lines ?? null })))
  for (const { kind, through, open } of frozen) state.editions.freeze(kind, through, open)
  state.adoptions.keepDays(grid)
  keepHistory(state, publication)
  keepSettings(state, settings)
  state.editions.note([changeText({ kind: 'state-adopted' })])
}

function keepHistory(state: State, { formats, isPartialLog, history = [] }: Taken['publication']): void {
  for (const { name, lacks } of formats) state.facts.keepFormat(name, lacks)
  if (isPartialLog === true) keepFact(state, 'partial-log', true)
  for (const { version, created, changes } of history)
    state.editions.release({ version, created, changes: changes.map(changeText) })
}

function hasKey({ protections }: KeptTable): boolean {
  return protections.some(({ protection }) => protection.level === 'cell-key')
}

/** What stands in a folder, as far as it is what it should be. */
export type Taken = Pick<ReadEdition, 'grid' | 'quality'> & {
  readonly publication: ReadEdition['book']['publication']
  /** Of both tiers. */
  readonly rows: readonly PublishedRow[]
  readonly frozen: readonly Frozen[]
  readonly settings: Settings
}
