import { describe, expect, it } from 'vitest'
import { dayOf, dayText, periodOf, periodText } from '../../src/domain/calendar.ts'
import { indexOf } from '../../src/domain/dictionary.ts'
import { tellOf, toldIn, type Kept } from './folders-of.ts'

/* Two years of a service with 50 features, an edition kept each month. */
const FEATURES = Array.from({ length: 50 }, (_, f) => `a-feature-with-a-long-name-${String(f).padStart(2, '0')}`)
const FIRST = dayOf(2024, 1, 1)
const K = 11

/** By Zipf, a tenth at weekends. */
function usesOf(feature: number, day: number): number {
  const noise = (Math.imul(day * 53 + feature, 2_654_435_761) >>> 20) % 9
  return Math.floor((1500 / (feature + 1)) * ((FIRST + day) % 7 < 5 ? 1 : 0.1) + noise)
}

/** The rule of months: the first working day after the first hidden one is hidden, and the month shown if what is left is k and more. */
function tablesOf(days: number): Kept {
  const [byDay, byMonth]: [string[], string[]] = [[], []]
  const sums = new Map<string, { total: number; shown: number; hidden: number; companion: boolean }>()
  for (let d = 0; d < days; d++) {
    const day = indexOf<'day'>(FIRST + d)
    const month = periodText('month', periodOf('month', day))
    FEATURES.forEach((feature, f) => {
      const sum = sums.get(`${month},${feature}`) ?? { total: 0, shown: 0, hidden: 0, companion: false }
      sums.set(`${month},${feature}`, sum)
      const uses = usesOf(f, d)
      const isCompanion = sum.hidden > 0 && !sum.companion && day % 7 < 5
      const isShown = uses >= K && !isCompanion
      sum.companion ||= isCompanion
      sum.total += uses
      if (isShown) sum.shown += uses
      else sum.hidden++
      byDay.push(`${dayText(day)},${feature},${isShown ? uses : ''}`)
    })
  }
  for (const [key, { total, shown, hidden, companion }] of sums) {
    const isShown = hidden === 0 || (companion && total - shown >= K)
    byMonth.push(`${key},${isShown ? total : ''}`)
  }
  const table = (name: string) => ({
    name,
    path: `data/${name}.csv`,
    comptage: { protection: { level: 'threshold', k: K } },
  })
  return {
    'essai/datapackage.json': JSON.stringify({
      created: new Date(Date.UTC(2024, 0, 1 + days)).toISOString(),
      comptage: { service: { id: 'essai' }, k: K },
      resources: [table('day-feature'), table('month-feature')],
    }),
    'essai/data/day-feature.csv': `day,feature,requests\n${byDay.join('\n')}\n`,
    'essai/data/month-feature.csv': `month,feature,requests\n${byMonth.join('\n')}\n`,
  }
}

describe('24 monthly editions of 50 features', () => {
  it('tell none of their hidden figures, in less than a minute and 1 GB', () => {
    const kept = Array.from({ length: 24 }, (_, m) =>
      tablesOf(dayOf(2024 + Math.floor((m + 1) / 12), ((m + 1) % 12) + 1, 1) - FIRST),
    )
    const started = process.cpuUsage()
    const hidden = tellOf(kept)
    const { user, system } = process.cpuUsage(started)
    const [seconds, megabytes] = [(user + system) / 1e6, process.memoryUsage().rss / 2 ** 20]
    console.info(
      `${hidden.figures.length} hidden figures, ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB with all texts`,
    )
    expect([toldIn(hidden), hidden.contradicted]).toEqual([[], []])
    expect(hidden.figures.length).toBeGreaterThan(1000)
    expect(seconds).toBeLessThan(60)
    expect(megabytes).toBeLessThan(1024)
  })
})
