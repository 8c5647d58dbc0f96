import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { FINDING_CODES } from '../../src/domain/finding.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { ROOT, testFolder } from '../cli/run-comptage.ts'
import { CORRUPTIONS, type Corruption } from './corruptions.ts'
import { EXACT_CORRUPTIONS } from './exact-corruptions.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

const { fresh } = testFolder('corruptions')
const clean = fresh()
await publishTo(clean, servicePublished())
const copy = new Copy(clean, fresh())
const exact = new Copy(join(ROOT, 'fixtures/exact-detail/expected'), fresh())

function findsIn(changed: Copy, { code, change, folder = 'mes-demarches' }: Corruption): void {
  change(changed)
  expect(changed.isChanged()).toBe(true)
  seal(changed)
  const codes = verifyFolder({ folder: changed.path(folder) }).findings.map((finding) => finding.code)
  expect(codes).toContain(code)
  // The seal is whole: none of these tells.
  for (const tell of ['CHECKSUM_DIFFERS', 'SUMS_UNLISTED', 'BYTES_DIFFER', 'HASH_DIFFERS'])
    expect(codes).not.toContain(tell)
}

describe('verify, of a folder that was changed and sealed again', () => {
  afterEach(() => copy.restore())

  it('has forty corruptions and more, and finds nothing in what they are made on', () => {
    expect(CORRUPTIONS.length).toBeGreaterThanOrEqual(40)
    for (const name of ['mes-demarches', 'mes-demarches-detail'])
      expect(verifyFolder({ folder: join(copy.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  it.each(CORRUPTIONS)('$code: $why', (corruption) => findsIn(copy, corruption))
})

describe('verify, of an exact detail that was changed and sealed again', () => {
  afterEach(() => exact.restore())

  it('finds nothing in what it is made on', () => {
    for (const name of ['demarches', 'demarches-detail'])
      expect(verifyFolder({ folder: join(exact.root, name) })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  it.each(EXACT_CORRUPTIONS)('$code: $why', (corruption) => findsIn(exact, corruption))
})

describe('verify, of a file that broke off', () => {
  afterEach(() => copy.restore())
  const folder = 'mes-demarches'
  const files = readdirSync(join(clean, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
    .map((entry) => relative(clean, join(entry.parentPath, entry.name)))

  // The description, and one of each kind.
  const kinds = new Map(files.map((file) => [file.replace(/[^/]*(?=\.)/, ''), file]))

  it.each([`${folder}/datapackage.json`, ...kinds.values()])(
    '%s: finds it empty and cut, and says so of nothing else',
    (file) => {
      const text = readFileSync(join(clean, file), 'utf8')
      for (const rest of ['', text.slice(0, text.length / 2)]) {
        copy.write(file, rest)
        seal(copy)
        const { findings } = verifyFolder({ folder: copy.path(folder) })
        expect(findings.filter((finding) => join(folder, finding.file) === file)).not.toEqual([])
        expect(findings.filter(({ field, found }) => field === '' || found === '')).toEqual([])
        expect(findings.map(({ code }) => code)).not.toContain('PAGE_ACTIVE')
      }
    },
  )
})

describe('every code', () => {
  // Of checksums, sizes, configurations and folders that mean harm: in the tests beside this one.
  const files = readdirSync(import.meta.dirname).filter((file) => file !== 'corruptions.test.ts')
  const tested = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')

  it.each(FINDING_CODES)('%s is found by a corruption of its own', (code) => {
    expect(tested).toMatch(new RegExp(`code: '${code}'|codes\\)\\.toContain\\('${code}'\\)`))
  })
})
