import { dayText } from '../../domain/calendar.ts'
import { BESIDE_TABLES, type Change } from '../../domain/change.ts'
import { isSame } from '../../domain/is-same.ts'
import { tierOf, TIERS } from '../../domain/table.ts'
import type { Settings } from '../settings.ts'
import { compareFeatures } from './compare-features.ts'
import { compareThreshold } from './compare-protection.ts'
import { columnsChanged, compareTables } from './compare-tables.ts'
import type { DaysAround, SettingsChange } from './settings-change.ts'

export type SettingsCompared = Pick<ReturnType<typeof compareTables>, 'starts'> & {
  readonly settings: Settings
  readonly changes: readonly SettingsChange[]
}

/** What a configuration changes of the way in which a service was counted. What was counted before stays. */
export function compareSettings(before: Settings, wanted: Settings, days: DaysAround): SettingsCompared {
  const { features, changes: ofFeatures } = compareFeatures(before.features, wanted.features, days)
  const { thresholds, changes: ofThreshold } = compareThreshold(before, wanted, days)
  const { tables, changes: ofTables, starts } = compareTables(before.tables, wanted.tables, { ...days, thresholds })
  const changes = [...ofFeatures, ...ofTables, ...ofThreshold, ...changesOfAll(before, wanted, days)]
  const ofTexts = changes.filter(({ change }) => change.kind === 'text-corrected')
  const texts = [...ofTexts.filter(({ isCounted }) => isCounted), ...ofTexts].slice(0, 1)
  return {
    settings: { ...wanted, thresholds: [...thresholds], features: [...features], tables: [...tables] },
    changes: [...changes.filter(({ change }) => change.kind !== 'text-corrected'), ...texts],
    starts,
  }
}

/**
 * What has other columns: of another language all that is published, tables that have ended too, and what stands beside them; the code
 * book alone, where families are declared for the first time or no longer.
 */
function sheetsChanged(before: Settings, wanted: Settings): readonly string[] {
  const hadFamilies = before.families !== undefined
  if (before.language === wanted.language) return hadFamilies === (wanted.families !== undefined) ? [] : ['features']
  const names = [...wanted.tables, ...before.tables].map(({ name }) => name)
  // Settings do not keep whether there are events; where there are, their texts tell of the language.
  return [...new Set([...names, ...BESIDE_TABLES.filter((name) => name !== 'events')])]
}

function changesOfAll(before: Settings, wanted: Settings, days: DaysAround): readonly SettingsChange[] {
  const [date, zoned] = [dayText(days.firstAnew), dayText(days.firstOfZone)]
  const { timezone, robots: version } = wanted
  const all: readonly (readonly [boolean, readonly SettingsChange[]])[] = [
    [
      before.timezone.toLowerCase() !== timezone.toLowerCase(),
      [{ change: { kind: 'timezone-changed', timezone, date: zoned } }],
    ],
    // Absent: taken over, and nobody knows.
    [before.hosts !== undefined && before.hosts !== wanted.hosts, [{ change: { kind: 'hosts-changed', date } }]],
    [true, machinesChanged(before.sources, wanted.sources, days)],
    [before.robots !== version, [{ change: { kind: 'robots-changed', version, date } }]],
    [true, sheetsChanged(before, wanted).map(columnsChanged)],
    [!isSame(before.families, wanted.families), [{ change: { kind: 'text-corrected' } }]],
    [before.texts !== wanted.texts, [{ change: { kind: 'text-corrected' } }]],
    [true, signedChanges(before, wanted)],
  ]
  return all.flatMap(([isOther, changes]) => (isOther ? changes : []))
}

/** One that is gone is missing since its last line, and one that is new counts from now on: where both are, these are two breaks. */
function machinesChanged(
  before: Settings['sources'],
  wanted: Settings['sources'],
  { firstAnew, leftOn }: DaysAround,
): readonly SettingsChange[] {
  const gone = before.filter((id) => !wanted.includes(id)).map(leftOn)
  const come = wanted.some((id) => !before.includes(id)) ? [firstAnew] : []
  const days = [...new Set([...gone, ...come])].toSorted((a, b) => a - b)
  return days.map((day) => ({ change: { kind: 'sources-changed', date: dayText(day) } }))
}

type Signed = NonNullable<Settings['signed']>

/** Licences, publisher and address, by name: a reuser has to know what they were. */
function signedChanges(
  { signed: old, tables }: Pick<Settings, 'signed' | 'tables'>,
  { signed: now }: Pick<Settings, 'signed'>,
): readonly SettingsChange[] {
  if (old === undefined || now === undefined) return []
  const changes = [...licenceChanges(old, now, tables), ...publisherChange(old, now), ...addressChange(old, now)]
  return changes.map((change) => ({ change }))
}

/** Of what is published. */
function licenceChanges(old: Signed, now: Signed, tables: Settings['tables']): readonly Change[] {
  return TIERS.flatMap((tier): readonly Change[] => {
    const [before, after] = [old.licences[tier], now.licences[tier]]
    const isTold = before !== after && tables.some((table) => tierOf(table) === tier)
    return isTold ? [{ kind: 'licence-changed', tier, before, after }] : []
  })
}

function publisherChange({ publisher: before }: Signed, { publisher: after }: Signed): readonly Change[] {
  return before === after ? [] : [{ kind: 'publisher-changed', before, after }]
}

/** One that is new takes none away. */
function addressChange({ address: before }: Signed, { address: after }: Signed): readonly Change[] {
  if (before === after) return []
  if (before === undefined) return [{ kind: 'text-corrected' }]
  return [{ kind: 'address-changed', before, ...(after !== undefined && { after }) }]
}
