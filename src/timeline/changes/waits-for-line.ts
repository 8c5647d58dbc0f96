import { DAY_MS } from '../../domain/calendar.ts'
import { isOfTexts } from '../../domain/change.ts'
import type { SettingsChange } from './settings-change.ts'

/** A service without visitors, or that is gone, closes its last periods all the same. */
const LONGEST_WAIT_MS = DAY_MS

/**
 * Whether a change of the configuration waits for the first line that is counted by it; nothing closes before. A text holds at once;
 * what changes counts, without a line a day after it was first met.
 *
 * @param metMs when a run first met it; undefined: none has
 */
export function waitsForLine(changes: readonly SettingsChange[], metMs: number | undefined, nowMs: number): boolean {
  if (changes.every(({ change, isCounted }) => isOfTexts(change) && isCounted !== true)) return false
  // A clock that was set back must not make it wait for years.
  return metMs === undefined || Math.abs(nowMs - metMs) < LONGEST_WAIT_MS
}
