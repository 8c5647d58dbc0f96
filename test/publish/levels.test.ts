import { describe, expect, it } from 'vitest'
import { disclosureReport } from '../../src/cli/report/check/disclosure-report.ts'
import type { Protection, TableSpec } from '../../src/domain/table.ts'
import { disclosuresOf } from '../../src/pipeline/disclosures-of.ts'
import { describeProtection, isSealed } from '../../src/protect/index.ts'
import { renderFolders } from '../../src/publish/index.ts'
import type { Release } from '../../src/domain/change.ts'
import { DAY_FEATURE, examplePublication, fileOf } from './example-publication.ts'

const EXACT: Protection = { level: 'exact' }
const CELL_KEY: Protection = { level: 'cell-key', k: 11, views: 1, variance: 2, reach: 5 }
const DP: Protection = { level: 'dp', k: 86, views: 1, changes: 10, epsilon: 1 }

function by(dimension: TableSpec['dimensions'][number], protection: Protection): TableSpec {
  const [dimensions, measures] = [[dimension], ['requests']] as const
  return { name: `month-feature-${dimension}`, period: 'month', dimensions, measures, protection }
}

const DAYS_EXACT: TableSpec = { ...DAY_FEATURE, protection: EXACT }
const FOLDERS: readonly { readonly why: string; readonly specs: readonly TableSpec[] }[] = [
  { why: 'threshold alone', specs: [DAY_FEATURE] },
  { why: 'exact alone', specs: [DAYS_EXACT] },
  { why: 'threshold beside noise', specs: [DAY_FEATURE, by('device', CELL_KEY)] },
  { why: 'threshold beside exact details', specs: [DAY_FEATURE, by('device', EXACT)] },
  { why: 'threshold beside two exact details', specs: [DAY_FEATURE, by('device', EXACT), by('from', EXACT)] },
  { why: 'exact beside exact details', specs: [DAYS_EXACT, by('from', EXACT)] },
  { why: 'noise of a key alone', specs: [by('device', CELL_KEY)] },
  { why: 'noise by hour, which is not folded', specs: [by('hour', CELL_KEY)] },
  { why: 'drawn noise alone', specs: [by('device', DP)] },
  { why: 'noise of both kinds', specs: [by('device', DP), by('hour', CELL_KEY)] },
  { why: 'noise beside exact details', specs: [by('referrer', CELL_KEY), by('device', EXACT)] },
  { why: 'a step with noise', specs: [DAY_FEATURE, by('from', CELL_KEY)] },
]

/** What is so in the files of a folder, whatever its texts say. */
type Facts = {
  readonly table: string
  readonly figures: readonly string[]
  readonly least: number
  readonly isFolded: boolean
  readonly protection: Protection
  readonly dimensions: readonly string[]
}

type Rendered = {
  readonly tables: readonly Facts[]
  readonly readMe: { readonly fr: string; readonly en: string }
  readonly privacy: { readonly fr: string; readonly en: string }
}

function renderedOf(drafts: readonly TableSpec[], history?: readonly Release[]): readonly Rendered[] {
  const specs = withViews(drafts)
  const publication = examplePublication(
    { disclosures: disclosuresOf(specs), partial: new Map(), ...(history !== undefined && { history }) },
    specs,
  )
  return renderFolders(publication, isSealed)
    .filter(({ files }) => files.length > 0)
    .map((folder) => ({
      tables: specs.filter(({ name }) => has(folder, `data/${name}.csv`)).map((spec) => factsOf(folder, spec)),
      readMe: { fr: fileOf(folder, 'LISEZMOI.md'), en: fileOf(folder, 'README.md') },
      privacy: { fr: fileOf(folder, 'CONFIDENTIALITE.md'), en: fileOf(folder, 'PRIVACY.md') },
    }))
}

/** One request is part of so many noisy figures. */
function withViews(specs: readonly TableSpec[]): readonly TableSpec[] {
  const views = specs.filter(({ protection }) => isNoisyAt(protection)).length === 2 ? 2 : 1
  return specs.map((spec) =>
    'views' in spec.protection ? { ...spec, protection: { ...spec.protection, views } } : spec,
  )
}

type Folder = ReturnType<typeof renderFolders>[number]

function has({ files }: Folder, path: string): boolean {
  return files.some((file) => file.path === path)
}

function factsOf(folder: Folder, { name, dimensions, protection }: TableSpec): Facts {
  const csv = fileOf(folder, `data/${name}.csv`)
  const rows = csv.trim().split('\n').slice(1)
  const figures = rows.flatMap((row) => row.split(',').slice(2 + dimensions.length))
  const shown = figures.filter((figure) => figure !== '').map(Number)
  return { table: name, figures, least: Math.min(...shown), isFolded: csv.includes('(other)'), protection, dimensions }
}

