export { findAllDue, type Closing } from './closings.ts'
export { firstWholeOf } from './first-whole.ts'
export { awayOf, dayAt, endedTables, specOn, stepOn, thresholdDays, thresholdOn, turningDays } from './in-force.ts'
export { compareSettings, type SettingsCompared } from './changes/compare-settings.ts'
export { daysAround } from './changes/days-around.ts'
export type { SettingsChange } from './changes/settings-change.ts'
export { featuresInForce } from './features-in-force.ts'
export {
  daysAway,
  daysEnded,
  earlierProtections,
  publishedSpecs,
  thresholdNow,
  thresholdsPublished,
} from './published-tables.ts'
export { SETTINGS_SHAPE, type KeptFeature, type KeptTable, type Settings } from './settings.ts'
export { closingKinds, openStanding, openWithin, type Standing } from './standing.ts'
export { openTable, type TableInTime, type WhyNot } from './table-in-time.ts'
export { isDue, isGivenUp, isMissing, usualSilence, waitsFor, type Evidence, type Wait } from './waits-for.ts'
