import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { CORRUPTIONS } from './corruptions.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

const { fresh } = testFolder('corruptions')
const clean = fresh()
publishTo(clean, servicePublished())
const copy = new Copy(clean, fresh())

describe('verify, of a folder that was changed and sealed again', () => {
  afterEach(() => copy.restore())

  it('has forty corruptions and more, and finds nothing in what they are made on', () => {
    expect(CORRUPTIONS.length).toBeGreaterThanOrEqual(40)
    for (const name of ['mes-demarches', 'mes-demarches-detail'])
      expect(verifyFolder({ folder: join(copy.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  it.each(CORRUPTIONS)('$code: $why', ({ code, change, folder = 'mes-demarches' }) => {
    change(copy)
    expect(copy.isChanged()).toBe(true)
    seal(copy)
    const codes = verifyFolder({ folder: copy.path(folder) }).findings.map((finding) => finding.code)
    expect(codes).toContain(code)
    // The seal is whole: none of these tells.
    for (const tell of ['CHECKSUM_DIFFERS', 'SUMS_UNLISTED', 'BYTES_DIFFER', 'HASH_DIFFERS'])
      expect(codes).not.toContain(tell)
  })
})
