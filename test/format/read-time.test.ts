import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFormat } from '../../src/format/index.ts'
import { readTime } from './read-line.ts'

const CLF = compileFormat('combined')
const ISO = compileFormat('$time_iso8601 "$request" $status')
const strftime = (pattern: string) => compileFormat(`%{${pattern}}t "%r" %>s`)

const BAD = 'bad time'

describe('10/Mar/2026:09:31:24 +0100', () => {
  it.each([
    ['10/Mar/2026:09:31:24 +0100', '2026-03-10T08:31:24Z', 'as servers write it'],
    ['10/Mar/2026:09:31:24 +0000', '2026-03-10T09:31:24Z', 'UTC'],
    ['10/Mar/2026:09:31:24 -0000', '2026-03-10T09:31:24Z', 'UTC, from the west'],
    ['10/Mar/2026:09:31:24 +0545', '2026-03-10T03:46:24Z', 'Kathmandu'],
    ['10/Mar/2026:09:31:24 -0330', '2026-03-10T13:01:24Z', 'Newfoundland'],
    ['10/Mar/2026:09:31:24 +1400', '2026-03-09T19:31:24Z', 'the furthest east, the day before'],
    ['10/Mar/2026:19:31:24 -1200', '2026-03-11T07:31:24Z', 'the furthest west, the day after'],
    ['10/MAR/2026:09:31:24 +0100', '2026-03-10T08:31:24Z', 'capitals'],
    ['10/mar/2026:09:31:24 +0100', '2026-03-10T08:31:24Z', 'small letters'],
    ['30/Jun/2026:23:59:60 +0000', '2026-06-30T23:59:59Z', 'a leap second is the second before'],
    ['29/Feb/2028:00:00:00 +0000', '2028-02-29T00:00:00Z', 'a leap year'],
    ['29/Feb/2000:00:00:00 +0000', '2000-02-29T00:00:00Z', 'a leap year, by four hundred'],
    ['29/Feb/2027:00:00:00 +0000', BAD, 'no leap year'],
    ['29/Feb/2100:00:00:00 +0000', BAD, 'no leap year, by a hundred'],
    ['30/Feb/2028:00:00:00 +0000', BAD, '30 February'],
    ['31/Apr/2026:00:00:00 +0000', BAD, '31 April'],
    ['31/Avr/2026:00:00:00 +0000', BAD, 'no month of English'],
    ['00/Mar/2026:00:00:00 +0000', BAD, 'day 0'],
    ['32/Mar/2026:00:00:00 +0000', BAD, 'day 32'],
    ['10/Mar/2026:24:00:00 +0000', BAD, '24:00'],
    ['10/Mar/2026:09:60:00 +0000', BAD, 'minute 60'],
    ['10/Mar/2026:09:31:61 +0000', BAD, 'second 61'],
    ['10/Mar/2026:09:31:24 +2400', BAD, 'a zone of 24 hours'],
    ['10/Mar/2026:09:31:24 +0160', BAD, 'a zone of 60 minutes'],
    ['10/Mar/2026:09:31:24 00100', BAD, 'a zone without its sign'],
    ['10/Mar/2026:09:31:24', BAD, 'no zone'],
    ['10/Mar/2026:09:31:24 CET', BAD, 'a zone by name'],
    ['10/Mar/2026 09:31:24 +0100', BAD, 'a space for the colon'],
    ['10-Mar-2026:09:31:24 +0100', BAD, 'dashes'],
    ['1 /Mar/2026:09:31:24 +0100', BAD, 'a day that is no number'],
    ['10/Mar/2o26:09:31:24 +0100', BAD, 'a year that is no number'],
    ['10/Mar/2026:09:31:2: +0100', BAD, 'a byte after the digits'],
    ['01/Jan/1900:00:00:00 +0000', '1900-01-01T00:00:00Z', 'the first second of the calendar'],
    ['31/Dec/2199:23:59:59 +0000', '2199-12-31T23:59:59Z', 'the last'],
    ['31/Dec/1899:23:59:59 +0000', BAD, 'the year before'],
    ['01/Jan/2200:00:00:00 +0000', BAD, 'the year after'],
    ['10/Mar/0000:09:31:24 +0100', BAD, 'year 0'],
    ['', BAD, 'nothing'],
    ['-', BAD, 'a dash'],
  ])('%s → %s: %s', (text, instant) => {
    expect(readTime(CLF, text)).toBe(instant)
  })

  it('every month', () => {
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
    const read = months.map((month) => readTime(CLF, `02/${month}/2026:03:04:05 +0000`))
    expect(read).toEqual(months.map((_, i) => `2026-${String(i + 1).padStart(2, '0')}-02T03:04:05Z`))
  })

  it('dates that take turns: what was remembered of the last line is not taken for this one', () => {
    const dates = ['28/Feb/2027', '01/Mar/2027', '28/Feb/2027', '29/Feb/2027', '01/Mar/2027', '01/Mar/2028']
    expect(dates.map((date) => readTime(CLF, `${date}:00:00:00 +0000`).slice(0, 10))).toEqual([
      '2027-02-28',
      '2027-03-01',
      '2027-02-28',
      BAD,
      '2027-03-01',
      '2028-03-01',
    ])
  })

  it('any instant with any zone', () => {
    const year1970to2199 = fc.integer({ min: 0, max: 7_258_118_399 - 86400 })
    fc.assert(
      fc.property(year1970to2199, fc.integer({ min: -720, max: 840 }), (seconds, offset) => {
        const shown = new Date((seconds + offset * 60) * 1000)
        const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(shown.toUTCString())!
        const minutes = Math.abs(offset)
        const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, '0')}`
        const instant = new Date(seconds * 1000).toISOString().replace('.000', '')
        if (shown.getUTCFullYear() < 1970) return
        expect(readTime(CLF, `${day}/${month}/${year}:${clock} ${zone}`)).toBe(instant)
        const iso = shown.toISOString().slice(0, 19)
        expect(readTime(ISO, `${iso}${zone.slice(0, 3)}:${zone.slice(3)}`)).toBe(instant)
        expect(readTime(strftime('%Y-%m-%d %H:%M:%S %z'), `${iso.replace('T', ' ')} ${zone}`)).toBe(instant)
      }),
    )
  })
})

describe('2026-03-10T09:31:24+01:00', () => {
  it.each([
    ['2026-03-10T09:31:24+01:00', '2026-03-10T08:31:24Z', 'as nginx writes it'],
    ['2026-03-10T09:31:24+0100', '2026-03-10T08:31:24Z', 'a zone without its colon'],
    ['2026-03-10T09:31:24Z', '2026-03-10T09:31:24Z', 'Z'],
    ['2026-03-10t09:31:24z', '2026-03-10T09:31:24Z', 'small letters'],
    ['2026-03-10 09:31:24+05:45', '2026-03-10T03:46:24Z', 'a space'],
    ['2026-03-10T09:31:24.655+01:00', '2026-03-10T08:31:24Z', 'a fraction'],
    ['2026-03-10T09:31:24,655123456Z', '2026-03-10T09:31:24Z', 'a fraction after a comma'],
    ['2026-06-30T23:59:60Z', '2026-06-30T23:59:59Z', 'a leap second'],
    ['2026-03-10T09:31:24', BAD, 'no zone'],
    ['2026-03-10T09:31:24.655', BAD, 'a fraction and no zone'],
    ['2026-03-10T09:31', BAD, 'no seconds'],
    ['2026-03-10T24:00:00Z', BAD, '24:00'],
    ['2027-02-29T00:00:00Z', BAD, 'no leap year'],
    ['2026-13-01T00:00:00Z', BAD, 'month 13'],
    ['2026-00-01T00:00:00Z', BAD, 'month 0'],
    ['2026/03/10T09:31:24Z', BAD, 'slashes'],
    ['2026-03-10X09:31:24Z', BAD, 'another letter'],
    ['2026-03-10T09-31:24Z', BAD, 'another sign'],
    ['2026-03-10T09:31-24Z', BAD, 'another sign, later'],
    ['2026-03-10T09:31:24 Z', BAD, 'a space before the zone'],
    ['2026-03-10T09:31:24+01:0', BAD, 'half a zone'],
    ['2026-03-10T09:31:24+01-00', BAD, 'a zone with another sign'],
  ])('%s → %s: %s', (text, instant) => {
    expect(readTime(ISO, text)).toBe(instant)
  })
})

describe('since 1970', () => {
  it.each([
    ['$msec', '1773131484.655', '2026-03-10T08:31:24Z', 'nginx'],
    ['$msec', '1773131484', '2026-03-10T08:31:24Z', 'no fraction'],
    ['$msec', '0.000', '1970-01-01T00:00:00Z', 'nought'],
    ['$msec', '7258118399.999', '2199-12-31T23:59:59Z', 'the last second of the calendar'],
    ['$msec', '7258118400.000', BAD, 'one more'],
    ['$msec', '9999999999999999.000', BAD, 'beyond every calendar'],
    ['$msec', '99999999999999999', BAD, 'more digits than a number holds'],
    ['$msec', '-1.000', BAD, 'before 1970'],
    ['$msec', '1773131484.655s', BAD, 'a letter'],
    ['$msec', '.655', BAD, 'a fraction alone'],
    ['$msec', '', BAD, 'nothing'],
    ['%{sec}t', '1773131484', '2026-03-10T08:31:24Z', 'Apache, seconds'],
    ['%{msec}t', '1773131484655', '2026-03-10T08:31:24Z', 'Apache, milliseconds'],
    ['%{usec}t', '1773131484655123', '2026-03-10T08:31:24Z', 'Apache, microseconds'],
    ['%{begin:usec}t', '1773131484655123', '2026-03-10T08:31:24Z', 'Apache, at the start'],
  ])('%s of %s → %s: %s', (time, text, instant) => {
    const format = time.startsWith('$') ? `${time} "$request" $status` : `${time} "%r" %>s`
    expect(readTime(compileFormat(format), text)).toBe(instant)
  })
})

describe('strftime', () => {
  it.each([
    ['%d/%b/%Y:%T %z', '10/Mar/2026:09:31:24 +0100', '2026-03-10T08:31:24Z', 'as %t'],
    ['%d/%b/%Y:%T', '10/Mar/2026:09:31:24', '2026-03-10T09:31:24', 'no zone'],
    ['end:%F %T', '2026-03-10 09:31:24', '2026-03-10T09:31:24', 'at the end'],
    ['%Y%m%d%H%M%S', '20260310093124', '2026-03-10T09:31:24', 'nothing between'],
    ['%D %R', '03/10/26 09:31', '2026-03-10T09:31:00', 'no seconds'],
    ['%y-%m-%d %T', '68-01-01 00:00:00', '2068-01-01T00:00:00', 'two digits of this century'],
    ['%y-%m-%d %T', '69-01-01 00:00:00', '1969-01-01T00:00:00', 'two digits of the last'],
    ['%y-%m-%d %T', '-9-01-01 00:00:00', BAD, 'no two digits'],
    ['%a %b %e %T %Y', 'Tue Mar 10 09:31:24 2026', '2026-03-10T09:31:24', 'a day of two digits'],
    ['%a %h %e %T %Y', 'Tue Mar  1 09:31:24 2026', '2026-03-01T09:31:24', 'a day of one'],
    ['%a %b %e %T %Y', 'Tue Mar  : 09:31:24 2026', BAD, 'the byte after 9 is no day 10'],
    ['%a %b %e %T %Y', 'Tue Mar  A 09:31:24 2026', BAD, 'nor is a letter day 17'],
    ['%F %r', '2026-03-10 09:31:24 AM', '2026-03-10T09:31:24', 'before noon'],
    ['%F %r', '2026-03-10 09:31:24 pm', '2026-03-10T21:31:24', 'after noon, small'],
    ['%F %r', '2026-03-10 12:31:24 AM', '2026-03-10T00:31:24', 'just after midnight'],
    ['%F %r', '2026-03-10 12:31:24 PM', '2026-03-10T12:31:24', 'just after noon'],
    ['%F %r', '2026-03-10 13:31:24 AM', BAD, 'hour 13 of 12'],
    ['%F %r', '2026-03-10 00:31:24 AM', BAD, 'hour 0 of 12'],
    ['%F %r', '2026-03-10 09:31:24 XM', BAD, 'neither half of the day'],
    ['%F %r', '2026-03-10 09:31:24 AX', BAD, 'half of a half'],
    ['%F %k:%M', '2026-03-10  9:31', '2026-03-10T09:31:00', 'an hour of one digit'],
    ['%F %k:%M', '2026-03-10 21:31', '2026-03-10T21:31:00', 'an hour of two'],
    ['%F %l:%M %p', '2026-03-10  9:31 PM', '2026-03-10T21:31:00', 'an hour of one digit after noon'],
    ['%F %l:%M %p', '2026-03-10 12:31 AM', '2026-03-10T00:31:00', 'an hour of two just after midnight'],
    ['%s', '1773131484', '2026-03-10T08:31:24Z', 'seconds since 1970, as sec'],
    ['%F%%%T', '2026-03-10%09:31:24', '2026-03-10T09:31:24', 'a percent sign'],
    ['%F%t%T', '2026-03-10\t09:31:24', '2026-03-10T09:31:24', 'a tab'],
    ['%F %T %z', '2026-03-10 09:31:24 +01:0', BAD, 'a zone of another kind'],
    ['%F %T', '2026-03-10 09:31:24 ', BAD, 'one byte more'],
    ['%F %T', '2026-03-10 09:31:2', BAD, 'one byte less'],
    ['%F %T', '2026-03-10_09:31:24', BAD, 'other text between'],
    ['%F %T', '2027-02-29 09:31:24', BAD, 'no such day'],
  ])('%s of %s → %s: %s', (pattern, text, instant) => {
    expect(readTime(strftime(pattern), text)).toBe(instant)
  })

  it('a fraction of three or six digits', () => {
    const milliseconds = compileFormat('%{%F %T}t.%{msec_frac}t%{%z}t "%r" %>s')
    expect(readTime(milliseconds, '2026-03-10 09:31:24.655+0100')).toBe('2026-03-10T08:31:24Z')
    expect(readTime(milliseconds, '2026-03-10 09:31:24.6x5+0100')).toBe(BAD)
    const microseconds = compileFormat('%{%F %T}t.%{usec_frac}t "%r" %>s')
    expect(readTime(microseconds, '2026-03-10 09:31:24.655123')).toBe('2026-03-10T09:31:24')
    expect(readTime(microseconds, '2026-03-10 09:31:24.65512x')).toBe(BAD)
  })

  it.each([
    '%c',
    '%x',
    '%F',
    '%T',
    '%b %d %T',
    '%F %I:%M',
    '%F %l:%M',
    '%F %H',
    '%Q %F %T',
    '%F %T%',
    '%Y-%j %T',
    '%s %F',
  ])('%s is no time that can be read', (pattern) => {
    expect(() => strftime(pattern)).toThrow('FORMAT_SYNTAX')
  })
})
