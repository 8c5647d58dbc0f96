export {
  compareOn,
  EACH,
  findAlike,
  openHourBook,
  recentOf,
  type AlikeLogs,
  type GoingLog,
  type HourlyUses,
  type KnownAlike,
} from './alike-uses.ts'
export { chooseLate, distinctDays, type LateFacts } from './choose-late.ts'
export { begunByAll, daysWithRows, findAllDue, firstWholeOf, neverPublished, periodsWithRows } from './closings.ts'
export type { Closing } from './closings.ts'
export { endingTables, type EndingTable } from './ending-tables.ts'
export {
  awayOf,
  countedDays,
  dayAt,
  endedTables,
  isExactNoMore,
  specOn,
  stepOn,
  thresholdDays,
  thresholdOn,
  protectionDays,
  protectionOn,
} from './in-force.ts'
export { compareSettings, type SettingsCompared } from './changes/compare-settings.ts'
export { beginWithLast } from './changes/begin-with-last.ts'
export { mayHaveDropped } from './changes/dropped.ts'
export { daysAround, firstUnpublished } from './changes/days-around.ts'
export { periodsByKind, splitByEras, type Periods } from './eras.ts'
export type { SettingsChange } from './changes/settings-change.ts'
export { featuresInForce } from './features-in-force.ts'
export { addFits, addTo, fitsByDay, joinFits, NO_DAY_FITS, NO_FITS, openFitBook } from './fits/day-fits.ts'
export type { DayFits, Fits } from './fits/day-fits.ts'
export { areTooMany, findHalfLost, holdingOf, judgeDays, judgeFits, LEAST_LINES, shareOf } from './fits/judge-fits.ts'
export type { DoubtedStream, FitFacts, HalfLost, JudgedDays, LogFits } from './fits/judge-fits.ts'
export { shownTables, thresholdNow, thresholdsPublished, type ShownTable } from './shown-tables.ts'
export { drawnForGood, isWithin, lastForgettable, revisedPeriods, whyNotRevised } from './revision.ts'
export type { PeriodOfKind } from './revision.ts'
export { publicSettings, SETTINGS_SHAPE, type KeptFeature, type KeptTable, type Settings } from './settings.ts'
export { closingKinds, openStanding, type Standing, type StandingFacts } from './standing.ts'
export { closedThere, firstDaysOf, haveLinesAround, readAnew, takeUp } from './take-up.ts'
export type { CameLater, Closed, Frozen } from './take-up.ts'
export { betweenMachines, closedDaysOf, mayLack, replaceMachines, type Gap } from './gaps.ts'
export { openTable, type TableInTime, type WhyNot } from './table-in-time.ts'
export { haveEnded, isGivenUp, isSilent, usualSilence } from './why-open.ts'
export { dayBelieved, isNonsense, isOff, judgeClock, lookBelieved } from './clock.ts'
export { kindsToClose, waitsFor, waitsForLine, whyOpen } from './why-open.ts'
export type { ClosingKind, Evidence, Wait, WhyOpen } from './why-open.ts'
