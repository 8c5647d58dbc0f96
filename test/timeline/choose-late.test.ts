import { describe, expect, it } from 'vitest'
import { dayOf, dayText, periodOf, type DayIndex } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { chooseLate, type LateFacts } from '../../src/timeline/index.ts'

const K = 11
const march = (day: number): DayIndex => indexOf<'day'>(dayOf(2026, 3, day))

type Line = { readonly day: DayIndex; readonly feature: string; readonly lines: number }
type Facts = LateFacts<Line>

/** `5 aide 20`: so many late lines of a feature, on a day of March; `5 20`: of none. */
function lateOf(text: string): readonly Line[] {
  return text.split(', ').map((one) => {
    const words = one.split(' ')
    return { day: march(Number(words[0])), feature: words.slice(1, -1).join(), lines: Number(words.at(-1)) }
  })
}

function textOf({ day, feature, lines }: Line): string {
  return [Number(dayText(day).slice(8)), ...(feature === '' ? [] : [feature]), lines].join(' ')
}

/** A feature tells a hidden figure where a day of it grows by fewer than K, or so does the month. */
function fewOf(lines: readonly Line[]): ReadonlySet<string> {
  const sums = new Map<string, number>()
  for (const { day, feature, lines: count } of lines)
    if (feature !== '')
      for (const key of [`${feature} ${day}`, `${feature} month`]) sums.set(key, (sums.get(key) ?? 0) + count)
  return new Set([...sums].flatMap(([key, sum]) => (sum < K ? (key.split(' ')[0] ?? '') : [])))
}

const FREE: Facts = { whyNot: () => undefined, keptOf: fewOf, holesOf: () => [], isTold: () => true }

function chosen(late: string, facts: Partial<Facts> = {}): { readonly counted: string; readonly stays: string } {
  const { counted, stays } = chooseLate(lateOf(late), { ...FREE, ...facts })
  return {
    counted: counted.map(textOf).sort().join(', '),
    stays: [...stays].map(([line, why]) => `${textOf(line)}: ${why}`).join(', '),
  }
}

const only =
  <T>(day: number, what: T) =>
  (asked: DayIndex): T | undefined =>
    asked === march(day) ? what : undefined

/** A feature tells a hidden figure unless it grows on an even number of days. */
const inPairs: Facts['keptOf'] = (lines) => {
  const features = lines.map(({ feature }) => feature)
  return new Set(features.filter((one) => features.filter((other) => other === one).length % 2 > 0))
}

/** The 7th never may be told, and the 5th with the 6th alone. */
const inOrder: Facts['keptOf'] = (lines) => {
  const has = (day: number): boolean => lines.some((line) => line.day === march(day))
  return new Set(has(7) || (has(5) && !has(6)) ? ['aide'] : [])
}

const holeOn =
  (day: number, isHole: (lines: readonly Line[]) => boolean = () => true): Facts['holesOf'] =>
  (lines, apart) => {
    const hole = { kind: 'day', period: periodOf('day', march(day)) } as const
    return isHole(lines) && !apart.some(({ period }) => period === hole.period) ? [hole] : []
  }

