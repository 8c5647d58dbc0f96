import { dayOf } from '../../src/domain/calendar.ts'
import type { Evidence } from '../../src/timeline/index.ts'

/** A Tuesday. */
export const DAY = dayOf(2026, 3, 10)

/** It and the grace are over, in a service with one log that is written every day: it closes. */
export const EVIDENCE: Evidence = {
  nowHour: (DAY + 1) * 24 + 48,
  graceHours: 48,
  silenceHours: 14 * 24,
  newestDay: DAY + 2,
  logs: [{ name: 'access.log', lastDay: DAY + 2, usualSilenceDays: 1 }],
  unreadThrough: -1,
  undatedThrough: -1,
  isHalfLost: () => false,
  sources: [],
  holds: [],
}
