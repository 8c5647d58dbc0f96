import { readFileSync } from 'node:fs'
import spdx from 'spdx-license-list/full.js'
import { expect, it } from 'vitest'
import { LICENCES } from '../../src/domain/service.ts'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders } from '../../src/publish/index.ts'
import { listLicences } from '../../src/publish/listed-licences.ts'
import { examplePublication, fileOf } from './example-publication.ts'

const ROOT = new URL('../../', import.meta.url)

it.each([...LICENCES.map((id) => ({ id, path: `licences/${id}.txt` })), { id: 'EUPL-1.2', path: 'LICENSE' }])(
  '$path is the text of SPDX, byte for byte',
  ({ id, path }) => {
    const text = spdx[id]!.licenseText
    expect(readFileSync(new URL(path, ROOT), 'utf8')).toBe(text.endsWith('\n') ? text : `${text}\n`)
  },
)

it.each(listLicences())('read-me and page of a dataset under $id say what it asks, no more', ({ id, asks }) => {
  const licences = { summary: id, detail: id }
  const [folder] = renderFolders(examplePublication({ licences }), isSealed)
  for (const [path, words, begin] of [
    ['README.md', asks.en, 'The licence asks'],
    ['index.en.html', asks.en, 'The licence asks'],
    ['LISEZMOI.md', asks.fr, 'La licence demande'],
    ['index.html', asks.fr, 'La licence demande'],
  ] as const)
    expect(new RegExp(`${begin}[^:]*:.(.*)\\.`).exec(fileOf(folder, path))?.[1]).toBe(
      asks.en === 'nothing' ? undefined : words,
    )
})
