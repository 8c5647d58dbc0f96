import type { State } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import {
  beginWithLast,
  firstUnpublished,
  type Settings,
  type SettingsChange,
  type SettingsCompared,
} from '../../timeline/index.ts'
import { seriesOf } from '../../domain/series-of.ts'
import { isTakenBack } from '../../publish/index.ts'
import { compareWithState } from '../kept/compare-with-state.ts'
import { keepFact, readFact } from '../kept/fact-codecs.ts'
import { keepSettings, readSettings } from '../kept/kept-settings.ts'
import { breaksKept, noteChanges } from '../kept/releases.ts'
import type { CountPlan } from '../plan-count.ts'
import { wallClock } from '../wall-clock.ts'
import { BEGUN } from './begun.ts'
import { findTally } from './find-tally.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { goneFeatures } from './in-plan.ts'

/** What the configuration calls it, and what its state calls itself. */
type Machine = { readonly name: string; readonly id: string }

/** Takes in since when the machine of a tally counts what is published. */
export function keepBeginnings(
  { plan, state }: { readonly plan: CountPlan; readonly state: State },
  { name, id, scanned }: Machine & { readonly scanned: number },
  tally: TallyFile,
): readonly SettingsChange[] {
  const settings = readSettings(state)
  if (settings === undefined) return []
  const compared = beginWithMachine(state, { settings, changes: [] }, { name, id }, tally)
  keepLook(state, id, Math.floor(wallClock(scanned, plan.configuration.timezone).hour / 24), settings)
  keepSettings(state, compared.settings)
  for (const [series, since] of compared.starts) state.facts.startSeries(series, since)
  noteChanges(state, compared.changes)
  return compared.changes
}

/** What the next run would change, by the tallies, too, that lie there: other machines may have made the change on another day. */
export async function changesToCome(plan: CountPlan, state: State): Promise<readonly SettingsChange[]> {
  let { settings, changes } = compareWithState(plan, state)
  if (changes.length === 0) return changes
  const here = { plan, ours: fingerprintOf(plan), gone: goneFeatures(plan, state) }
  for (const source of plan.configuration.sources) {
    const { found } = await findTally(here, source, state.sources.named().get(source.id))
    if (found === undefined) continue
    const machine = { name: source.id, id: found.tally.sources[0]?.id ?? '' }
    const compared = beginWithMachine(state, { settings, changes }, machine, found.tally)
    settings = compared.settings
    changes = withTold(changes, compared.changes)
  }
  return changes
}

/** What was told, but for what is told otherwise now. */
export function withTold(before: readonly SettingsChange[], now: readonly SettingsChange[]): readonly SettingsChange[] {
  return [...before.filter((one) => !now.some(({ change }) => isTakenBack(one.change, change))), ...now]
}

function beginWithMachine(
  state: State,
  { settings, changes }: { readonly settings: Settings; readonly changes: readonly SettingsChange[] },
  machine: Machine,
  { begun }: Pick<TallyFile, 'begun'>,
): SettingsCompared {
  const days = new Map(begun)
  const dayOf = (name: string): number => days.get(name) ?? 0
  const countedOn = countedBy(state, machine.id)
  const spans = state.editions.spans()
  return beginWithLast(
    settings,
    {
      feature: (id) => dayOf(BEGUN.feature(id)),
      table: dayOf,
      measure: (series, measure) => dayOf(BEGUN.measure(series, measure)),
      definition: (id) => dayOf(BEGUN.definition(id)),
      all: dayOf(BEGUN.all),
    },
    {
      machine: machine.name,
      countedOn: {
        feature: (id) => countedOn(BEGUN.feature(id)),
        table: countedOn,
        measure: (series, measure) => countedOn(BEGUN.measure(series, measure)),
      },
      firstOpen: firstUnpublished({ through: state.editions.frozenThrough() }),
      hasFeature: (id) => spans.some(({ feature }) => feature === id),
      hasTable: (series) => spans.some((span) => span.series === series),
      sinceOf: (series) => state.facts.seriesSince(series) ?? 0,
      breaks: breaksKept(
        state,
        changes.map(({ change }) => change),
      ),
    },
  )
}

/** By its name in a tally: when a machine looked last, of whose tally it was taken; before it was gone here, where it is or was. */
function countedBy(state: State, id: string): (name: string) => number {
  const known = readFact(state, 'looks-sources')?.[id]
  const gone = new Map(known?.gone)
  return (name) => gone.get(name) ?? known?.day ?? 0
}

function keepLook(state: State, id: string, day: number, settings: Settings): void {
  const countedOn = countedBy(state, id)
  const gone = goneOf(settings).map((name) => [name, countedOn(name)] as const)
  keepFact(state, 'looks-sources', { ...readFact(state, 'looks-sources'), [id]: { day, gone } })
}

/** What is in the configuration no more, by its name in a tally. */
function goneOf({ features, tables }: Settings): readonly string[] {
  return [
    ...features.flatMap(({ id, ended }) => (ended === undefined ? [] : BEGUN.feature(id))),
    ...tables.flatMap((table) => {
      const series = seriesOf(table)
      const lacking = (table.lacking ?? []).filter(({ to }) => to === undefined)
      const measures = lacking.map(({ measure }) => BEGUN.measure(series, measure))
      return table.ended === undefined ? measures : [series, ...measures]
    }),
  ]
}
