import type { State } from '../../state/index.ts'
import type { TallyFile } from '../../tally/index.ts'
import {
  beginWithLast,
  firstUnpublished,
  type Settings,
  type SettingsChange,
  type SettingsCompared,
} from '../../timeline/index.ts'
import { isTakenBack } from '../../publish/index.ts'
import { compareWithState } from '../kept/compare-with-state.ts'
import { keepSettings, readSettings } from '../kept/kept-settings.ts'
import { breaksKept, noteChanges } from '../kept/releases.ts'
import type { CountPlan } from '../plan-count.ts'
import { BEGUN } from './begun.ts'
import { findTally } from './find-tally.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { goneFeatures } from './in-plan.ts'

/** Takes in since when the machine of a tally counts what is published. */
export function keepBeginnings(state: State, machine: string, tally: TallyFile): readonly SettingsChange[] {
  const settings = readSettings(state)
  if (settings === undefined) return []
  const compared = beginWithMachine(state, { settings, changes: [] }, machine, tally)
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
    const compared = beginWithMachine(state, { settings, changes }, source.id, found.tally)
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
  machine: string,
  { begun }: Pick<TallyFile, 'begun'>,
): SettingsCompared {
  const days = new Map(begun)
  const dayOf = (name: string): number => days.get(name) ?? 0
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
      machine,
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
