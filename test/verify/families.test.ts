import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { day } from '../publish/example-publication.ts'
import { feature } from '../publish/page/sample-services.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

/*
 * Families are configuration, and are read back from the folder; the sums of the page follow from its figures. Whoever changes a
 * letter or a digit of either is found out.
 */
const S = 'mes-demarches'
const PACKAGE = `${S}/datapackage.json`
const FEATURES = `${S}/data/features.csv`

const { fresh } = testFolder('families')
const clean = fresh()
await publishTo(clean, {
  ...servicePublished({
    first: '2025-11-20',
    features: [
      feature('aide', { family: 'aides' }),
      feature('dossier', { family: 'suivi' }),
      feature('rare', { from: day('2026-01-25'), family: 'aides' }),
    ],
  }),
  families: [
    { id: 'suivi', title: { fr: '<b>Suivi</b>', en: 'Tracking' } },
    { id: 'aides', title: { fr: 'Aides' } },
  ],
})
const copy = new Copy(clean, fresh())

function codesOf(changed: Copy): readonly string[] {
  seal(changed)
  return verifyFolder({ folder: join(changed.root, S) }).findings.map(({ code }) => code)
}

describe('families, in a folder', () => {
  afterEach(() => copy.restore())

  it('are read back from both tiers, and the folder has no fault', () => {
    for (const name of [S, `${S}-detail`])
      expect(verifyFolder({ folder: join(copy.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
    expect(
      copy
        .read(FEATURES)
        .split('\n')
        .map((line) => line.split(',').at(-1)),
    ).toEqual(['famille', 'aides', 'suivi', 'aides', ''])
  })

  it.each(['index.html', 'index.en.html', 'tableur-mois.csv', 'latest.json'])(
    'are held in each letter and digit, %s',
    (name) => {
      const path = `${S}/${name}`
      const text = copy.read(path)
      const told = /<h3>[\s\S]*?<\/h3>|(?<=\n[^;]*;)(?:Aides|<b>Suivi<\/b>)|"families":\[.*?\]|"family":"\w+"/g
      const places = [...text.matchAll(told)].flatMap(({ 0: piece, index }) =>
        [...piece.matchAll(/<[^>]*>|[\p{L}\d]+/gu)].flatMap((word) =>
          word[0].startsWith('<') ? [] : index + word.index,
        ),
      )
      expect(places.length).toBeGreaterThan(3)
      const passed = places.filter((at) => {
        copy.write(path, `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`)
        return codesOf(copy).length === 0
      })
      expect(passed).toEqual([])
    },
  )

  const changes: readonly { readonly why: string; readonly code: string; readonly change: () => void }[] = [
    {
      why: 'a family that is not declared',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.edit(PACKAGE, '"family": "suivi"', '"family": "autre"'),
    },
    {
      why: 'one id twice',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.edit(PACKAGE, /"families": \[\s*\{\s*"id": "suivi"/, '"families": [{"id": "aides"'),
    },
    { why: 'a list of none', code: 'DESCRIPTION_SHAPE', change: () => copy.set(PACKAGE, 'comptage.families', []) },
    {
      why: 'a title that a spreadsheet takes for a formula',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.edit(PACKAGE, '"fr": "Aides"', '"fr": "=1+1"'),
    },
    {
      why: 'another title',
      code: 'PAGE_DIFFERS',
      change: () => copy.edit(PACKAGE, /(?<="families": \[[^\]]*)"fr": "Aides"/, '"fr": "Voirie"'),
    },
    {
      why: 'another family of a feature',
      code: 'RECORD_DIFFERS',
      change: () => copy.edit(PACKAGE, '"family": "suivi"', '"family": "aides"'),
    },
    {
      why: 'another family in the code book',
      code: 'RECORD_DIFFERS',
      change: () => copy.edit(FEATURES, ',suivi\n', ',aides\n'),
    },
    {
      why: 'another title in the other tier',
      code: 'TIERS_DIFFER',
      change: () => copy.edit(PACKAGE, /(?<="families": \[[^\]]*)"fr": "Aides"/, '"fr": "Voirie"'),
    },
  ]

  it.each(changes)('$code: $why', ({ code, change }) => {
    change()
    expect(codesOf(copy)).toContain(code)
  })

  it('stand in the configuration, word for word', () => {
    const of = (families: string, family = 'suivi') => {
      const text = `service: { name: Essai }
families: [ ${families} ]
features:
  - { id: aide, match: /a, family: aides, title: { fr: Fonctionnalité aide, en: Feature aide } }
  - { id: dossier, match: /d, family: ${family}, title: { fr: Fonctionnalité dossier, en: Feature dossier } }
  - { id: rare, match: /r, family: aides }
`
      const { configuration } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
      const { findings } = verifyFolder({ folder: join(clean, S), configuration: configuration! })
      return findings.flatMap(({ field = '', found, expected }) =>
        field.startsWith('comptage.f') && `${JSON.stringify(found)} ${JSON.stringify(expected)}`.includes('uivi')
          ? field
          : [],
      )
    }
    const [suivi, aides] = ['{ id: suivi, title: { fr: <b>Suivi</b>, en: Tracking } }', '{ id: aides, title: Aides }']
    const features = ['comptage.features.1']
    expect(of(`${suivi}, ${aides}`)).toEqual(features)
    expect(of(`${aides}, ${suivi}`)).toEqual([...features, 'comptage.families.0', 'comptage.families.1'])
    // What came since is no fault of the folder, wherever it stands.
    const added = '{ id: voirie, title: Suivi de voirie }'
    for (const own of [
      [added, suivi, aides],
      [suivi, added, aides],
      [suivi, aides, added],
    ])
      expect(of(own.join(', '))).toEqual(features)
    expect(of(`{ id: suivi, title: { fr: Suivis } }, ${aides}`)).toEqual([...features, 'comptage.families.0'])
  })
})
