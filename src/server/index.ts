export { readServerLogs, splitDump } from './read-server-logs.ts'
export { rotationsOf, type ServerFile, type ServerFiles, type ServerLog, type ServerLogs } from './server-log.ts'
