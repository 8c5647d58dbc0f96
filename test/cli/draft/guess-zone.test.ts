import { describe, expect, it } from 'vitest'
import { guessZone } from '../../../src/cli/draft/guess-zone.ts'
import { dayOf } from '../../../src/domain/calendar.ts'

const WINTER = dayOf(2026, 1, 20)
const SUMMER = dayOf(2026, 7, 20)

/** What the clocks of a zone show at noon of a day of UTC: `+0545`. */
function offsetIn(timeZone: string, day: number): string {
  const instant = Date.UTC(1900, 0, 1 + day, 12)
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant)
  const minutes = Math.round((Date.parse(`${clock.replace(' ', 'T')}Z`) - instant) / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`
}

describe('the zone of a draft', () => {
  it.each([
    { seen: { '+0100': WINTER, '+0200': SUMMER }, machine: 'UTC', zone: 'Europe/Paris' },
    { seen: { '+0000': WINTER, '+0100': SUMMER }, machine: 'UTC', zone: 'Europe/London' },
    { seen: { '+0100': WINTER }, machine: 'Europe/Berlin', zone: 'Europe/Berlin' },
    { seen: { '-0500': WINTER }, machine: 'Europe/Berlin', zone: 'America/New_York' },
    { seen: { '-0500': SUMMER }, machine: 'Europe/Berlin', zone: 'America/Chicago' },
    { seen: { '+0530': SUMMER }, machine: 'UTC', zone: 'Asia/Kolkata' },
    { seen: { '+0430': WINTER }, machine: 'UTC', zone: 'Asia/Kabul' },
    { seen: { '-0330': WINTER, '-0230': SUMMER }, machine: 'UTC', zone: 'America/St_Johns' },
    { seen: { '+1245': SUMMER, '+1345': WINTER }, machine: 'UTC', zone: 'Pacific/Chatham' },
    // Darwin all year, or Adelaide in winter.
    { seen: { '+0930': SUMMER }, machine: 'UTC', zone: 'UTC' },
    { seen: { '+0545': WINTER, '+0100': WINTER }, machine: 'UTC', zone: 'UTC' },
    { seen: { UTC: SUMMER }, machine: 'Europe/Berlin', zone: 'Europe/Berlin' },
    { seen: { '+0000': SUMMER }, machine: 'Etc/UTC', zone: 'nowhere' },
    { seen: {}, machine: 'UTC', zone: 'Europe/Paris' },
  ])('is $zone where times say $seen on a machine in $machine', ({ seen, machine, zone }) => {
    const zones = Object.entries(seen).map(([written, day]) => ({ zone: written, day }))
    expect(guessZone(zones, machine, 'nowhere')).toBe(zone)
  })

  const world = Intl.supportedValuesOf('timeZone')
  const all = [WINTER, SUMMER].flatMap((day) =>
    [...new Set(world.map((zone) => offsetIn(zone, day)))].sort().map((offset) => ({ day, offset })),
  )

  it.each(all)('has $offset on day $day, or is told as none', ({ day, offset }) => {
    const zone = guessZone([{ zone: offset, day }], 'UTC')
    const isWhole = offset.endsWith('00')
    expect(zone === 'UTC' && !isWhole ? offset : offsetIn(zone, day)).toBe(offset)
  })

  it('is that of the machine on the days on which its clocks change, whatever day the line is of', () => {
    const changes = [dayOf(2026, 10, 3), dayOf(2026, 10, 4)]
    for (const day of changes)
      for (const offset of ['+1000', '+1100'])
        expect(guessZone([{ zone: offset, day }], 'Australia/Sydney')).toBe('Australia/Sydney')
  })
})
