/**
 * The library behind the command line: read a configuration, count logs, and render what may be published.
 *
 * @packageDocumentation
 */
export { readConfiguration } from './config/index.ts'
export { countLogs, publicationOf, type CountedLogs, type CountObserver, type CountRequest } from './pipeline/index.ts'
export { renderTableAs, writePublication } from './pipeline/index.ts'
export type { Ledger, LedgerEntry } from './pipeline/index.ts'
export type { Configuration } from './domain/service.ts'
export { ProblemError, type Problem } from './domain/problem.ts'
export { FATES, type Fate } from './domain/fate.ts'
export type { Hit } from './domain/hit.ts'
export type { ProtectedTable } from './domain/table.ts'
