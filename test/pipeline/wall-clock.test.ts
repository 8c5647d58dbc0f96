import { expect, it } from 'vitest'
import { instantOfHour, wallClock } from '../../src/pipeline/wall-clock.ts'

const HOUR = 3_600_000

it.each([
  { timezone: 'UTC', ahead: 0 },
  { timezone: 'Europe/Paris', ahead: 2 },
  { timezone: 'Pacific/Kiritimati', ahead: 14 },
  { timezone: 'Asia/Kolkata', ahead: 5.5 },
  { timezone: 'America/St_Johns', ahead: -2.5 },
])('an hour of $timezone is found again', ({ timezone, ahead }) => {
  const noon = Date.UTC(2026, 6, 1, 12)
  const { hour } = wallClock(noon, timezone)
  const instant = instantOfHour(hour, timezone)
  expect([wallClock(instant, timezone).hour, wallClock(instant + HOUR, timezone).hour]).toEqual([hour, hour + 1])
  expect(hour - wallClock(noon, 'UTC').hour).toBe(Math.floor(ahead))
})
