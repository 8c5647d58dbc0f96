import { describe, expect, it } from 'vitest'
import type { TableSpec } from '../../../src/domain/table.ts'
import { derivedFiles } from '../../../src/publish/derived-files.ts'
import { editionOf } from '../../../src/publish/edition.ts'
import { feature, MONTH_FEATURE, publicationOf } from '../page/sample-services.ts'

const LONG = 'Demande d’aide au logement, renouvellement, changement de situation, réclamation'
const EXACT = { ...MONTH_FEATURE, protection: { level: 'exact' } } as const

type Shown = {
  readonly title?: string
  readonly language?: 'fr' | 'en'
  readonly uses?: number
  readonly spec?: TableSpec
}

/** Of a feature with so many uses in its last whole month. */
function fileOf(path: string, { title = 'Aide', language = 'fr', uses = 40, spec = EXACT }: Shown): string {
  const publication = publicationOf({
    features: [feature('aide', { title: { fr: title } })],
    first: '2026-01-01',
    last: '2026-02-28',
    uses: (_, date) => (date === 31 ? uses : 0),
    specs: [spec],
    change: { language },
  })
  const files = derivedFiles(editionOf(publication, 'summary'))
  return files.find((file) => file.path === path)!.text
}

describe('a feature on a page of somebody else', () => {
  const entries = { ...EXACT, measures: ['entries'] } as const

  it.each<Row>([
    {
      path: 'badge/aide.svg',
      why: 'measure behind a cut title',
      shown: { title: LONG, spec: entries },
      has: /…, entrées<\/text>/,
    },
    { path: 'badge/aide.json', why: 'measure', shown: { spec: entries }, has: /"label":"Aide, entrées"/ },
    { path: 'embed/aide.svg', why: 'measure', shown: { spec: entries }, has: />\(entrées\) en février 2026</ },
    { path: 'embed/aide.html', why: 'measure', shown: { spec: entries }, has: /<b>40<\/b> \(entrées\) en février/ },
    {
      path: 'embed/aide.html',
      why: 'language of a title that stands in one alone',
      shown: { language: 'en' },
      has: /<bdi lang="fr">Aide</,
    },
    ...counted('fr', 0, 'utilisation en février 2026'),
    ...counted('fr', 1, 'utilisation en février 2026'),
    ...counted('fr', 2, 'utilisations en février 2026'),
    ...counted('en', 0, 'uses in February 2026'),
    ...counted('en', 1, 'use in February 2026'),
    ...counted('en', 2, 'uses in February 2026'),
  ])('$path: $why', ({ path, shown, has }) => {
    expect(fileOf(path, shown)).toMatch(has)
  })
})

type Row = { readonly path: string; readonly why: string; readonly shown: Shown; readonly has: RegExp }

function counted(language: 'fr' | 'en', uses: number, says: string): readonly Row[] {
  const why = `${uses} ${says}`
  const shown = { language, uses }
  return [
    { path: 'embed/aide.html', why, shown, has: new RegExp(`<b>${uses}</b> ${says}<`) },
    { path: 'embed/aide.svg', why, shown, has: new RegExp(`Aide, ${uses} ${says}[.] `) },
    { path: 'index.html', why, shown, has: new RegExp(`<b>${uses}</b>\\s*<span\\s*>${says}<`) },
  ]
}
