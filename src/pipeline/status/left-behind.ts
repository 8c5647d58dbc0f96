import type { State } from '../../state/index.ts'
import { hourText } from '../../domain/calendar.ts'

/** Bytes of a log that were seen and never read. */
export type LeftBehindOfLog = {
  readonly log: string
  readonly bytes: number
  readonly isOfArchive: boolean
  /** Where it is no archive: when lines may be missing, `2026-03-01 13:00`, to the full hour before and after. */
  readonly gaps: readonly { readonly from: string | undefined; readonly to: string | undefined }[]
}

/** What no run has read, by log: tails of archives, and what went before the end of its line came. */
export function leftBehindOf({ logs }: State): readonly LeftBehindOfLog[] {
  const byLog = new Map<string, LeftBehindOfLog>()
  for (const { log, bytes, isOfArchive, from, to } of logs.leftBehind()) {
    const key = `${log} ${isOfArchive}`
    const { bytes: before, gaps } = byLog.get(key) ?? { bytes: 0, gaps: [] }
    const gap = { from: from < 0 ? undefined : hourText(from), to: to < 0 ? undefined : hourText(to + 1) }
    byLog.set(key, { log, bytes: before + bytes, isOfArchive, gaps: isOfArchive ? [] : [...gaps, gap] })
  }
  return [...byLog.values()]
}
