import { describe, expect, it } from 'vitest'
import { guessZone, zonesBeside } from '../../../src/cli/draft/guess-zone.ts'
import { dayOf } from '../../../src/domain/calendar.ts'

const WINTER = dayOf(2026, 1, 20)
const SUMMER = dayOf(2026, 7, 20)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of a zone show at noon of a day of UTC: `+0545`. */
function offsetIn(timeZone: string, day: number): string {
  const instant = Date.UTC(1900, 0, 1 + day, 12)
  const known = clocks.get(timeZone)
  const clock = known ?? new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(timeZone, clock)
  const shown = clock.format(instant).replace(' ', 'T')
  const minutes = Math.round((Date.parse(`${shown}Z`) - instant) / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`
}

/** What is drafted of lines that nothing else is known of: in January and, where it is another, in July. */
const WORLD: readonly (readonly [offset: string, ...zones: string[]])[] = [
  ['+0000', 'UTC'],
  ['+0100', 'Europe/Paris', 'Europe/London'],
  ['+0200', 'Europe/Helsinki', 'Europe/Paris'],
  ['+0300', 'Africa/Nairobi', 'Europe/Helsinki'],
  ['+0330', 'Asia/Tehran'],
  ['+0400', 'Asia/Dubai'],
  ['+0430', 'Asia/Kabul'],
  ['+0500', 'Asia/Karachi'],
  ['+0530', 'Asia/Kolkata'],
  ['+0545', 'Asia/Kathmandu'],
  ['+0600', 'Asia/Dhaka'],
  ['+0630', 'Asia/Yangon'],
  ['+0700', 'Asia/Bangkok'],
  ['+0800', 'Asia/Shanghai'],
  ['+0845', 'Australia/Eucla'],
  ['+0900', 'Asia/Tokyo'],
  ['+0930', 'Australia/Darwin', 'Australia/Adelaide'],
  ['+1000', 'Australia/Brisbane', 'Australia/Sydney'],
  ['+1030', 'Australia/Adelaide', 'Australia/Lord_Howe'],
  ['+1100', 'Australia/Sydney', 'Pacific/Guadalcanal'],
  ['+1200', 'Pacific/Fiji', 'Pacific/Auckland'],
  ['+1245', 'Pacific/Chatham'],
  ['+1300', 'Pacific/Auckland', 'Pacific/Tongatapu'],
  ['+1345', 'Pacific/Chatham'],
  ['+1400', 'Pacific/Kiritimati'],
  ['-0100', 'Atlantic/Cape_Verde'],
  ['-0200', 'America/Noronha'],
  ['-0230', 'America/St_Johns'],
  ['-0300', 'America/Sao_Paulo'],
  ['-0330', 'America/St_Johns'],
  ['-0400', 'America/Caracas', 'America/New_York'],
  ['-0500', 'America/New_York', 'America/Chicago'],
  ['-0600', 'America/Chicago', 'America/Denver'],
  ['-0700', 'America/Denver', 'America/Los_Angeles'],
  ['-0800', 'America/Los_Angeles', 'America/Anchorage'],
  ['-0900', 'America/Anchorage', 'Pacific/Gambier'],
  ['-0930', 'Pacific/Marquesas'],
  ['-1000', 'Pacific/Honolulu'],
  ['-1100', 'Pacific/Pago_Pago'],
]

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
    { seen: { '-0400': SUMMER }, machine: 'UTC', zone: 'America/New_York' },
    { seen: { '-0400': SUMMER }, machine: 'UTC', isOfFrance: true, zone: 'America/Martinique' },
    { seen: { '-0500': SUMMER }, machine: 'UTC', isOfFrance: true, zone: 'America/Chicago' },
    { seen: { '+0400': WINTER }, machine: 'Indian/Mauritius', isOfFrance: true, zone: 'Indian/Mauritius' },
    { seen: { '+0545': WINTER, '+0100': WINTER }, machine: 'UTC', zone: 'UTC' },
    { seen: { UTC: SUMMER }, machine: 'Europe/Berlin', zone: 'Europe/Berlin' },
    { seen: { '+0000': SUMMER }, machine: 'Etc/UTC', zone: 'UTC' },
    { seen: { '+0000': SUMMER }, machine: 'Etc/UTC', isOfFrance: true, zone: 'Europe/Paris' },
    { seen: {}, machine: 'UTC', zone: 'UTC' },
    { seen: {}, machine: 'UTC', isOfFrance: true, zone: 'Europe/Paris' },
    { seen: {}, machine: 'Europe/Berlin', isOfFrance: true, zone: 'Europe/Berlin' },
  ])('is $zone where times say $seen on a machine in $machine, of France: $isOfFrance', (row) => {
    const zones = Object.entries(row.seen).map(([written, day]) => ({ zone: written, day }))
    expect(guessZone(zones, row.machine, row.isOfFrance === true)).toBe(row.zone)
  })

  const world = Intl.supportedValuesOf('timeZone')
  const all = [WINTER, SUMMER].flatMap((day) =>
    [...new Set(world.map((zone) => offsetIn(zone, day)))].sort().map((offset) => ({ day, offset })),
  )

  it('has each offset that a place has, in January and in July', () => {
    const drafted = all.map((seen) => {
      const zone = guessZone([{ zone: seen.offset, day: seen.day }], 'UTC', false)
      expect([seen, offsetIn(zone, seen.day)]).toEqual([seen, seen.offset])
      return `${seen.offset} ${zone}`
    })
    for (const row of WORLD.flatMap(([offset, ...zones]) => zones.map((zone) => `${offset} ${zone}`)))
      expect(drafted).toContain(row)
    expect(new Set(drafted).size).toBe(WORLD.reduce((sum, [, ...zones]) => sum + zones.length, 0))
  })

  it.each([
    { zone: 'Europe/Paris', seen: { '+0200': SUMMER }, others: ['Africa/Johannesburg'] },
    { zone: 'Europe/Paris', seen: { '+0100': WINTER, '+0200': SUMMER }, others: [] },
    {
      zone: 'America/New_York',
      seen: { '-0400': SUMMER },
      others: ['America/Martinique', 'America/Caracas', 'America/Santiago'],
    },
  ])('$zone is told with the others that say $seen', ({ zone, seen, others }) => {
    const zones = Object.entries(seen).map(([written, day]) => ({ zone: written, day }))
    expect(zonesBeside(zone, zones)).toEqual(others)
  })

  it('is that of the machine on the days on which its clocks change, whatever day the line is of', () => {
    const changes = [dayOf(2026, 10, 3), dayOf(2026, 10, 4)]
    for (const day of changes)
      for (const offset of ['+1000', '+1100'])
        expect(guessZone([{ zone: offset, day }], 'Australia/Sydney', false)).toBe('Australia/Sydney')
  })
})
