export { createTally } from './create-tally.ts'
export { mergeTallies } from './merge-tallies.ts'
export { withoutMeasure } from './without-measure.ts'
export { cellsOf, isBucket, tableOf, type TallyCell } from './cells-of.ts'
