export { readServerLogs } from './read-server-logs.ts'
export { splitDump } from './split-dump.ts'
export { rotationsOf } from './rotations-of.ts'
export type { ServerFile, ServerFiles, ServerLog, ServerLogs } from './server-log.ts'