describe('a revision counts of late lines', () => {
  type Case = {
    readonly why: string
    readonly late: string
    readonly facts?: Partial<Facts>
    readonly counted: string
    readonly stays?: string
  }
  const BARRED = (
    ['forgotten', 'counted-next', 'adopted', 'exact', 'counted-without', 'drawn', 'beside-gone'] as const
  ).flatMap((bar): readonly Case[] => [
    {
      why: `none where all are barred: ${bar}`,
      late: '5 aide 20',
      facts: { whyNot: () => bar },
      counted: '',
      stays: `5 aide 20: ${bar}`,
    },
    {
      why: `those of the other days: ${bar}`,
      late: '5 aide 20, 6 aide 20',
      facts: { whyNot: only(5, bar) },
      counted: '6 aide 20',
      stays: `5 aide 20: ${bar}`,
    },
    {
      why: `those of the other days, less what they would tell: ${bar}`,
      late: '5 aide 20, 6 aide 2, 6 blog 20',
      facts: { whyNot: only(5, bar) },
      counted: '6 blog 20',
      stays: `5 aide 20: ${bar}, 6 aide 2: kept-back`,
    },
  ])
  it.each<Case>([
    {
      why: 'all, where nothing speaks against it',
      late: '5 aide 20, 6 aide 30, 6 9',
      counted: '5 aide 20, 6 9, 6 aide 30',
    },
    ...BARRED,
    { why: 'none of a day that would tell', late: '5 aide 3', counted: '', stays: '5 aide 3: kept-back' },
    {
      why: 'all but those of a day that would tell',
      late: '5 aide 50, 7 aide 3, 9 aide 60',
      counted: '5 aide 50, 9 aide 60',
      stays: '7 aide 3: kept-back',
    },
    {
      why: 'those of the other features of that day',
      late: '5 aide 50, 7 aide 3, 7 blog 30',
      counted: '5 aide 50, 7 blog 30',
      stays: '7 aide 3: kept-back',
    },
    {
      why: 'what may be told with what comes after it, looked at again',
      late: '5 aide 20, 6 aide 20, 7 aide 20',
      facts: { keptOf: inOrder },
      counted: '5 aide 20, 6 aide 20',
      stays: '7 aide 20: kept-back',
    },
    { why: 'those of no feature beside others', late: '5 aide 20, 6 9', counted: '5 aide 20, 6 9' },
    {
      why: 'none that are of no feature',
      late: '5 20, 6 9',
      facts: { isTold: () => false },
      counted: '',
      stays: '5 20: uncounted, 6 9: uncounted',
    },
    { why: 'those of no feature by which a period is whole', late: '5 20, 6 9', counted: '5 20, 6 9' },
    {
      why: 'none that are of no feature, where those of features stay',
      late: '5 20, 6 aide 9',
      facts: { isTold: () => false },
      counted: '',
      stays: '5 20: uncounted, 6 aide 9: kept-back',
    },
    {
      why: 'none where no period is published',
      late: '5 aide 20',
      facts: { isTold: () => false },
      counted: '',
      stays: '5 aide 20: partial',
    },
    {
      why: 'none where no period is published, whatever else they would tell',
      late: '5 aide 20, 5 blog 2',
      facts: { isTold: () => false },
      counted: '',
      stays: '5 aide 20: partial, 5 blog 2: kept-back',
    },
    {
      why: 'none of a period that must not appear',
      late: '5 aide 20, 6 aide 30',
      facts: { holesOf: holeOn(5) },
      counted: '6 aide 30',
      stays: '5 aide 20: kept-back',
    },
    {
      why: 'none of a period that must not appear without what stays apart',
      late: '5 aide 20, 5 blog 3, 6 aide 30',
      facts: { holesOf: holeOn(5, (lines) => lines.length === 2) },
      counted: '6 aide 30',
      stays: '5 aide 20: kept-back, 5 blog 3: kept-back',
    },
    {
      why: 'none where all of it would be of such periods',
      late: '5 aide 20',
      facts: { holesOf: holeOn(5) },
      counted: '',
      stays: '5 aide 20: kept-back',
    },
  ])('$why', ({ late, facts, counted, stays = '' }) => {
    expect(chosen(late, facts)).toEqual({ counted, stays })
  })

  it('and keeps from appearing what is exact no longer, and holes once they are found', () => {
    const asked: (readonly number[])[] = []
    const { apart } = chooseLate(lateOf('4 aide 20, 5 aide 20, 6 aide 20'), {
      ...FREE,
      whyNot: only(4, 'exact'),
      holesOf: (lines, known) => {
        asked.push(known.map(({ period }) => period))
        return holeOn(5)(lines, known)
      },
    })
    expect(asked).toEqual([[march(4)], [march(4), march(5)]])
    expect(apart.map(({ period }) => period)).toEqual([march(4), march(5)])
  })

  it('nothing that is tried out, where all stays', () => {
    const holesOf: Facts['holesOf'] = () => {
      throw new Error('tried')
    }
    expect(chosen('5 aide 3', { holesOf }).counted).toBe('')
  })
})

// Two features on three days, each with nothing, a few, some fewer than K, and enough: 4096 states.
describe('after a revision of the month', () => {
  const COUNTS = [0, 2, 8, 30]
  const PLACES = [5, 6, 7].flatMap((day) => ['aide', 'blog'].map((feature) => ({ day: march(day), feature })))
  const states = Array.from({ length: COUNTS.length ** PLACES.length }, (_, state) =>
    PLACES.map((place, i) => ({
      ...place,
      lines: COUNTS[Math.floor(state / COUNTS.length ** i) % COUNTS.length] ?? 0,
    })).filter(({ lines }) => lines > 0),
  )
  it.each([
    { rule: 'few', keptOf: fewOf },
    { rule: 'in pairs', keptOf: inPairs },
  ])('none of a day counts more, and what counts is told by no figure: $rule', ({ keptOf }) => {
    for (const late of states) {
      const { counted } = chooseLate(late, { ...FREE, keptOf })
      expect([...keptOf(counted)]).toEqual([])
      const left = late.filter((line) => !counted.includes(line))
      for (const day of [5, 6, 7].map(march)) {
        const own = left.filter((line) => line.day === day)
        const more = chooseLate(own, { ...FREE, keptOf: (lines) => keptOf([...counted, ...lines]) }).counted
        expect(more).toEqual([])
      }
    }
  })
})
