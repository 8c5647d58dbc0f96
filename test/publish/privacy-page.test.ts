import { describe, expect, it } from 'vitest'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, type Publication } from '../../src/publish/index.ts'
import type { Protection, TableSpec } from '../../src/domain/table.ts'
import { DAY_FEATURE, examplePublication, fileOf, MONTH_DEVICE } from './example-publication.ts'

function pagesOf(change: Partial<Publication>, specs: readonly TableSpec[] = [DAY_FEATURE], tier: 0 | 1 = 0) {
  const folder = renderFolders(examplePublication(change, specs), isSealed)[tier]
  return { fr: fileOf(folder, 'CONFIDENTIALITE.md'), en: fileOf(folder, 'PRIVACY.md') }
}

function criterionOf(page: string, name: string): string {
  return page.split('\n').find((line) => line.includes(name)) ?? ''
}

describe('PRIVACY.md and CONFIDENTIALITE.md', () => {
  it('have the same sections, tables and lists', () => {
    const { fr, en } = pagesOf({}, [DAY_FEATURE, MONTH_DEVICE])
    const shape = (text: string) => text.split('\n').map((line) => /^(?:#+|\||- )?/.exec(line)?.[0])
    expect(shape(fr)).toEqual(shape(en))
  })

  it('say of each part of a line what leaves it, sizes and times of bytes and durations too', () => {
    const { fr, en } = pagesOf({})
    expect(en).toContain('the size and the duration of the answer; nothing of its text')
    expect(criterionOf(en, '| method, status |')).toContain('class of status')
    expect(criterionOf(en, '| size, time spent |')).toContain('where a table has bytes or durations')
    expect(criterionOf(fr, '| volume, durée |')).toContain('là où un tableau a des octets ou des durées')
  })

  it('say the words of the operator, as text', () => {
    const privacy = { retention: 'Un an, *chiffrés*.', contact: 'dpo@example.fr', purpose: 'Mieux [servir].' }
    const { fr } = pagesOf({ privacy })
    expect(fr).toContain(String.raw`Un an, \*chiffrés\*.`)
    expect(fr).toContain(String.raw`Mieux \[servir\].`)
    expect(fr).toContain('Questions sur les données personnelles : dpo@example.fr')
  })

  it('say without them that it is not said how long logs are kept', () => {
    expect(pagesOf({}).en).toContain('How long they are kept is not said here')
  })

  it('give each table its level, with its numbers, and what can still be guessed', () => {
    const { en } = pagesOf({})
    expect(en).toContain('| `day-feature` | `jour` and `fonctionnalite` | threshold: a figure below 11 is hidden |')
    expect(en).toContain('| `day-feature` | 100 % | none |')
    expect(en).toContain('48 hours after its end')
  })

  it('name every table that is not protected, in both folders', () => {
    const both = [DAY_FEATURE, MONTH_DEVICE]
    for (const tier of [0, 1] as const)
      expect(pagesOf({}, both, tier).fr).toContain('Tableau non protégé du service : `month-feature-device`.')
    expect(pagesOf({}, both, 1).en).toContain('**not protected**')
  })

  const EARLIER_K = { level: 'threshold', k: 7 } as const
  const EXACT = { level: 'exact' } as const
  const NOISE = { level: 'cell-key', k: 9, views: 1, variance: 2, reach: 5 } as const
  const earlierly = (table: string, ...protections: readonly Protection[]) => ({
    earlier: new Map([[table, protections.map((protection, i) => ({ until: `2026-03-0${i + 2}`, protection }))]]),
  })

  it.each([
    { why: 'none', before: [], en: 'is at least 11, but 11 requests', fr: 'vaut au moins 11, mais 11 requêtes' },
    { why: 'a lower one', before: [EARLIER_K], en: 'is at least 7, but 7 requests', fr: 'au moins 7, mais 7 requêtes' },
    {
      why: 'a higher one',
      before: [{ ...EARLIER_K, k: 15 }],
      en: 'is at least 11, but 11 requests',
      fr: 'au moins 11, mais 11 requêtes',
    },
    { why: 'several', before: [EARLIER_K, NOISE], en: 'is at least 7 with its noise', fr: 'au moins 7 bruit compris' },
    { why: 'noise', before: [NOISE], en: 'is at least 9 with its noise', fr: 'au moins 9 bruit compris' },
    {
      why: 'no protection',
      before: [EXACT],
      en: 'In `day-feature` (older periods) a figure may be 1',
      fr: 'Dans `day-feature` (périodes anciennes), un chiffre peut être 1',
    },
  ])('promise of figures what is true of those that stand under an earlier rule: $why', ({ before, en, fr }) => {
    const pages = pagesOf(before.length === 0 ? {} : earlierly('day-feature', ...before))
    const about = { en: criterionOf(pages.en, '**Singling out**'), fr: criterionOf(pages.fr, '**Individualisation**') }
    expect(about.en).toContain(en)
    expect(about.fr).toContain(fr)
    for (const text of Object.values(about))
      expect(text.match(/at least \d+|au moins \d+|may be 1|être 1/g)).toHaveLength(1)
    expect(pages.en.includes('hidden figures cannot be computed')).toBe(
      before.every(({ level }) => level === 'threshold'),
    )
  })

  it('say of each earlier rule from when to when it was, in words', () => {
    const { fr, en } = pagesOf(earlierly('day-feature', EARLIER_K, EXACT))
    expect(en).toContain('that began before 2 March 2026 are')
    expect(en).toContain('that began from 2 March 2026 to the day before 3 March 2026 are')
    expect(fr).toContain('commencées avant le 2 mars 2026 sont')
    expect(fr).toContain('commencées du 2 mars 2026 à la veille du 3 mars 2026 sont')
  })

  it('name what was not protected at first, in both folders', () => {
    const specs = [DAY_FEATURE, { ...MONTH_DEVICE, measures: ['requests'], protection: NOISE } as const]
    for (const tier of [0, 1] as const) {
      const { en, fr } = pagesOf(
        { ...earlierly('month-feature-device', EXACT), exactBefore: ['month-feature-device'] },
        specs,
        tier,
      )
      expect(en).toContain('that is not protected: `month-feature-device` (older periods). Since')
      expect(fr).toMatch(/Tableau non protégé du service\s: `month-feature-device` \(périodes anciennes\)\. Comme/)
      expect(criterionOf(en, '**Inference**')).toContain('hidden figures can be computed')
    }
  })

  it('promise neither people nor approval', () => {
    const { fr, en } = pagesOf({})
    expect(fr).toContain('Tant de requêtes ne sont pas tant de personnes.')
    expect(en).toContain('No authority has approved')
  })
})
