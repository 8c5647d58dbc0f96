export { findAllDue, type Closing } from './closings.ts'
export { firstWholeOf } from './first-whole.ts'
export {
  awayOf,
  dayAt,
  endedTables,
  protectionOn,
  specOn,
  stepOn,
  thresholdDays,
  thresholdOn,
  turningDays,
} from './in-force.ts'
export { SETTINGS_SHAPE, type KeptFeature, type KeptTable, type Settings, type Threshold } from './settings.ts'
export { closingKinds, openStanding, openWithin, type Standing } from './standing.ts'
export { openTable, type TableInTime, type WhyNot } from './table-in-time.ts'
export { isDue, isGivenUp, isMissing, usualSilence, waitsFor, type Evidence, type Wait } from './waits-for.ts'
