import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import type { Voice } from '../../src/domain/service.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { day } from '../publish/example-publication.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

/*
 * What the operator says is configuration, and is read back from the folder: whoever changes a letter of it is found out, and
 * none of it is taken for markup.
 */
const VOICE: Voice = {
  words: {
    fr: 'Demander une aide.\n\nCe que nous voulons savoir\u202F: <b>où</b> l’on renonce, par curl(1), @import, url(x) ou style="fill:url(#a)".',
  },
  events: [
    { date: day('2026-02-03'), text: { fr: 'Campagne', en: 'Campaign' } },
    { date: day('2026-02-03'), text: { en: 'Shorter, "better" form' }, feature: 'dossier' },
    { date: day('2019-01-01'), text: { fr: 'Ouverture' } },
  ],
}
const S = 'mes-demarches'
const EVENTS = `${S}/data/events.csv`
const PACKAGE = `${S}/datapackage.json`

const { fresh } = testFolder('voice')
const clean = fresh()
await publishTo(clean, { ...servicePublished(), voice: VOICE })
const copy = new Copy(clean, fresh())
const silent = fresh()
await publishTo(silent, servicePublished())

function codesOf(changed: Copy, folder = S): readonly string[] {
  seal(changed)
  return verifyFolder({ folder: join(changed.root, folder) }).findings.map(({ code }) => code)
}

describe('what the operator says, in a folder', () => {
  afterEach(() => copy.restore())

  it('is read back whole from both tiers, and the folder has no fault', () => {
    for (const name of [S, `${S}-detail`])
      expect(verifyFolder({ folder: join(copy.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
    expect(copy.read(EVENTS)).toBe(copy.read(`${S}-detail/data/events.csv`))
  })

  it('stands in the order of days, the main language never empty', () => {
    expect(copy.read(EVENTS).split('\n')).toEqual([
      'date,fonctionnalite,texte_fr,texte_en',
      '2019-01-01,,Ouverture,',
      '2026-02-03,,Campagne,Campaign',
      '2026-02-03,dossier,"Shorter, ""better"" form","Shorter, ""better"" form"',
      '',
    ])
  })

  it('has no file where nothing happened', () => {
    expect(() => new Copy(silent, fresh()).read(EVENTS)).toThrow('ENOENT')
  })

  it('is held in each cell that has a letter, headers too', () => {
    const text = copy.read(EVENTS)
    const passed = [...text.matchAll(/[^,\n"]+/g)].filter(({ index: at }) => {
      copy.write(EVENTS, `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`)
      return codesOf(copy).length === 0
    })
    expect(passed).toEqual([])
  })

  const changes: readonly { readonly why: string; readonly code: string; readonly change: () => void }[] = [
    { why: 'other words', code: 'PAGE_DIFFERS', change: () => copy.edit(PACKAGE, 'l’on renonce', 'l’on gagne') },
    { why: 'no words', code: 'PAGE_DIFFERS', change: () => copy.set(PACKAGE, 'comptage.voice.words', undefined) },
    {
      why: 'words of no letter',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.set(PACKAGE, 'comptage.voice.words.fr', ' '),
    },
    {
      why: 'an event of a feature that is none',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.edit(PACKAGE, /"feature": "dossier"/, '"feature": "blog"'),
    },
    {
      why: 'a text that a spreadsheet takes for a formula',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.edit(PACKAGE, '"fr": "Ouverture"', '"fr": "=1+1"'),
    },
    {
      why: 'a text that turns its direction around',
      code: 'DESCRIPTION_SHAPE',
      change: () => copy.edit(PACKAGE, '"fr": "Ouverture"', '"fr": "Ou\u202Everture"'),
    },
    {
      why: 'an event left out of the description',
      code: 'RECORD_DIFFERS',
      change: () => copy.edit(PACKAGE, /\{\s*"date": "2019-01-01"[^}]*\}\s*\},/, ''),
    },
    {
      why: 'events that the description has in another order',
      code: 'DESCRIPTION_DIFFERS',
      change: () => {
        copy.edit(PACKAGE, '"date": "2019-01-01"', '"date": "2026-03-01"')
        copy.edit(EVENTS, '2019-01-01,,Ouverture,\n', '')
        copy.edit(EVENTS, /\n$/, '\n2026-03-01,,Ouverture,\n')
      },
    },
    {
      why: 'other words in the other tier',
      code: 'TIERS_DIFFER',
      change: () => copy.set(PACKAGE, 'comptage.voice.words.fr', 'Autre chose'),
    },
  ]

  it.each(changes)('$code: $why', ({ code, change }) => {
    change()
    expect(codesOf(copy)).toContain(code)
  })

  it('stands in the configuration, word for word', () => {
    const of = (event: string, words: string) => {
      const text = `service: { name: Essai }
features: [ { id: dossier, match: /d } ]
publication: { words: { fr: ${words} } }
events:
  - { date: 2026-02-03, text: { fr: Campagne, en: ${event} } }
  - { date: 2026-02-03, text: { en: 'Shorter, "better" form' }, feature: dossier }
  - { date: 2019-01-01, text: Ouverture }
`
      const { configuration } = readConfiguration(text, 'comptage.yaml', { folder: '/' })
      return verifyFolder({ folder: join(clean, S), configuration: configuration! })
        .findings.map(({ field }) => field)
        .filter((field) => field?.startsWith('comptage.voice'))
    }
    const own = JSON.stringify(VOICE.words!.fr)
    expect(of('Campaign', own)).toEqual([])
    expect(of('Campaigns', own)).toEqual(['comptage.voice.events.1'])
    expect(of('Campaign', 'Autre')).toEqual(['comptage.voice.words.fr'])
  })
})