/** The sentences that name a table, of a text that names them as code. */
function sentencesOn(table: string, text: string): readonly string[] {
  return text.split(/\n|(?<=[.:;]) /).filter((sentence) => sentence.includes(`\`${table}\``))
}

function onEmptyCells(readMe: string): string {
  const sections = readMe.split('\n## ')
  return sections.find((one) => one.startsWith('What an empty cell') || one.startsWith('Ce que veut dire une')) ?? ''
}

describe.each(FOLDERS)('the texts of a folder: $why', ({ specs }) => {
  const folders = renderedOf(specs)
  const each = folders.flatMap((folder) => folder.tables.map((facts) => ({ ...facts, folder })))

  it('have figures to be held to', () => {
    for (const { figures } of each) expect(figures.length).toBeGreaterThan(0)
  })

  it('say of a table with figures below the threshold that nothing is hidden in it', () => {
    for (const { table, least, folder } of each) {
      for (const text of Object.values(folder.privacy)) {
        const isSaid = sentencesOn(table, text).some((one) => /nothing is hidden|Rien n’est masqué/.test(one))
        expect(isSaid, text).toBe(least < 3)
      }
      for (const text of Object.values(folder.readMe)) {
        const isSaid = sentencesOn(table, text).some((one) => /nothing is hidden|rien n’est masqué/.test(one))
        expect(isSaid, text).toBe(least < 3)
      }
    }
  })

  it('give each table its own threshold, and none where there is none', () => {
    for (const { table, least, folder } of each)
      for (const text of [...Object.values(folder.privacy), ...Object.values(folder.readMe).map(onEmptyCells)]) {
        const lines = text.split('\n').filter((line) => line.includes(`\`${table}\``))
        const said = lines.flatMap((one) => [...one.matchAll(/(?:below|inférieur à) (\d+)/g)].map(([, k]) => Number(k)))
        for (const k of said) expect(least).toBeGreaterThanOrEqual(k)
        expect(said.length > 0, text).toBe(least > 3)
      }
  })

  it('promise exact figures and sums of the tables without noise alone', () => {
    for (const { folder, protection } of each) {
      const isNoisy = protection.level === 'cell-key' || protection.level === 'dp'
      if (!isNoisy || folder.tables.some((one) => !isNoisyAt(one.protection))) continue
      for (const text of Object.values(folder.readMe))
        expect(onEmptyCells(text)).not.toMatch(/is exact|est exact|is a lower bound|montrés est un minimum/)
    }
  })

  it('speak of a key, of folding and of drawing only where there is one', () => {
    for (const { tables, privacy, readMe } of folders) {
      const levels = tables.map(({ protection }) => protection.level)
      expect(privacy.en.includes('secret key')).toBe(levels.includes('cell-key'))
      expect(privacy.fr.includes('clé secrète')).toBe(levels.includes('cell-key'))
      expect(privacy.en.includes('comes from no key')).toBe(levels.includes('dp'))
      expect(privacy.fr.includes('ne vient d’aucune clé')).toBe(levels.includes('dp'))
      for (const text of [privacy.en, privacy.fr, readMe.en, readMe.fr])
        expect(text.includes('(other)')).toBe(tables.some(({ isFolded }) => isFolded))
    }
  })

  it('say that nobody’s way is told only where no table is by the page before', () => {
    for (const { tables, privacy } of folders) {
      const hasFrom = tables.some(({ dimensions }) => dimensions.includes('from'))
      expect(privacy.en.includes('No table says how anyone went')).toBe(!hasFrom)
      expect(privacy.fr.includes('Aucun tableau ne dit par où')).toBe(!hasFrom)
      expect(privacy.en.includes('requests came from, that of the page before')).toBe(hasFrom)
    }
  })

  it('say that hidden figures cannot be computed only of exact figures that stand alone', () => {
    const levels = new Set(specs.map(({ protection }) => protection.level))
    const isSafe = levels.has('threshold') && levels.size === 1
    for (const { tables, privacy } of folders) {
      expect(privacy.en.includes('cannot be computed')).toBe(isSafe)
      expect(privacy.fr.includes('ne se calculent pas')).toBe(isSafe)
      const hidesBesideExact = levels.has('exact') && tables.some(({ protection }) => protection.level !== 'exact')
      expect(privacy.en.includes('hidden figures can be computed')).toBe(hidesBesideExact)
      expect(privacy.fr.includes('les chiffres masqués se calculent')).toBe(hidesBesideExact)
    }
  })

  it('agree with the number of tables that are not protected', () => {
    for (const { tables, readMe, privacy } of folders) {
      const own = tables.filter(({ protection }) => protection.level === 'exact').length
      const all = specs.filter(({ protection }) => protection.level === 'exact').length
      const said = (text: string, words: RegExp) => expect(words.test(text), text)
      said(readMe.fr, /ce tableau n’est pas protégé.* il peut/).toBe(own === 1)
      said(readMe.fr, /ces tableaux ne sont pas protégés.* ils peuvent/).toBe(own > 1)
      said(readMe.en, /this table is not protected.* it may/).toBe(own === 1)
      said(readMe.en, /these tables are not protected.* they may/).toBe(own > 1)
      said(readMe.fr, /détail, n’est pas protégé\s: il peut/).toBe(all - own === 1)
      said(readMe.fr, /détail, ne sont pas protégés\s: ils peuvent/).toBe(all - own > 1)
      said(readMe.en, /detail, is not protected: it may/).toBe(all - own === 1)
      said(readMe.en, /detail, are not protected: they may/).toBe(all - own > 1)
      said(privacy.fr, /Tableau non protégé .* il peut/).toBe(all === 1)
      said(privacy.fr, /Tableaux non protégés .* ils peuvent/).toBe(all > 1)
      said(privacy.en, /Table of the service that is not protected.* it may/).toBe(all === 1)
      said(privacy.en, /Tables of the service that are not protected.* they may/).toBe(all > 1)
    }
  })

  it('conclude nothing about the law', () => {
    for (const { privacy } of folders) {
      expect(privacy.en).not.toMatch(/holds no personal data|are anonymous\./)
      expect(privacy.fr).not.toMatch(/aucune donnée personnelle/)
    }
  })

  it('describe no table of the other folder but those that give figures of this one away', () => {
    for (const { tables, readMe, privacy } of folders) {
      const others = specs.filter(({ name }) => !tables.some(({ table }) => table === name))
      for (const { name, protection } of others)
        for (const text of [readMe.en, readMe.fr, privacy.en, privacy.fr]) {
          const about = sentencesOn(name, text).filter((one) => !/tells|dit/.test(one))
          expect(about.length > 0, text).toBe(protection.level === 'exact')
        }
    }
  })

  it('say what two editions together tell: of a count where something is hidden, of a run what is drawn twice', () => {
    const published = renderedOf(specs, [{ version: '1.0.0', created: '2026-03-02T05:00:00Z', changes: [] }])
    for (const [i, { tables, privacy }] of folders.entries()) {
      const levels = tables.map(({ protection }) => protection.level)
      const isHiding = levels.some((level) => level !== 'exact')
      expect(privacy.en.includes('the difference may tell what is hidden')).toBe(isHiding)
      expect(privacy.fr.includes('la différence peut trahir')).toBe(isHiding)
      const kept = published[i]!.privacy
      expect(kept.en).not.toContain('the difference may tell')
      const isGuessed = levels.includes('cell-key')
      expect(/guesses right in 72\.[13] % of cases/.test(kept.en)).toBe(isGuessed)
      expect(/devine juste dans 72,[13]\u00A0% des cas/.test(kept.fr)).toBe(isGuessed)
      expect(kept.en.includes('epsilon is twice as large')).toBe(levels.includes('dp'))
    }
  })

  it('have the same paragraphs in both languages', () => {
    const shape = (text: string) => text.split('\n').map((line) => /^(?:#+|\||- )?/.exec(line)?.[0])
    for (const { readMe, privacy } of folders) {
      expect(shape(privacy.fr)).toEqual(shape(privacy.en))
      expect(shape(onEmptyCells(readMe.fr))).toEqual(shape(onEmptyCells(readMe.en)))
    }
  })
})

function isNoisyAt({ level }: Protection): boolean {
  return level === 'cell-key' || level === 'dp'
}

describe('what can still be guessed', () => {
  it.each([
    { why: 'entries tell whether a request came from outside', dimension: 'referrer', isTold: true },
    { why: 'entries tell it of the page before too', dimension: 'from', isTold: true },
    { why: 'nothing tells the device', dimension: 'device', isTold: false },
  ] as const)('$why', ({ dimension, isTold }) => {
    const [, detail] = renderedOf([DAY_FEATURE, by(dimension, CELL_KEY)])
    const row = `| \`month-feature-${dimension}\` | 66.5 % (\`day-feature\` tells it anyway) | 71 %`
    expect(detail?.privacy.en).toContain(`${row}${isTold ? ' (`day-feature` tells some of them anyway)' : ''} |`)
  })

  it.each([
    { why: 'errors have a status of their own', specs: [DAY_FEATURE, by('status', CELL_KEY)], told: 'day-feature' },
    {
      why: 'an exact table by the same categories tells them',
      specs: [by('device', EXACT), { ...by('device', CELL_KEY), name: 'quarter-feature-device', period: 'quarter' }],
      told: 'month-feature-device',
    },
    { why: 'hours are told by no summary', specs: [DAY_FEATURE, by('hour', CELL_KEY)], told: undefined },
  ] as const)('$why', ({ specs, told }) => {
    expect(disclosuresOf(specs).get(specs[1].name)?.profileToldBy).toBe(told)
    const isReported = disclosureReport(describeProtection(specs)).includes('some of its categories')
    expect(isReported).toBe(told !== undefined)
  })
})
