import { afterEach, describe, expect, it } from 'vitest'
import { FINDING_CODES } from '../../src/domain/finding.ts'
import type { Problem } from '../../src/domain/problem.ts'
import type { Language } from '../../src/domain/service.ts'
import { chooseLanguage, grouped, speak } from '../../src/cli/language/language.ts'
import { wordsForFinding } from '../../src/cli/words/findings/words-for-finding.ts'
import { wordsForProblem } from '../../src/cli/words/words-for-problem.ts'
import { countText } from '../../src/publish/page/numbers.ts'
import { EVERY_PROBLEM } from './every-problem.ts'
import { faultsOfPair, strangersIn } from './faults-of-pair.ts'
import { sourcesBelow, textsOfSources } from './texts-of-sources.ts'

afterEach(() => speak('en'))

describe('every text of the command line', () => {
  const { pairs, alone } = textsOfSources()

  it('stands in both languages side by side', () => {
    expect(pairs.length).toBeGreaterThan(200)
    expect(alone).toEqual([])
  })

  it.each(pairs)('says the same in both, $at', (pair) => {
    expect(faultsOfPair(pair)).toEqual([])
  })

  it.each([
    { why: 'the same twice', en: "'the log is cut'", fr: "'the log is cut'" },
    { why: 'English in French', en: "'the log is cut'", fr: "'le journal is cut'" },
    { why: 'French in English', en: "'the log est cut'", fr: "'le journal est coupé'" },
    { why: 'another option', en: "'raise --limit'", fr: "'relevez --limite'" },
    { why: 'another number', en: "'at most 4 of them'", fr: "'5 au plus'" },
    { why: 'a fact that is lost', en: '`the log ${path} is cut`', fr: "'le journal est coupé'" },
    { why: 'a space where a line may break', en: "'cut; see above'", fr: "'coupé ; voyez plus haut'" },
    { why: 'straight quotes', en: '`no key "${key}"`', fr: '`pas de clé "${key}"`' },
    { why: 'a typewriter’s apostrophe', en: '"there is none"', fr: `"il n'y en a pas"` },
  ])('is not let pass: $why', ({ en, fr }) => {
    const { pairs: planted } = textsOfSources({ 'planted.ts': `const TEXT = { en: ${en}, fr: ${fr} }` })
    expect(faultsOfPair(planted[0]!)).not.toEqual([])
  })

  it('is not let pass: a sentence on its own', () => {
    expect(textsOfSources({ 'planted.ts': "write('nothing was read')" }).alone).toHaveLength(1)
    expect(textsOfSources({ 'planted.ts': 'write(`${count} lines`)' }).alone).toHaveLength(0)
  })
})

describe('every text of a published folder', () => {
  it('says the same in both languages, side by side', () => {
    const { pairs } = textsOfSources(sourcesBelow('src/publish'))
    // The title of a dataset, whose French article depends on the name of the service.
    const held = pairs.filter(({ at }) => !at.startsWith('src/publish/edition.ts'))
    expect(held.length).toBeGreaterThan(400)
    expect(held.flatMap((pair) => faultsOfPair(pair).map((fault) => `${pair.at}: ${fault}`))).toEqual([])
  })
})

describe('every problem', () => {
  const said = (language: Language, problem: Problem): string => {
    speak(language)
    return Object.values(wordsForProblem(problem)).join('\n')
  }

  it.each(Object.values<Problem>(EVERY_PROBLEM))('$code is told in both languages, each pure', (problem) => {
    const [en, fr] = [said('en', problem), said('fr', problem)]
    expect(strangersIn(en, 'en')).toEqual([])
    expect(strangersIn(fr, 'fr')).toEqual([])
    if (problem.code !== 'USAGE') expect(fr).not.toBe(en)
  })
})

describe('CONFIG_UNKNOWN_KEY', () => {
  it.each([
    {
      language: 'en',
      fix: 'look at its indent, it belongs on the first level or in logs:; the keys here are id, name',
    },
    {
      language: 'fr',
      fix: 'regardez son indentation, sa place est au premier niveau ou dans logs: ; les clés sont ici id, name',
    },
  ] as const)('says where a key of other levels belongs, $language', ({ language, fix }) => {
    speak(language)
    const { place } = EVERY_PROBLEM.CONFIG_UNKNOWN_KEY
    const owners = ['', 'logs[]']
    expect(
      wordsForProblem({ code: 'CONFIG_UNKNOWN_KEY', place, key: 'timezone', known: ['id', 'name'], owners }).fix,
    ).toBe(fix)
  })
})

