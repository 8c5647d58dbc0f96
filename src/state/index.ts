export { stateFolderIfAny, stateFolderOf } from './state-folder-of.ts'
export { claimNoiseKey, createNoiseKey, readNoiseKey, refuseKeyOfAnother } from './noise-key.ts'
export { DATABASE, failureOfState, hasState, openState, type State, type StateUse } from './open-state.ts'
export { isOnReadOnly, loadSqlite, refuseLinks } from './open-database.ts'
export { openRuns, type Runs } from './open-runs.ts'
export { makeFolders } from './make-folders.ts'
export { holderOfLock, isFolderLocked, lockFolder } from './lock-folder.ts'
export type { FactName } from './store/facts.ts'
export { FORGOTTEN } from './store/rows.ts'
export type {
  CellRow,
  DayCell,
  FateRow,
  PeriodCell,
  LogRecord,
  RunRow,
  SpanRow,
  SourceRow,
  Stream,
} from './store/rows.ts'
