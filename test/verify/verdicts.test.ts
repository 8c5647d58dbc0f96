import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import { AUDIT_NUMBERS } from '../../src/domain/observed-features.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

/**
 * The verdicts of a page follow from its figures and the numbers that are published: a changed digit of the page is found; of the
 * numbers, where a verdict turns, beside the other level of detail, and with the configuration.
 */
const S = 'mes-demarches'
const PAGE = `${S}/index.html`
const PACKAGE = `${S}/datapackage.json`

const { fresh } = testFolder('verdicts')
const clean = fresh()
const published = servicePublished({
  first: '2025-12-20',
  last: '2026-02-28',
  uses: (position) => [400, 40, 30][position]!,
  errors: () => 0,
})
await publishTo(clean, { ...published, voice: { verdicts: AUDIT_NUMBERS } })
const copy = new Copy(clean, fresh())

function codesOf(): readonly string[] {
  seal(copy)
  return verifyFolder({ folder: join(copy.root, S) }).findings.map(({ code }) => code)
}

describe('the verdicts of a folder', () => {
  afterEach(() => copy.restore())

  it('are there, and have no fault in either tier', () => {
    expect(copy.read(PAGE)).toContain('<b>Renforcer</b>')
    for (const name of [S, `${S}-detail`])
      expect(verifyFolder({ folder: join(copy.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  it('are held in each digit', () => {
    const text = copy.read(PAGE)
    const begins = text.indexOf('<section class="verdicts"')
    const section = text.slice(begins, text.indexOf('</section>', begins))
    const digits = [...section.matchAll(/\d/g)]
    const passed = digits.filter(({ 0: digit, index }) => {
      const at = begins + index
      copy.write(PAGE, `${text.slice(0, at)}${digit === '1' ? '2' : '1'}${text.slice(at + 1)}`)
      return codesOf().length === 0
    })
    expect(digits.length).toBeGreaterThan(5)
    expect(passed).toEqual([])
  })

  it.each([
    { why: 'another number', code: 'PAGE_DIFFERS', path: 'strong_share', value: 1.5 },
    { why: 'a number left out', code: 'DESCRIPTION_SHAPE', path: 'bounds', value: undefined },
    { why: 'a number that is none', code: 'DESCRIPTION_SHAPE', path: 'bounds', value: '2' },
  ])('$code: $why', ({ code, path, value }) => {
    copy.set(PACKAGE, `comptage.voice.verdicts.${path}`, value)
    expect(codesOf()).toContain(code)
  })

  it.each(Object.keys(AUDIT_NUMBERS))('%s may be what the configuration takes', (name) => {
    for (const value of [-1, 0, 0.5, 1, 1.01]) {
      const text = `service: { name: Essai }\nfeatures: [ { id: dossier, match: /d } ]\naudit: { ${name}: ${value} }\n`
      const { problems } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
      copy.set(PACKAGE, `comptage.voice.verdicts.${name}`, value)
      expect([value, codesOf().includes('DESCRIPTION_SHAPE')]).toEqual([value, problems.length > 0])
      copy.restore()
    }
  })

  it('each number is held to the other level of detail', () => {
    for (const [name, value] of Object.entries(AUDIT_NUMBERS)) {
      copy.set(PACKAGE, `comptage.voice.verdicts.${name}`, value / 2)
      expect([name, ...codesOf()]).toContain('TIERS_DIFFER')
      copy.restore()
    }
  })

  it('PAGE_DIFFERS: none asked for', () => {
    copy.set(PACKAGE, 'comptage.voice', undefined)
    expect(codesOf()).toContain('PAGE_DIFFERS')
  })

  it('are by the numbers of the configuration', () => {
    const of = (rest: string) => {
      const text = `service: { name: Essai }\nfeatures: [ { id: dossier, match: /d } ]\n${rest}\n`
      const { configuration } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
      return verifyFolder({ folder: join(clean, S), configuration: configuration! })
        .findings.map(({ field }) => field)
        .filter((field) => field?.startsWith('comptage.voice'))
    }
    expect(of('publication: { verdicts: true }')).toEqual([])
    for (const [name, value] of Object.entries(AUDIT_NUMBERS))
      expect([name, ...of(`publication: { verdicts: true }\naudit: { ${name}: ${value / 2} }`)]).toEqual([
        name,
        'comptage.voice.verdicts',
      ])
    expect(of('publication: { verdicts: false }')).toEqual(['comptage.voice.verdicts'])
  })
})