describe('CONFIG_UNKNOWN_KEY of another entry', () => {
  it.each([
    {
      language: 'en',
      what: 'features[0].sitemap does not go with openapi',
      fix: 'remove it, or give it an entry of its own; the keys here are openapi, by',
    },
    {
      language: 'fr',
      what: 'features[0].sitemap ne va pas avec openapi',
      fix: 'retirez-la, ou donnez-lui un élément à part ; les clés sont ici openapi, by',
    },
  ] as const)('names the key that it does not go with, $language', ({ language, what, fix }) => {
    speak(language)
    const { place } = EVERY_PROBLEM.CONFIG_UNKNOWN_KEY
    const [key, known] = ['features[0].sitemap', ['openapi', 'by']]
    const told = wordsForProblem({ code: 'CONFIG_UNKNOWN_KEY', place, key, known, beside: 'openapi' })
    expect([told.what, told.fix]).toEqual([what, fix])
  })
})

describe('DISK_LOW', () => {
  const DISK_LOW = { code: 'DISK_LOW', folder: 'state', freeBytes: 1_000_000, wantedBytes: 9_500_000 } as const
  it.each<Language>(['en', 'fr'])('never says that 0 days are left, nor 1 of several, %s', (language) => {
    const saying = (keptDays: number) => {
      speak(language)
      return wordsForProblem({ ...DISK_LOW, keptDays }).what
    }
    expect(saying(0)).not.toMatch(/ 0 /)
    expect(saying(0)).toContain('rotation')
    expect(saying(1)).toMatch(/ 1 (?:more day$|jour les)/)
    expect(saying(2)).toMatch(/ 2 (?:more days|jours)/)
  })
})

describe('every finding', () => {
  it.each(FINDING_CODES)('%s is told in both languages, each pure', (code) => {
    const { what, fix } = wordsForFinding(code)
    for (const both of [what, fix]) {
      expect(strangersIn(both.en, 'en')).toEqual([])
      expect(strangersIn(both.fr, 'fr')).toEqual([])
      expect(both.fr).not.toBe(both.en)
    }
  })
})

describe('numbers', () => {
  it.each<{ language: Language; million: string }>([
    { language: 'en', million: '1,234,567' },
    { language: 'fr', million: '1\u202F234\u202F567' },
  ])('are written alike in the terminal and on the page, $language', ({ language, million }) => {
    speak(language)
    expect([grouped(1_234_567), countText(1_234_567, language)]).toEqual([million, million])
    for (let count = 1; count < 1e9; count = count * 7 + 1) expect(grouped(count)).toBe(countText(count, language))
  })
})

describe('chooseLanguage', () => {
  it.each<{ why: string; argv?: string[]; env?: Record<string, string>; is: Language }>([
    { why: 'nothing says', is: 'en' },
    { why: 'the locale', env: { LANG: 'fr_FR.UTF-8' }, is: 'fr' },
    { why: 'the locale of another country', env: { LANG: 'fr_CA' }, is: 'fr' },
    { why: 'a language that only begins like it', env: { LANG: 'frr_DE.UTF-8' }, is: 'en' },
    { why: 'the strongest of the three', env: { LC_ALL: 'C', LC_MESSAGES: 'fr', LANG: 'fr' }, is: 'en' },
    { why: 'an empty one says nothing', env: { LC_ALL: '', LC_MESSAGES: 'fr_FR' }, is: 'fr' },
    { why: 'the command line', argv: ['count', '--lang', 'fr'], env: { LANG: 'en_GB' }, is: 'fr' },
    { why: 'the command line, in one word', argv: ['--lang=en', 'count'], env: { LANG: 'fr_FR' }, is: 'en' },
    { why: 'a language that is not spoken', argv: ['--lang', 'de'], env: { LANG: 'fr_FR' }, is: 'fr' },
    { why: 'what follows -- is no option', argv: ['explain', '--', '--lang=fr'], is: 'en' },
  ])('$is: $why', ({ argv = [], env = {}, is }) => {
    expect(chooseLanguage(argv, env)).toBe(is)
  })
})
