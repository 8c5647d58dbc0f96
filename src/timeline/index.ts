export { findAllDue, type Closing } from './closings.ts'
export { firstWholeOf } from './first-whole.ts'
export { awayOf, dayAt, endedTables, specOn, stepOn, thresholdDays, thresholdOn, protectionDays } from './in-force.ts'
export { compareSettings, type SettingsCompared } from './changes/compare-settings.ts'
export { daysAround } from './changes/days-around.ts'
export { inForceOn, splitByEras, type Periods } from './eras.ts'
export type { SettingsChange } from './changes/settings-change.ts'
export { featuresInForce } from './features-in-force.ts'
export { lastForgettable } from './forgetting.ts'
export {
  daysAway,
  daysEnded,
  earlierProtections,
  publishedSpecs,
  thresholdNow,
  thresholdsPublished,
} from './published-tables.ts'
export { drawnForGood, isWithin, revisedPeriods, whyNotRevised, type WhyNotRevised } from './revision.ts'
export { publicSettings, SETTINGS_SHAPE, type KeptFeature, type KeptTable, type Settings } from './settings.ts'
export { closingKinds, openStanding, openWithin, type Standing } from './standing.ts'
export { takeUp, type CameLater, type Closed, type Frozen } from './take-up.ts'
export { openTable, type TableInTime, type WhyNot } from './table-in-time.ts'
export { isDue, isGivenUp, isMissing, usualSilence, waitsFor, type Evidence, type Wait } from './waits-for.ts'
