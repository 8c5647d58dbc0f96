import { readFileSync } from 'node:fs'
import spdx from 'spdx-license-list/full.js'
import { expect, it } from 'vitest'
import { LICENCES } from '../../src/domain/service.ts'

const ROOT = new URL('../../', import.meta.url)

it.each([...LICENCES.map((id) => ({ id, path: `licences/${id}.txt` })), { id: 'EUPL-1.2', path: 'LICENSE' }])(
  '$path is the text of SPDX, byte for byte',
  ({ id, path }) => {
    const text = spdx[id]!.licenseText
    expect(readFileSync(new URL(path, ROOT), 'utf8')).toBe(text.endsWith('\n') ? text : `${text}\n`)
  },
)
