import { describe, expect, it } from 'vitest'
import { auditService, judgeKnown } from '../../../src/audit/index.ts'
import { AUDIT_NUMBERS, NO_FIGURES, type DayFigures } from '../../../src/domain/observed-features.ts'
import { daysIn } from '../../../src/audit/choose-windows.ts'
import type { DayIndex } from '../../../src/domain/calendar.ts'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { Feature } from '../../../src/domain/feature.ts'
import type { Bounds, KnownService } from '../../../src/domain/sure-verdicts.ts'
import { isSealed } from '../../../src/protect/index.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { renderFolders, type Publication } from '../../../src/publish/index.ts'
import { knownService } from '../../../src/publish/known-service.ts'
import { randomOf } from '../../audit/simulate.ts'
import { DAY_FEATURE } from '../example-publication.ts'
import { day, feature, MONTH_FEATURE, publicationOf, type Sample } from './sample-services.ts'

const FIRST = day('2026-03-01')
/** Where ten hidden errors would be too many, nothing that is hidden can be retired: they are possible. */
const RULES = { ...AUDIT_NUMBERS, least_errors: 11 }

function known(publication: Publication): KnownService | undefined {
  return knownService(editionOf(publication, 'summary'))
}

/** Services by chance, some of which have days without a log, and some none at weekends. */
function sampleOf(seed: number): Sample & { readonly isSilent: (day: number) => boolean } {
  const random = randomOf(seed)
  const [outage, length] = [Math.floor(random() * 61), random() < 0.5 ? 0 : Math.floor(random() * 15)]
  const isQuiet = random() < 0.1
  const isSilent = (n: number) => (n >= outage && n < outage + length) || (isQuiet && (FIRST + n) % 7 > 4)
  const plans = Array.from({ length: 3 + Math.floor(random() * 6) }, (_, n) => ({
    feature: feature(`f${n}`, {
      ...(random() < 0.1 && { from: day('2026-04-12') }),
      ...(random() < 0.1 && { match: [{ value: '/', place: { file: '', line: 0, column: 0 } }] }),
      ...(random() < 0.05 && { until: day('2026-03-20') }),
    }),
    rate: 60 ** (random() * 1.2) - 0.9,
    change: random() < 0.5 ? 1 : random() < 0.5 ? 0.1 * random() : 1 + 4 * random(),
    weekend: random() < 0.5 ? 0.2 : 1,
    errors: random() < 0.7 ? 0.002 : 0.25,
  }))
  const cells = new Map<string, number>()
  const drawn = (key: string, mean: number): number => {
    const made = cells.get(key) ?? Math.max(0, Math.floor(mean * (0.5 + random()) + random() * 0.9))
    cells.set(key, made)
    return made
  }
  const meanOf = (position: number, n: number) => {
    if (isSilent(n)) return -1 // of which chance makes no use
    const plan = plans[position]!
    return plan.rate * (n < 31 ? 1 : plan.change) * ((FIRST + n) % 7 < 5 ? 1 : plan.weekend)
  }
  return {
    features: plans.map((plan) => plan.feature),
    first: '2026-03-01',
    last: '2026-05-04',
    isSilent,
    uses: (position, n) => drawn(`u${position} ${n}`, meanOf(position, n)),
    errors: (position, n) => drawn(`e${position} ${n}`, meanOf(position, n) * plans[position]!.errors),
  }
}

/** Uses and errors that were counted, where the feature has rows. */
function truthOf({ features, uses, errors }: Sample) {
  const isOn = ({ from, until }: Feature, at: DayIndex) =>
    (from === undefined || from <= at) && (until === undefined || until >= at)
  return (id: string, at: DayIndex): DayFigures => {
    const position = features.findIndex((one) => one.id === id)
    if (!isOn(features[position]!, at)) return NO_FIGURES
    return { ...NO_FIGURES, uses: uses(position, at - FIRST), clientErrors: errors!(position, at - FIRST) }
  }
}

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed + 1)

