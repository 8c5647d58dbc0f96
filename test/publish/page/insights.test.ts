import { describe, expect, it } from 'vitest'
import { DAY_FEATURE } from '../example-publication.ts'
import { day, feature, MONTH_FEATURE, type Sample } from './sample-services.ts'
import { sentencesOf, toldOf } from './told.ts'

const START = day('2024-11-01')
const at = (text: string): number => day(text) - START

/** Eight features of two years: the first is the one that a case changes, the others are steady. */
const SERVICE: Sample = {
  features: Array.from({ length: 8 }, (_, position) => feature(`f${position}`)),
  first: '2024-11-01',
  last: '2026-10-31',
  uses: (position) => 100 - 10 * position,
  errors: () => 0,
  specs: [MONTH_FEATURE],
}

const first =
  (uses: (day: number) => number): Sample['uses'] =>
  (position, date) =>
    position === 0 ? uses(date) : SERVICE.uses(position, date)

describe('sentences of the first screen', () => {
  it.each<{ why: string; change: Partial<Sample>; en: readonly string[]; fr?: readonly string[] }>([
    {
      why: 'all steady',
      change: {},
      en: [
        'Most used: Feature f0 (3,100), Feature f1 (2,790) and Feature f2 (2,480): 52% of the uses published in October 2026.',
        'Steady: no clear change in a year.',
      ],
      fr: [
        'Les plus utilisées: Fonctionnalité f0 (3 100), Fonctionnalité f1 (2 790) et Fonctionnalité f2 (2 480) : 52 % des utilisations publiées en octobre 2026.',
        'Stable: aucun changement net sur un an.',
      ],
    },
    {
      why: 'a step in March',
      change: { uses: first((date) => (date < at('2026-03-01') ? 100 : 220)) },
      en: [
        'Up: Feature f0: 2.2 times the figure of October 2025 (6,820 against 3,100); the change dates from March 2026.',
      ],
      fr: [
        'En hausse: Fonctionnalité f0 : 2,2 fois le chiffre d’octobre 2025 (6 820 contre 3 100) ; le changement date de mars 2026.',
      ],
    },
    {
      why: 'a fall, month by month: it has no date',
      change: { uses: first((date) => Math.round(200 - date / 5)) },
      en: ['Down: Feature f0: 56% less than in October 2025 (1,773 against 4,036).'],
    },
    {
      why: 'a rise by less than a fifth',
      change: { uses: first((date) => (date < at('2026-03-01') ? 100 : 115)) },
      en: ['Steady: no clear change in a year.'],
    },
    {
      why: 'a base that has no log: the month before it, by its name',
      change: {
        uses: first((date) => (date < at('2026-03-01') ? 100 : 220)),
        isGap: (date) => date >= at('2025-10-01') && date < at('2025-11-01'),
      },
      en: ['Up: Feature f0: per day, 2.2 times the figure of September 2025 (6,820 against 3,000).'],
    },
    {
      why: 'a base of which some days are shown: at least',
      change: {
        specs: [DAY_FEATURE, MONTH_FEATURE],
        uses: first((date) => (date < at('2026-03-01') ? (HIDDEN_DAYS.has(date) ? 3 : 300) : 40)),
      },
      en: [
        'Down: Feature f0: at least 85% less than in October 2025 (1,240 against ≥ 8,400); the change dates from March 2026.',
      ],
    },
    {
      why: 'a break between: it is no change of use, and nothing that was held against a year ago',
      change: {
        uses: first((date) => (date < at('2026-03-01') ? 100 : 220)),
        change: {
          history: [
            {
              version: '2.0.0',
              created: '2026-03-02T00:00:00Z',
              changes: [{ kind: 'feature-redefined', feature: 'f0', date: '2026-03-01' }],
            },
          ],
        },
      },
      en: ['Steady: no clear change in a year, for 7 of 8 features.'],
    },
    {
      why: 'a month of which some days are shown: it may have changed by more',
      change: {
        specs: [DAY_FEATURE, MONTH_FEATURE],
        uses: first((date) => (HIDDEN_DAYS.has(date) ? 3 : date < at('2026-03-01') ? 100 : 85)),
      },
      en: ['Steady: no clear change in a year, for 7 of 8 features.'],
    },
    {
      why: 'one alone',
      change: { features: SERVICE.features.slice(0, 1) },
      en: ['Steady: no clear change in a year.'],
      fr: ['Stable: aucun changement net sur un an.'],
    },
    {
      why: 'ten months',
      change: { first: '2026-01-01' },
      en: ['Rises and falls: too early to compare: that takes a month of a year ago.'],
    },
    {
      why: 'sixty days, of which no month is whole',
      change: { first: '2026-09-02', specs: [DAY_FEATURE, MONTH_FEATURE] },
      en: ['Rises and falls: too early to compare: that takes a month of a year ago.'],
    },
    {
      why: 'errors of one',
      change: { errors: (position) => (position === 1 ? 12 : 0) },
      en: ['Errors: Feature f1: 12% of its requests in October 2026 (372 of 3,162).'],
    },
    {
      why: 'errors of all alike',
      change: { errors: (position) => (100 - 10 * position) / 10 },
      en: ['Steady: no clear change in a year.'],
    },
    {
      why: 'no figure for four months: one is named',
      change: { uses: first((date) => (date < at('2026-07-01') ? 100 : 0)) },
      en: [
        'No figure: Feature f0: no figure for 4 months. Fewer than 11 each month, or hidden to protect another; not necessarily zero.',
      ],
    },
    {
      why: 'no figure, in part under an earlier threshold: the larger of the two',
      change: {
        uses: first((date) => (date < at('2026-07-01') ? 100 : 0)),
        change: {
          earlier: new Map([['month-feature', [{ until: '2026-08-01', protection: { level: 'threshold', k: 51 } }]]]),
        },
      },
      en: [
        'No figure: Feature f0: no figure for 4 months. Fewer than 51 each month, or hidden to protect another; not necessarily zero.',
      ],
    },
    {
      why: 'no figure, since an earlier threshold',
      change: {
        uses: first((date) => (date < at('2026-07-01') ? 100 : 0)),
        change: {
          earlier: new Map([['month-feature', [{ until: '2026-07-01', protection: { level: 'threshold', k: 51 } }]]]),
        },
      },
      en: [
        'No figure: Feature f0: no figure for 4 months. Fewer than 11 each month, or hidden to protect another; not necessarily zero.',
      ],
    },
    {
      why: 'several without a figure, and the shortest time',
      change: {
        uses: (position, date) => (position < 2 && date >= at(position === 0 ? '2026-06-01' : '2026-07-01') ? 0 : 100),
      },
      en: [
        'No figure: 2 features: no figure for 4 months or more. Fewer than 11 each month, or hidden to protect another; not necessarily zero.',
      ],
      fr: [
        'Sans chiffre: 2 fonctionnalités : aucun chiffre depuis 4 mois ou plus. Moins de 11 chaque mois, ou masqué pour en protéger un autre ; pas forcément zéro.',
      ],
    },
  ])('$why', ({ change, en, fr = [] }) => {
    expect(sentencesOf({ ...SERVICE, ...change }, 'en')).toEqual(expect.arrayContaining([...en]))
    expect(sentencesOf({ ...SERVICE, ...change }, 'fr')).toEqual(expect.arrayContaining([...fr]))
  })

  it.each([
    { period: 'day', last: '2026-01-30', since: '2025-10-31', en: 'no figure for 3 months. Fewer than 11 each day,' },
    { period: 'day', last: '2026-01-29', since: '2025-10-31', en: undefined },
    { period: 'day', last: '2026-10-31', since: '2024-11-08', en: 'no figure for 13 months. Fewer than 11 each day,' },
    { period: 'week', last: '2026-02-01', since: '2025-11-03', en: undefined },
    { period: 'week', last: '2026-02-08', since: '2025-11-03', en: 'no figure for 3 months. Fewer than 11 each week,' },
    { period: 'quarter', last: '2026-03-31', since: '2026-01-01', en: 'for 3 months. Fewer than 11 each quarter,' },
    { period: 'year', last: '2026-12-31', since: '2026-01-01', en: 'for 12 months. Fewer than 11 each year,' },
  ] as const)('tells of one that has no figure of a $period since $since, on $last', ({ period, last, since, en }) => {
    const spec = { ...DAY_FEATURE, name: `${period}-feature`, period }
    const uses = first((date) => (date < at(since) ? 100 : 0))
    const sample = { ...SERVICE, first: '2024-09-01', last, specs: [spec], uses: countedFrom('2024-09-01', uses) }
    const { silent } = toldOf(sample).overview
    expect(silent.map(({ series }) => series.feature.id)).toEqual(en === undefined ? [] : ['f0'])
    const told = sentencesOf(sample, 'en').find((one) => one.startsWith('No figure'))
    if (en === undefined) expect(told).toBeUndefined()
    else expect(told).toContain(en)
  })

  it.each([
    { kind: 'day', fr: 'aucun chiffre depuis 5 mois ou plus. Moins de 11 chaque jour qui est dans le tableau,' },
    { kind: 'week', fr: 'aucun chiffre depuis 5 mois ou plus. Moins de 11 chaque semaine qui est dans le tableau,' },
    { kind: 'month', fr: 'aucun chiffre depuis 6 mois ou plus. Moins de 11 chaque mois qui est dans le tableau,' },
  ] as const)('passes over a $kind without a log, and says so', ({ kind, fr }) => {
    const spec = { ...DAY_FEATURE, name: `${kind}-feature`, period: kind }
    const isGap = (date: number) => date >= at('2026-08-01') && date < at('2026-09-14')
    const uses = first((date) => (date < at('2026-04-01') ? 100 : 0))
    const told = sentencesOf({ ...SERVICE, specs: [spec], uses, isGap }, 'fr')
    expect(told.find((one) => one.startsWith('Sans chiffre'))).toContain(fr)
  })

  it('counts no month before a feature was there, or before the logs', () => {
    const spec = { ...DAY_FEATURE, name: 'quarter-feature', period: 'quarter' } as const
    const uses = first(() => 0)
    for (const change of [{ features: [feature('f0', { from: day('2026-08-02') })] }, { first: '2026-08-02' }]) {
      const sample = { ...SERVICE, ...change, last: '2026-10-31', specs: [spec], uses }
      expect(sentencesOf(sample, 'en').join(' ')).not.toContain('No figure')
    }
  })

  it.each([
    { why: 'all double', features: 8, times: () => 2 },
    { why: 'all fall by a third', features: 8, times: () => 0.65 },
    { why: 'all rise by a little', features: 8, times: () => 1.1 },
    { why: 'one alone rises', features: 1, times: () => 1.45 },
    { why: 'four rise, too few to hold one against the others', features: 4, times: () => 1.45 },
    { why: 'one rises as another falls', features: 2, times: (position: number) => [1.4, 0.7][position]! },
  ])('calls nothing steady where $why, and names none', ({ features, times }) => {
    const uses: Sample['uses'] = (position, date) =>
      Math.round((features === 2 ? 400 : 400 - 40 * position) * (date < at('2026-03-01') ? 1 : times(position)))
    const sample = { ...SERVICE, features: SERVICE.features.slice(0, features), uses }
    expect(toldOf(sample).insights.map(({ kind }) => kind)).toEqual(['most-used'])
  })

  it('names a most used feature by at least what its days show', () => {
    const uses = first((date) => (date >= at('2026-10-01') && HIDDEN_DAYS.has(date - 365) ? 3 : 300))
    const [most] = sentencesOf({ ...SERVICE, uses, specs: [DAY_FEATURE, MONTH_FEATURE] }, 'en')
    expect(most).toContain('Feature f0 (≥ 8,400), Feature f1 (2,790)')
  })

  const EXACT_MONTH = { ...MONTH_FEATURE, protection: { level: 'exact' } } as const

  it('names no feature without a use among the most used', () => {
    const uses: Sample['uses'] = (position, date) => (position > 1 && date >= at('2026-10-01') ? 0 : 100)
    const [most] = sentencesOf({ ...SERVICE, specs: [EXACT_MONTH], uses }, 'en')
    expect(most).toBe('Most used: Feature f0 (3,100) and Feature f1 (3,100), in October 2026.')
  })

  it('names none as most used in a month without a use', () => {
    const uses: Sample['uses'] = (_, date) => (date >= at('2026-10-01') ? 0 : 100)
    expect(sentencesOf({ ...SERVICE, specs: [EXACT_MONTH], uses }, 'en').join(' ')).not.toMatch(/Most used|NaN/u)
  })

  it.each([
    {
      why: 'counts least shares among those above the middle',
      isLeast: [2],
      said: '; half of the features have 10% or less.',
    },
    { why: 'says nothing of errors where half of the shares are least ones', isLeast: [2, 3, 4, 5], said: undefined },
  ])('$why', ({ isLeast, said }) => {
    // Errors of f1 stand out; those of f0 and f6 are a tenth; of some, a few days of the month hide what the rest shows.
    const errors: Sample['errors'] = (position, date) => {
      if (isLeast.includes(position)) return date >= at('2026-10-01') && HIDDEN_DAYS.has(date - 365) ? 3 : 30
      return position === 1 ? 90 : 10
    }
    const told = sentencesOf({ ...SERVICE, uses: () => 90, errors, specs: [DAY_FEATURE, MONTH_FEATURE] }, 'en')
    const sentence = told.find((one) => one.startsWith('Errors'))
    if (said === undefined) expect(sentence).toBeUndefined()
    else expect(sentence).toContain(said)
  })

  it.each([0, 1, 2, 3, 4, 5])(
    'tells of errors where half of the others have few: of %i hidden ones it is known',
    (shown) => {
      // Of 4.8 % of f1 it tells only where those of most others cannot be as many.
      const uses: Sample['uses'] = (position) => (position === 1 ? 2000 / 31 : 90 / 31)
      const errors: Sample['errors'] = (position) => (position === 1 ? 100 / 31 : 10 / 31)
      const large: Sample['uses'] = (position, date) =>
        position > 1 && position < 2 + shown ? 90 : uses(position, date)
      const told = (sample: Partial<Sample>) =>
        sentencesOf({ ...SERVICE, errors, ...sample }, 'en').some((one) => one.startsWith('Errors'))
      expect(told({ uses: large })).toBe(shown >= 4)
    },
  )

  it('says where half of the features have no error', () => {
    const errors: Sample['errors'] = (position) => (position === 1 ? 90 : 0)
    const exact = { ...MONTH_FEATURE, protection: { level: 'exact' } } as const
    const sample = { ...SERVICE, uses: () => 90, errors, specs: [exact] }
    const [en, fr] = (['en', 'fr'] as const).map((language) =>
      sentencesOf(sample, language).find((one) => one.startsWith('Err')),
    )
    expect(en).toContain('; half of the features have none.')
    expect(fr).toContain(' ; la moitié des fonctionnalités n’en ont aucune.')
  })

  const NOISY_MONTH = {
    ...MONTH_FEATURE,
    measures: ['requests'],
    protection: { level: 'cell-key', k: 11, views: 1, variance: 4, reach: 11 },
  } as const

  it.each([
    { why: 'two months beside days', periods: ['day', 'month'], first: '2026-09-02', isEarly: true },
    { why: 'ten months', periods: ['month'], first: '2026-01-01', isEarly: true },
    { why: 'ten months beside quarters', periods: ['month', 'quarter'], first: '2026-01-01', isEarly: true },
    { why: 'two years of days', periods: ['day'], first: '2024-11-01', isEarly: false },
    { why: 'sixty days alone', periods: ['day'], first: '2026-09-02', isEarly: false },
    { why: 'forty weeks alone', periods: ['week'], first: '2026-01-26', isEarly: false },
    { why: 'days beside weeks', periods: ['day', 'week'], first: '2026-09-02', isEarly: false },
    { why: 'days beside quarters', periods: ['day', 'quarter'], first: '2026-09-02', isEarly: false },
    { why: 'quarters alone', periods: ['quarter'], first: '2026-01-01', isEarly: false },
  ] as const)('says that it is too early where months will be compared: $why', ({ periods, first: begin, isEarly }) => {
    const specs = periods.map((period) => ({ ...DAY_FEATURE, name: `${period}-feature`, period }))
    const told = toldOf({ ...SERVICE, first: begin, specs }).insights.map(({ kind }) => kind)
    expect(told).toEqual(isEarly ? ['most-used', 'too-early'] : ['most-used'])
  })

  it.each([
    { why: 'noisy months', specs: [DAY_FEATURE, NOISY_MONTH], ended: [] },
    { why: 'months that have ended', specs: [DAY_FEATURE, MONTH_FEATURE], ended: ['month-feature'] },
  ] as const)('promises no comparison of $why', ({ specs, ended }) => {
    const change = { ended: new Map(ended.map((name) => [name, day('2026-10-31')])) }
    const told = toldOf({ ...SERVICE, first: '2026-09-02', specs, change }).insights.map(({ kind }) => kind)
    expect(told).toEqual(['most-used'])
  })

  it.each([
    {
      uses: [20],
      en: 'Most used: Feature f0 (600), in September 2026.',
      fr: 'La plus utilisée: Fonctionnalité f0 (600), en septembre 2026.',
    },
    {
      uses: [20, 20, 20],
      en: 'Most used: Feature f0 (600), Feature f1 (600) and Feature f2 (600), in September 2026.',
      fr: 'Les plus utilisées: Fonctionnalité f0 (600), Fonctionnalité f1 (600) et Fonctionnalité f2 (600), en septembre 2026.',
    },
    {
      uses: [20, 20, 20, 20],
      en: 'Most used: Feature f0 (600), Feature f1 (600), Feature f2 (600) and one other (600), in September 2026.',
      fr: 'Les plus utilisées: Fonctionnalité f0 (600), Fonctionnalité f1 (600), Fonctionnalité f2 (600) et une autre (600), en septembre 2026.',
    },
    {
      uses: [40, 30, 20, 20, 20, 10],
      en: 'Most used: Feature f0 (1,200), Feature f1 (900), Feature f2 (600) and 2 others (600 each): 93% of the uses published in September 2026.',
      fr: 'Les plus utilisées: Fonctionnalité f0 (1 200), Fonctionnalité f1 (900), Fonctionnalité f2 (600) et 2 autres (600 chacune) : 93 % des utilisations publiées en septembre 2026.',
    },
    {
      uses: [40, 40, 20, 10],
      en: 'Most used: Feature f0 (1,200), Feature f1 (1,200) and Feature f2 (600): 91% of the uses published in September 2026.',
      fr: 'Les plus utilisées: Fonctionnalité f0 (1 200), Fonctionnalité f1 (1 200) et Fonctionnalité f2 (600) : 91 % des utilisations publiées en septembre 2026.',
    },
  ])('leaves out none that is as much used as the last of the most used: $uses', ({ uses, en, fr }) => {
    const sample = {
      ...SERVICE,
      features: SERVICE.features.slice(0, uses.length),
      first: '2026-08-01',
      last: '2026-09-30',
      uses: (position: number) => uses[position]!,
    }
    expect(sentencesOf(sample, 'en')[0]).toBe(en)
    expect(sentencesOf(sample, 'fr')[0]).toBe(fr)
  })

  it('says at least of features that tie, where some is a bound', () => {
    const uses: Sample['uses'] = (position, date) =>
      date >= at('2026-10-01') && HIDDEN_DAYS.has(date - 365) ? [3, 0, 0, 0][position]! : 300
    const features = SERVICE.features.slice(0, 4)
    const specs = [DAY_FEATURE, MONTH_FEATURE]
    const [most] = sentencesOf({ ...SERVICE, features, uses, specs }, 'en')
    expect(most).toMatch(/ and one other \(≥ 8,400\), in October 2026/)
  })

  it('says nothing of changes where all have a break between', () => {
    const change = {
      history: [
        {
          version: '2.0.0',
          created: '2026-03-02T00:00:00Z',
          changes: [{ kind: 'robots-changed', version: '2026-03', date: '2026-03-01' }],
        },
      ],
    } as const
    expect(toldOf({ ...SERVICE, change }).insights.map(({ kind }) => kind)).toEqual(['most-used'])
  })

  it('says nothing of changes and shares where figures have noise', () => {
    const protection = { level: 'cell-key', k: 11, views: 1, variance: 4, reach: 11 } as const
    const specs = [{ ...MONTH_FEATURE, measures: ['requests'], protection } as const]
    const told = sentencesOf({ ...SERVICE, specs, uses: first((date) => (date < at('2026-03-01') ? 100 : 220)) }, 'en')
    expect(told).toHaveLength(1)
    expect(told[0]).not.toContain('%')
  })
})

/** The same uses, of a sample that begins on another day. */
function countedFrom(begin: string, uses: Sample['uses']): Sample['uses'] {
  return (position, date) => uses(position, date + day(begin) - START)
}

/** Of October 2025: two below the threshold and, of the first, its companion, so that the month would tell them. */
const HIDDEN_DAYS: ReadonlySet<number> = new Set([at('2025-10-01'), at('2025-10-02'), at('2025-10-08')])
