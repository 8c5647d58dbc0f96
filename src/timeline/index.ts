export { findAllDue, type Closing } from './closings.ts'
export { firstWholeOf } from './first-whole.ts'
export { closingKinds, openStanding, openWithin, type Standing } from './standing.ts'
export { isDue, isGivenUp, isMissing, usualSilence, waitsFor, type Evidence, type Wait } from './waits-for.ts'
