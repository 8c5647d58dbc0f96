import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combined, hitOf, hitsOf, testGate, type TestGateOptions } from './test-gate.ts'

const NO_ZONE = '[%{%Y-%m-%d %H:%M:%S}t] "%r" %>s "%{User-Agent}i"'

/** Day and hour in the service's zone of a time that is written without one. */
function localOf(text: string, options: TestGateOptions): string {
  const { day, hour } = hitOf(`[${text}] "GET / HTTP/1.1" 200 "-"`, { format: NO_ZONE, ...options })
  return `${day ?? ''} ${String(hour).padStart(2, '0')}`
}

describe('a time with its offset, in the zone of the service', () => {
  it.each([
    ['29/Mar/2026:00:59:59 +0000', 'Europe/Paris', '2026-03-29', 1, 'the second before summer time'],
    ['29/Mar/2026:01:00:00 +0000', 'Europe/Paris', '2026-03-29', 3, 'its first second'],
    ['25/Oct/2026:00:59:59 +0000', 'Europe/Paris', '2026-10-25', 2, 'the last of summer time'],
    ['25/Oct/2026:01:00:00 +0000', 'Europe/Paris', '2026-10-25', 2, 'the hour again'],
    ['25/Oct/2026:02:00:00 +0000', 'Europe/Paris', '2026-10-25', 3, 'the hour after'],
    ['10/Mar/2026:23:30:00 +0000', 'Europe/Paris', '2026-03-11', 0, 'the next day'],
    ['31/Dec/2026:23:30:00 +0000', 'Europe/Paris', '2027-01-01', 0, 'the next year'],
    ['10/Mar/2026:18:14:59 +0000', 'Asia/Kathmandu', '2026-03-10', 23, 'three quarters'],
    ['10/Mar/2026:18:15:00 +0000', 'Asia/Kathmandu', '2026-03-11', 0, 'three quarters, the next day'],
    ['10/Mar/2026:03:29:59 +0000', 'America/St_Johns', '2026-03-10', 0, 'half an hour west'],
    ['10/Mar/2026:02:29:59 +0000', 'America/St_Johns', '2026-03-09', 23, 'the day before'],
    ['05/Apr/2026:15:00:00 +0000', 'Australia/Lord_Howe', '2026-04-06', 1, 'a summer time of half an hour is over'],
    ['04/Apr/2026:14:00:00 +0000', 'Australia/Lord_Howe', '2026-04-05', 1, 'and was not'],
    ['10/Mar/2026:08:31:24 +0000', 'UTC', '2026-03-10', 8, 'UTC'],
    ['30/Dec/2011:10:00:00 +0000', 'Pacific/Apia', '2011-12-31', 0, 'a day that never was'],
    ['30/Dec/2011:09:59:59 +0000', 'Pacific/Apia', '2011-12-29', 23, 'and the day before it'],
  ])('%s in %s: %s, %i: %s', (time, serviceZone, day, hour) => {
    expect(hitOf(combined({ time }), { serviceZone })).toMatchObject({ day, hour })
  })

  it.each([
    ['01/Jan/1900:00:00:00 +0100', 'an instant of 1899'],
    ['31/Dec/2199:23:59:59 -0100', 'an instant of 2200'],
  ])('%s is no time that a calendar has: %s', (time) => {
    expect(hitOf(combined({ time }), { serviceZone: 'UTC' })).toMatchObject({ reason: 'bad-time', day: undefined })
  })

  it.each([
    ['01/Jan/1900:00:00:00 +0000', '1900-01-01'],
    ['31/Dec/2199:23:59:59 +0000', '2199-12-31'],
  ])('%s is one: %s', (time, day) => {
    expect(hitOf(combined({ time }), { serviceZone: 'UTC' }).day).toBe(day)
  })
})

