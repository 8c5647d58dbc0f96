import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import { areTooManyOfDay } from '../../../src/timeline/fits/judge-fits.ts'
import { areTooMany, holdingOf, judgeFits, type DoubtedStream } from '../../../src/timeline/index.ts'

const MISFIT = { file: 'a.log', format: 'combined', line: 7, column: 3, reason: 'bad-line' } as const

/** A stream of `a.log`, and how its lines fit before its first dated line: `2/3` for 2 misfits of 3. */
function stream(head: string, more: Partial<DoubtedStream> = {}): DoubtedStream {
  const [misfits = 0, lines = 0] = head.split('/').map(Number)
  const none = { lines: 0, misfits: 0 }
  return {
    ...{ log: 'a.log', head: { lines, misfits }, first: -1, last: -1, tail: none },
    ...{ ends: [], through: 12, misfit: MISFIT },
    ...more,
  }
}

const DATED = { first: 10, last: 10 }

function span(from: number, to: number, name: string) {
  return { from: indexOf<'day'>(from), to: indexOf<'day'>(to), name }
}

type Case = {
  readonly why: string
  readonly streams?: readonly DoubtedStream[]
  /** `log day misfits/lines` */
  readonly days?: readonly string[]
  readonly limit?: number
  /** The days that are lost, of 8 to 12. */
  readonly lost?: readonly number[]
  readonly problems?: readonly string[]
  readonly undatedThrough?: number
}

describe('of lines that do not fit', () => {
  it.each<Case>([
    { why: 'nothing is told where there are none' },
    {
      why: 'too many of a day are told, and lose it',
      streams: [stream('0/0', DATED)],
      days: ['a.log 10 60/100', 'a.log 9 0/100'],
      ...{ lost: [10], problems: ['TOO_MANY_MALFORMED a.log 1'] },
    },
    {
      why: 'too many before the first dated line are of its day',
      streams: [stream('60/100', DATED)],
      ...{ lost: [10], problems: ['TOO_MANY_MALFORMED a.log 1'] },
    },
    {
      why: 'too few to lose a day are told once, with how many other logs have some',
      streams: [stream('0/0', DATED), stream('0/0', { ...DATED, log: 'b.log' })],
      days: ['a.log 10 8/100', 'b.log 10 8/100', 'c.log 10 0/900'],
      problems: ['FEW_MALFORMED a.log 1 others 1'],
    },
    {
      why: 'those of several logs are judged together',
      streams: [stream('0/0', DATED), stream('0/0', { ...DATED, log: 'b.log' })],
      days: ['a.log 10 6/9', 'b.log 10 6/9'],
      ...{ lost: [10], problems: ['TOO_MANY_MALFORMED a.log 1 others 1'] },
    },
    {
      why: 'few of a log are not told of a day that another log keeps open',
      streams: [stream('0/0', DATED), stream('0/0', { ...DATED, log: 'b.log' })],
      days: ['a.log 10 60/100', 'b.log 10 8/100'],
      ...{ lost: [10], problems: ['TOO_MANY_MALFORMED a.log 1'] },
    },
    {
      why: 'the few of several logs on several days are told with all these days',
      streams: [stream('0/0', DATED), stream('0/0', { ...DATED, log: 'b.log' })],
      days: ['a.log 9 8/100', 'b.log 10 8/100', 'c.log 9 0/900', 'c.log 10 0/900'],
      problems: ['FEW_MALFORMED a.log 2 others 1'],
    },
    {
      why: 'those of one log are its own',
      streams: [stream('0/0', DATED)],
      days: ['a.log 10 3/40'],
      problems: ['FEW_MALFORMED a.log 1'],
    },
    {
      why: 'a period that is lost by the sum of its days is told with them, and they are published no less',
      streams: [stream('0/0', DATED)],
      days: ['a.log 9 6/100', 'a.log 10 6/100', 'a.log 11 6/100'],
      problems: ['TOO_MANY_MALFORMED a.log 2 of two days', 'FEW_MALFORMED a.log 1'],
    },
    {
      why: 'so is that of several logs',
      streams: [stream('0/0', DATED), stream('0/0', { ...DATED, log: 'b.log' })],
      days: ['a.log 9 6/100', 'b.log 10 8/20'],
      problems: ['TOO_MANY_MALFORMED a.log 2 others 1 of two days'],
    },
    {
      why: 'but not one that holds a day that is lost',
      streams: [stream('0/0', DATED)],
      days: ['a.log 9 6/100', 'a.log 10 60/100'],
      ...{ lost: [10], problems: ['TOO_MANY_MALFORMED a.log 1', 'FEW_MALFORMED a.log 1'] },
    },
    {
      why: 'nor one that is not over',
      streams: [stream('0/0', DATED)],
      days: ['a.log 11 9/100', 'a.log 12 9/100'],
      problems: ['FEW_MALFORMED a.log 1'],
    },
    { why: 'a few below the limit are nothing', streams: [stream('0/0', DATED)], days: ['a.log 10 3/400'] },
    {
      why: 'a day of which all is published is not told again',
      streams: [stream('0/0', DATED)],
      days: ['a.log 8 60/100'],
      lost: [8],
    },
    {
      why: 'of a day that is not over a hundred are needed',
      streams: [stream('0/0', DATED)],
      days: ['a.log 12 60/200'],
      lost: [12],
    },
    {
      why: 'and then it is told',
      streams: [stream('0/0', DATED)],
      days: ['a.log 12 160/200'],
      ...{ lost: [12], problems: ['TOO_MANY_MALFORMED a.log 1'] },
    },
    {
      why: 'or not, where no line is told',
      streams: [stream('0/0', { ...DATED, misfit: null })],
      days: ['a.log 12 160/200'],
    },
    {
      why: 'a day after the newest has no figures',
      streams: [stream('0/0', DATED)],
      days: ['a.log 13 60/100'],
    },
    {
      why: 'a log without a date holds days until it was written last',
      streams: [stream('600/1000')],
      ...{ undatedThrough: 12, problems: ['TOO_MANY_MALFORMED a.log'] },
    },
    {
      why: 'also one of which no line is told',
      streams: [stream('600/1000', { misfit: null })],
      undatedThrough: 12,
    },
    { why: 'a few lines none of which fits are told', streams: [stream('3/3')], problems: ['NO_LINE_FITS a.log'] },
    { why: 'but not where one fits', streams: [stream('2/3')] },
    { why: 'nor where every line may be anything', streams: [stream('3/3')], limit: 1 },
    { why: 'nor of which none is told', streams: [stream('3/3', { misfit: null })] },
  ])('$why', ({ streams = [], days = [], limit = 0.05, lost = [], problems = [], undatedThrough = -1 }) => {
    const found = judgeFits({
      streams,
      days: days.map((text) => {
        const [log = '', day, fits = ''] = text.split(' ')
        const [misfits = 0, lines = 0] = fits.split('/').map(Number)
        return { log, day: Number(day), lines, misfits }
      }),
      limit,
      isOpen: (day) => day > 8,
      holding: () => [span(9, 10, 'two days'), span(11, 13, 'three')],
    })
    expect([8, 9, 10, 11, 12].filter((day) => found.isHalfLost(day, day))).toEqual(lost)
    expect(found.undatedThrough).toBe(undatedThrough)
    expect(found.problems(12).map(textOf)).toEqual(problems)
  })

  it.each([
    { why: 'one of a log', streams: ['a.log'] },
    { why: 'one of each of two', streams: ['a.log', 'b.log'] },
  ])('a month is not lost by a line that may be of any of its days: $why', ({ streams: logs }) => {
    const tail = { lines: 1, misfits: 1 }
    const streams = logs.map((log) => stream('0/0', { ...DATED, log, tail, through: 31 }))
    const days = ['a.log', 'b.log'].map((log) => ({ log, day: 10, lines: 150, misfits: 0 }))
    const { isHalfLost } = judgeFits({ streams, days, limit: 0.05, isOpen: () => true, holding: () => [] })
    expect([isHalfLost(1, 31), isHalfLost(10, 31), isHalfLost(20, 20)]).toEqual([false, false, false])
  })

  it('a month is lost by the sum of its days, of which none is', () => {
    const days = [10, 11].map((day) => ({ log: 'a.log', day, lines: 9, misfits: 6 }))
    const more = { isOpen: () => true, holding: () => [] }
    const { isHalfLost } = judgeFits({ streams: [stream('0/0', DATED)], days, limit: 0.05, ...more })
    expect([isHalfLost(10, 10), isHalfLost(11, 11), isHalfLost(9, 12)]).toEqual([false, false, true])
  })
})