describe('what published tables leave of two months', () => {
  it('has what was counted, and verdicts that it gives', () => {
    const said = new Map<string, number>()
    let [hidden, withEveryDay] = [0, 0]
    for (const seed of SEEDS) {
      const sample = sampleOf(seed)
      const truth = truthOf(sample)
      const service = known(publicationOf(sample))!
      const windows = [service.windows.before, service.windows.now]
      const daysOf = ({ from, to }: KnownService['windows']['now']) =>
        Array.from({ length: daysIn({ from, to }) }, (_, n) => indexOf<'day'>(from + n))
      for (const one of service.features) {
        windows.forEach((span, w) => {
          const { days, sum } = w === 0 ? one.before : one.now
          const counted = daysOf(span).map((at) => truth(one.id, at).uses)
          hidden += days.filter(({ least, most }) => least < most).length
          expect({ seed, out: counted.filter((count, n) => !isWithin(count, days[n]!)) }).toEqual({ seed, out: [] })
          expect(isWithin(sumOf(counted), sum)).toBe(true)
        })
        const errors = daysOf(service.windows.now).map((at) => truth(one.id, at).clientErrors)
        expect(isWithin(sumOf(errors), one.errors)).toBe(true)
      }
      const isLined = (at: DayIndex) => !sample.isSilent(at - FIRST)
      const { now, before } = service.days
      windows.forEach((span, w) => {
        expect(isWithin(daysOf(span).filter(isLined).length, w === 0 ? before : now)).toBe(true)
      })
      const observed = {
        days: windows.flatMap(daysOf),
        features: service.features.map(({ id, isHome, from, until }) => ({
          ...{ id, isHome, durations: new Map() },
          ...(from !== undefined && { from }),
          ...(until !== undefined && { until }),
          days: new Map(windows.flatMap(daysOf).map((at) => [at, truth(id, at)])),
        })),
      }
      const rules = seed % 2 === 0 ? AUDIT_NUMBERS : RULES
      // The same is published of days of which the log is lost and of days that have lines of no feature.
      const lined = { ...observed, days: observed.days.filter(isLined) }
      const audited = [lined, observed].map((one) => auditService(one, rules, service.windows))
      const sure = judgeKnown(service, rules)
      const everyDay = ({ most }: Bounds) => ({ least: most, most })
      withEveryDay += judgeKnown({ ...service, days: { now: everyDay(now), before: everyDay(before) } }, rules).size
      for (const [id, { verdict, rule }] of sure) {
        said.set(rule, (said.get(rule) ?? 0) + 1)
        for (const { features } of audited) {
          const told = features.find((one) => one.id === id)
          expect([seed, id, told?.verdict, told?.reason.rule]).toEqual([
            seed,
            id,
            verdict,
            rule === 'errors' ? 'client-errors' : rule,
          ])
        }
      }
    }
    expect(hidden).toBeGreaterThan(1000)
    for (const rule of ['errors', 'unused', 'strong', 'growing'])
      expect([rule, said.get(rule) ?? 0]).not.toEqual([rule, 0])
    // What it costs that days may be silent: one verdict in six.
    expect(sumOf([...said.values()]) / withEveryDay).toBeGreaterThan(0.8)
  })

  const SAMPLE = sampleOf(1)
  it.each([
    { why: 'days alone', sample: { specs: [DAY_FEATURE] } },
    { why: 'one whole month', sample: { last: '2026-04-20' } },
    { why: 'a break between', sample: { change: historyOf('2026-04-10') } },
    { why: 'a feature that was away at the end of them', sample: { change: awayFrom('2026-04-20', '2026-05-02') } },
  ] as const)('are none of $why', ({ sample }) => {
    expect(known(publicationOf({ ...SAMPLE, ...sample }))).toBeUndefined()
  })

  it('are those of a service of which a feature had come back before', () => {
    expect(known(publicationOf({ ...SAMPLE, change: awayFrom('2026-02-01', '2026-02-20') }))).toBeDefined()
  })

  it('are none of another total beside: its companions are days too', () => {
    const { publication, tables } = editionOf(publicationOf(SAMPLE), 'summary')
    const year = { ...tables[1]!, spec: { ...MONTH_FEATURE, name: 'year-feature', period: 'year' } } as const
    expect(knownService({ publication, tables: [...tables, year] })).toBeUndefined()
  })

  it('are wider where a month ends with a quiet weekend: nothing comes after it that could be hidden beside', () => {
    const uses = (_: number, n: number) => (n >= 59 ? 9 : 50)
    const span = { first: '2026-04-01', last: '2026-05-31' }
    const [one] = known(publicationOf({ ...SAMPLE, ...span, features: [feature('f0')], uses }))!.features
    expect(one!.now.sum).toEqual({ least: 29 * 50, most: 29 * 50 + 2 * 10 })
  })

  it('goes on with a break before, and bounds by months alone where figures were published again', () => {
    const publication = publicationOf(SAMPLE)
    const [first, again] = [known(publication)!, known({ ...publication, ...historyOf('2026-02-01') })!]
    const widths = ({ features }: KnownService) =>
      features.flatMap(({ now, before }) => [...now.days, ...before.days]).map(({ least, most }) => most - least)
    expect(again.features.map(({ now }) => now.sum.least)).toEqual(first.features.map(({ now }) => now.sum.least))
    expect(Math.max(...widths(again))).toBeGreaterThan(Math.max(...widths(first)))
  })
})

