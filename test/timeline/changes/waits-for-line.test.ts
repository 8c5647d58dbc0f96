import { expect, it } from 'vitest'
import { waitsForLine } from '../../../src/timeline/index.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 2, 10)
const text = { change: { kind: 'text-corrected' } } as const
const counted = { change: { kind: 'text-corrected' }, isCounted: true } as const
const zone = { change: { kind: 'timezone-changed', timezone: 'Europe/Paris', date: '2026-03-10' } } as const

it.each([
  { why: 'none', changes: [], met: undefined, waits: false },
  { why: 'a text, which holds at once', changes: [text], met: undefined, waits: false },
  { why: 'a text that changes what is counted', changes: [counted], met: undefined, waits: true },
  { why: 'another way to count, beside a text', changes: [text, zone], met: undefined, waits: true },
  { why: 'one that was just met', changes: [zone], met: NOW, waits: true },
  { why: 'one that was met almost a day ago', changes: [zone], met: NOW - DAY + 1, waits: true },
  { why: 'one that was met a day ago', changes: [zone], met: NOW - DAY, waits: false },
  { why: 'one that was met by a clock which was a day ahead', changes: [zone], met: NOW + DAY, waits: false },
])('a change waits for a line, $waits: $why', ({ changes, met, waits }) => {
  expect(waitsForLine(changes, met, NOW)).toBe(waits)
})