describe('a time without a zone', () => {
  it.each([
    ['2026-10-25 02:30:00', '2026-10-25 02', 'the hour twice'],
    ['2026-03-29 02:30:00', '2026-03-29 02', 'an hour that never was stays as written'],
    ['2026-03-10 23:59:59', '2026-03-10 23', 'midnight cannot go wrong'],
  ])('is what it shows, if the machine is in the zone of the service: %s: %s, %s', (text, local) => {
    expect(localOf(text, { serviceZone: 'Europe/Paris' })).toBe(local)
  })

  it.each([
    ['Europe/Paris', 'UTC', '2026-10-25 02:30:00', '2026-10-25 00', 'twice: the first, summer'],
    ['Europe/Paris', 'UTC', '2026-10-25 03:00:00', '2026-10-25 02', 'after it'],
    ['Europe/Paris', 'UTC', '2026-10-25 01:59:59', '2026-10-24 23', 'before it'],
    ['Europe/Paris', 'UTC', '2026-03-29 02:30:00', '2026-03-29 01', 'never was: on by the gap'],
    ['Europe/Paris', 'UTC', '2026-03-29 01:59:59', '2026-03-29 00', 'before the gap'],
    ['Europe/Paris', 'UTC', '2026-03-29 03:00:00', '2026-03-29 01', 'after the gap'],
    ['UTC', 'Europe/Paris', '2026-03-10 23:30:00', '2026-03-11 00', 'a machine in UTC'],
    ['UTC', 'Europe/Paris', '2026-07-10 22:30:00', '2026-07-11 00', 'in summer'],
    ['America/New_York', 'Europe/Paris', '2026-03-10 20:00:00', '2026-03-11 01', 'between two changes'],
    ['Australia/Lord_Howe', 'UTC', '2026-04-05 01:45:00', '2026-04-04 14', 'a fold of half an hour: the first'],
    ['Australia/Lord_Howe', 'UTC', '2026-10-04 02:15:00', '2026-10-03 15', 'a gap of half an hour'],
    ['Pacific/Apia', 'UTC', '2011-12-30 12:00:00', '2011-12-30 22', 'a gap of a day'],
  ])('written in %s, counted in %s: %s is %s: %s', (logZone, serviceZone, text, local) => {
    expect(localOf(text, { logZone, serviceZone })).toBe(local)
  })

  it('is UTC by definition in some formats, whatever zone the machine is said to be in', () => {
    const format = '$msec "$request" $status "$http_user_agent"'
    const line = '1773131484.655 "GET / HTTP/1.1" 200 "-"'
    expect(hitOf(line, { format, logZone: 'America/New_York' })).toMatchObject({ day: '2026-03-10', hour: 9 })
  })
})

const ZONES = [
  'Europe/Paris',
  'UTC',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'America/New_York',
  'America/Caracas',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Asia/Pyongyang',
  'Pacific/Apia',
  'Pacific/Chatham',
]
const [FIRST, LAST] = [Date.UTC(1972, 1, 1) / 1000, Date.UTC(2100, 0, 1) / 1000]

describe.each(ZONES)('Intl agrees about %s', (zone) => {
  const wall = wallOf(zone)
  const service = wallOf('Europe/Paris')
  const gate = testGate({ serviceZone: zone })
  const foreign = testGate({ format: NO_ZONE, logZone: zone, serviceZone: 'Europe/Paris' })
  const changes = changesOf(zone)

  const instants = fc.integer({ min: FIRST, max: LAST })
  const nearChanges =
    changes.length === 0
      ? instants
      : fc
          .tuple(fc.constantFrom(...changes), fc.integer({ min: -7300, max: 7300 }))
          .map(([change, seconds]) => change + seconds)
  const anyInstant = fc.oneof(
    instants,
    nearChanges,
    changes.length === 0
      ? instants
      : fc.constantFrom(...changes.flatMap((change) => [change - 1, change, change + 60])),
  )

  it('day and hour of an instant', () => {
    fc.assert(
      fc.property(anyInstant, (seconds) => {
        const [hit] = hitsOf(gate, `${combined({ time: clf(seconds) })}\n`)
        expect(`${hit!.day ?? ''} ${String(hit!.hour).padStart(2, '0')}`).toBe(wall(seconds).slice(0, 13))
      }),
      { numRuns: 150 },
    )
  })

  it('the first instant at which its clock shows a time', () => {
    fc.assert(
      fc.property(anyInstant, (seconds) => {
        const shown = wall(seconds)
        const first =
          [7200, 3600, 1800].map((fold) => seconds - fold).find((before) => wall(before) === shown) ?? seconds
        const [hit] = hitsOf(foreign, `[${shown}] "GET / HTTP/1.1" 200 "-"\n`)
        expect(`${hit!.day ?? ''} ${String(hit!.hour).padStart(2, '0')}`).toBe(service(first).slice(0, 13))
      }),
      { numRuns: 150 },
    )
  })
})

/** `2026-03-10 09:31:24` of an instant, as Intl has it. */
function wallOf(zone: string): (seconds: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return (seconds) => format.format(seconds * 1000)
}

function clf(seconds: number): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(seconds * 1000).toUTCString())!
  return `${day}/${month}/${year}:${clock} +0000`
}

/** The seconds at which the offset of a zone changed from 1995 to 2027. */
function changesOf(zone: string): readonly number[] {
  const wall = wallOf(zone)
  const offset = (seconds: number): number => Date.parse(`${wall(seconds).replace(' ', 'T')}Z`) / 1000 - seconds
  const changes: number[] = []
  const step = 86400 * 10
  for (let from = Date.UTC(1995, 0, 1) / 1000; from < Date.UTC(2027, 0, 1) / 1000; from += step) {
    let [low, high] = [from, from + step]
    if (offset(low) === offset(high)) continue
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}