const release = { version: '1.0.0', created: '2026-05-04T00:00:00Z', changes: [] }

/** The first feature was not counted from a day to the day before another. */
function awayFrom(from: string, date: string) {
  const change = { kind: 'feature-returned', feature: 'f0', from, date } as const
  return { history: [release, { ...release, version: '2.0.0', changes: [change] }] } as const
}

function historyOf(date: string) {
  return { history: [release, { ...release, version: '2.0.0', changes: [{ kind: 'hosts-changed', date }] }] } as const
}

function isWithin(count: number, { least, most }: Bounds): boolean {
  return count >= least && count <= most
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0)
}

describe('the page', () => {
  const sample: Sample = {
    features: ['aide', 'dossier', 'vieux', 'panne', 'a', 'b', 'c', 'd', 'e', 'f'].map((id) => feature(id)),
    first: '2026-03-01',
    last: '2026-04-30',
    uses: (position, n) => [400, n < 31 ? 20 : 60, n < 31 ? 12 : n === 40 ? 3 : 0, 30][position] ?? 30,
    errors: (position) => (position === 3 ? 20 : 0),
  }
  const publication = publicationOf(sample)
  const pageOf = (change: Partial<Publication>, name = 'index.html') => {
    const [folder] = renderFolders({ ...publication, ...change }, isSealed, judgeKnown)
    return folder!.files.find(({ path }) => path === name)!.text
  }
  const saidOn = (page: string) =>
    [...(/<section class="verdicts"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '').matchAll(/<li>([\s\S]*?)<\/li>/g)].map(
      ([, item]) =>
        item!
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim(),
    )

  it('says what to do and why, in both languages', () => {
    const voice = { verdicts: RULES }
    expect(saidOn(pageOf({ voice }))).toMatchInlineSnapshot(`
      [
        "Améliorer : Fonctionnalité panne, au moins 37 % de ses requêtes en erreur, hasard déduit, plus de 5,0 %",
        "Renforcer : Fonctionnalité aide, au moins 58 % des utilisations, hasard déduit, et sans baisse ; la règle demande 23 %",
        "Renforcer : Fonctionnalité dossier, × 2,9 ou plus par rapport au reste du service, au-delà du hasard",
        "Retirer : Fonctionnalité vieux, 10 utilisations au plus en 30 jours, moins de 12 (11 en 28 jours), pour au moins 2 010 en moyenne par fonctionnalité",
      ]
    `)
    expect(saidOn(pageOf({ voice }, 'index.en.html'))).toMatchInlineSnapshot(`
      [
        "Improve: Feature panne, errors are at least 37% of its requests, chance allowed for, above 5.0%",
        "Strengthen: Feature aide, at least 58% of all uses, chance allowed for, and not falling; the rule asks for 23%",
        "Strengthen: Feature dossier, × 2.9 or more against the rest of the service, beyond chance",
        "Retire: Feature vieux, at most 10 uses in 30 days, below 12 (11 in 28 days), where features have at least 2,010 on average",
      ]
    `)
  })

  it('says none unless it is asked for', () => {
    expect(pageOf({})).not.toContain('class="verdicts"')
    expect(pageOf({ voice: { words: { fr: 'Mot' } } })).not.toContain('class="verdicts"')
  })

  it('is not made without a judge', () => {
    expect(() => renderFolders({ ...publication, voice: { verdicts: AUDIT_NUMBERS } }, isSealed)).toThrow(TypeError)
  })
})
