import { isDeepStrictEqual } from 'node:util'
import { dayText } from '../../../domain/calendar.ts'
import { BESIDE_TABLES } from '../../../publish/index.ts'
import { compareFeatures } from './compare-features.ts'
import { signedTurns } from './compare-signed.ts'
import { columnsChanged, compareTables } from './compare-tables.ts'
import { turnThreshold } from './turn-threshold.ts'
import type { Turn, TurnDays } from './turn.ts'
import type { Settings } from '../../../timeline/index.ts'

export type SettingsCompared = Pick<ReturnType<typeof compareTables>, 'starts'> & {
  readonly settings: Settings
  readonly turns: readonly Turn[]
}

/** What a configuration changes of the way in which a service was counted. What was counted before stays. */
export function compareSettings(before: Settings, wanted: Settings, days: TurnDays): SettingsCompared {
  const { features, turns: ofFeatures } = compareFeatures(before.features, wanted.features, days)
  const { thresholds, turns: ofThreshold } = turnThreshold(before, wanted, days)
  const { tables, turns: ofTables, starts } = compareTables(before.tables, wanted.tables, { ...days, thresholds })
  const turns = [...ofFeatures, ...ofTables, ...ofThreshold, ...turnsOfAll(before, wanted, dayText(days.first))]
  const ofTexts = turns.filter(({ change }) => change.kind === 'text-corrected')
  const texts = [...ofTexts.filter(({ isCounted }) => isCounted), ...ofTexts].slice(0, 1)
  return {
    settings: { ...wanted, thresholds: [...thresholds], features: [...features], tables: [...tables] },
    turns: [...turns.filter(({ change }) => change.kind !== 'text-corrected'), ...texts],
    starts,
  }
}

/** All that is published with headers of a language: tables, those that have ended too, and what stands beside them. */
function sheetsOf(before: Settings, wanted: Settings): readonly string[] {
  const names = [...wanted.tables, ...before.tables].map(({ name }) => name)
  return [...new Set([...names, ...BESIDE_TABLES])]
}

function turnsOfAll(before: Settings, wanted: Settings, date: string): readonly Turn[] {
  const { timezone, robots: version } = wanted
  const all: readonly (readonly [boolean, readonly Turn[]])[] = [
    [before.timezone !== timezone, [{ change: { kind: 'timezone-changed', timezone, date } }]],
    // Absent: taken over, and nobody knows.
    [before.hosts !== undefined && before.hosts !== wanted.hosts, [{ change: { kind: 'hosts-changed', date } }]],
    [!isDeepStrictEqual(before.sources, wanted.sources), [{ change: { kind: 'sources-changed', date } }]],
    [before.robots !== version, [{ change: { kind: 'robots-changed', version, date } }]],
    [before.language !== wanted.language, sheetsOf(before, wanted).map(columnsChanged)],
    [before.texts !== wanted.texts, [{ change: { kind: 'text-corrected' } }]],
    [true, signedTurns(before, wanted)],
  ]
  return all.flatMap(([isOther, turns]) => (isOther ? turns : []))
}
