import { describe, expect, it } from 'vitest'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, type Publication } from '../../src/publish/index.ts'
import type { TableSpec } from '../../src/domain/table.ts'
import { DAY_FEATURE, examplePublication, fileOf, MONTH_DEVICE } from './example-publication.ts'

function pagesOf(change: Partial<Publication>, specs: readonly TableSpec[] = [DAY_FEATURE], tier: 0 | 1 = 0) {
  const folder = renderFolders(examplePublication(change, specs), isSealed)[tier]
  return { fr: fileOf(folder, 'CONFIDENTIALITE.md'), en: fileOf(folder, 'PRIVACY.md') }
}

describe('PRIVACY.md and CONFIDENTIALITE.md', () => {
  it('have the same sections, tables and lists', () => {
    const { fr, en } = pagesOf({}, [DAY_FEATURE, MONTH_DEVICE])
    const shape = (text: string) => text.split('\n').map((line) => /^(?:#+|\||- )?/.exec(line)?.[0])
    expect(shape(fr)).toEqual(shape(en))
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
      expect(pagesOf({}, both, tier).fr).toContain('Tables non protégées du service : `month-feature-device`.')
    expect(pagesOf({}, both, 1).en).toContain('**not protected**')
  })

  it('promise neither people nor approval', () => {
    const { fr, en } = pagesOf({})
    expect(fr).toContain('Onze requêtes ne sont pas onze personnes.')
    expect(en).toContain('No authority has approved')
  })
})