describe('areTooMany', () => {
  it.each([
    { lines: 1999, misfits: 100, limit: 0.05, sounds: true, why: 'more than the limit, and a hundred' },
    { lines: 249, misfits: 99, limit: 0.05, sounds: false, why: 'ninety-nine, and less than half' },
    { lines: 10, misfits: 5, limit: 0.05, sounds: false, why: 'half of ten' },
    { lines: 10, misfits: 6, limit: 0.05, sounds: true, why: 'more than half of ten' },
    { lines: 10, misfits: 6, limit: 0.7, sounds: false, why: 'a limit that was raised above half holds' },
    { lines: 10, misfits: 0, limit: 0, sounds: false, why: 'none' },
  ])('$why: $sounds', ({ limit, sounds, ...fits }) => {
    expect(areTooMany(fits, limit)).toBe(sounds)
  })
})

describe('areTooManyOfDay', () => {
  it.each([
    { lines: 199, misfits: 10, limit: 0.05, sounds: true, why: 'more than the limit, and ten' },
    { lines: 200, misfits: 10, limit: 0.05, sounds: false, why: 'the limit itself' },
    { lines: 20, misfits: 9, limit: 0.05, sounds: false, why: 'nine, and less than half' },
    { lines: 10, misfits: 6, limit: 0.05, sounds: true, why: 'more than half of ten' },
    { lines: 9, misfits: 9, limit: 0.05, sounds: false, why: 'nine lines say nothing' },
    { lines: 5000, misfits: 5000, limit: 1, sounds: false, why: 'a limit of 100 % turns it off' },
  ])('$why: $sounds', ({ limit, sounds, ...fits }) => {
    expect(areTooManyOfDay(fits, limit)).toBe(sounds)
  })
})

describe('the periods that hold a day', () => {
  it.each([
    { why: 'all of these kinds', isOpen: undefined, names: ['2026-03-11', '2026-03'] },
    {
      why: 'those of which figures may still be published',
      isOpen: (kind: string) => kind === 'month',
      names: ['2026-03'],
    },
  ])('$why', ({ isOpen, names }) => {
    const day = dayOf(2026, 3, 11)
    expect(holdingOf(['day', 'month'], isOpen)(day).map(({ name }) => name)).toEqual(names)
  })
})

function textOf(problem: ReturnType<ReturnType<typeof judgeFits>['problems']>[number]): string {
  if (!('share' in problem) || !('limit' in problem)) return `${problem.code} ${'file' in problem ? problem.file : ''}`
  const { days, others } = problem
  const periods = 'periods' in problem ? problem.periods.map((name) => `of ${name}`) : []
  return [problem.code, problem.file, days?.count, others === undefined ? undefined : `others ${others}`, ...periods]
    .filter((word) => word !== undefined)
    .join(' ')
}
