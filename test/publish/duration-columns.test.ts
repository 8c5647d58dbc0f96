import { describe, expect, it } from 'vitest'
import type { Protection, TableSpec } from '../../src/domain/table.ts'
import { measureColumn } from '../../src/publish/columns/measure-columns.ts'
import { editionOf } from '../../src/publish/edition.ts'
import { readMe, readMeText } from '../../src/publish/texts/read-me.ts'
import { DAY_FEATURE, examplePublication } from './example-publication.ts'

const EXACT: Protection = { level: 'exact' }
const threshold = (k: number): Protection => ({ level: 'threshold', k })
const NONE = 'no duration known'
const FEW = 'hidden: too few uses, or no duration known'
const ENDS =
  '; less than 0.1 ms counts as 0.1 ms, more than 908517 as 908517; a revision of the period leaves it as it is'

describe('the column of a quantile says how far off it is', () => {
  it.each([
    {
      why: 'at exact, within a bucket',
      protections: [EXACT],
      off: [', to within 10 %', ', to within 10 %'],
      longest: '; 908517 or above: at least 908517',
      empty: NONE,
    },
    {
      why: 'at threshold, by steps',
      protections: [threshold(11)],
      off: ['a factor of 1.5 for 44 uses and 10 % from 336 on', 'a factor of 1.5 for 440 uses and 10 % from 3360 on'],
      longest: ENDS,
      empty: FEW,
    },
    {
      why: 'by those of the least threshold that a row stands under',
      protections: [EXACT, threshold(20), threshold(5)],
      off: ['a factor of 2.2 for 20 uses and 10 % from 336 on', 'a factor of 2.2 for 200 uses and 10 % from 3360 on'],
      longest: `${ENDS}; where the table is exact: to within 10 %, and a revision may change it`,
      empty: FEW,
    },
  ])('$why', ({ protections: [protection = EXACT, ...earlier], off, longest, empty }) => {
    const columns = (['duration_p50', 'duration_p95'] as const).map((measure) =>
      measureColumn(measure, { ...DAY_FEATURE, protection }, earlier),
    )
    columns.forEach(({ description }, i) => expect(description.en.endsWith(off[i]! + longest)).toBe(true))
    expect(columns.map((column) => column.empty?.en)).toEqual([empty, empty])
    const numbers = (text: string) => text.replaceAll(',', '.').match(/\d+(?:\.\d+)?/g)
    for (const { description } of columns) expect(numbers(description.fr)).toEqual(numbers(description.en))
  })
})

describe('the read-me says where a duration is empty', () => {
  it.each([3, 11, 20])('for fewer uses than 4 and 40 times a threshold of %i', (k) => {
    const spec: TableSpec = { ...DAY_FEATURE, measures: ['requests', 'duration_p50'], protection: threshold(k) }
    const edition = editionOf(examplePublication({}, [spec]), 'summary')
    const [en, fr] = (['en', 'fr'] as const).map((language) => readMe(readMeText(edition, [], language), language))
    expect(en).toContain(`for fewer than ${4 * k} uses (the median) or ${40 * k} (the 95th percentile)`)
    expect(fr).toContain(`${4 * k} utilisations (la médiane) ou ${40 * k} (le 95e centile)`)
    expect(en).toContain('bytes or milliseconds of their answers')
  })

  it.each([
    { why: 'that is in part', told: {}, isSaid: true },
    { why: 'where all are whole', told: { partial: new Map() }, isSaid: false },
    { why: 'of run, which closes each with all there is', told: { history: [] }, isSaid: false },
  ])('and in a period $why', ({ told, isSaid }) => {
    const spec: TableSpec = { ...DAY_FEATURE, measures: ['requests', 'duration_p50'] }
    const edition = editionOf(examplePublication(told, [spec]), 'summary')
    const [en, fr] = (['en', 'fr'] as const).map((language) => readMe(readMeText(edition, [], language), language))
    expect(en!.includes('a duration is empty too as long as its period is covered only in part')).toBe(isSaid)
    expect(fr!.includes('une durée est vide aussi tant que sa période n’est couverte qu’en partie')).toBe(isSaid)
  })

  it('and nothing of it where there is none', () => {
    const edition = editionOf(examplePublication(), 'summary')
    expect(readMe(readMeText(edition, [], 'en'), 'en')).not.toMatch(/median|millisecond/)
  })
})
