export { findLogs, type FoundLog } from './find-logs.ts'
export { readChunks, type LogInput } from './read-chunks.ts'
export type { Chunk } from './cut-lines.ts'
