import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FIELDS, type Field, type LineScanner } from '../../src/domain/contracts.ts'
import { compileFormat, isNotRequest, listFormats } from '../../src/format/index.ts'
import { FIELDS_TO_EXPLAIN, type NamedFormat } from '../../src/format/named-format.ts'
import { NAMED_FORMATS } from '../../src/format/named/list.ts'
import { ROOT } from '../cli/run-comptage.ts'
import { readLine, type LineRead } from './read-line.ts'

it('has in its list whatever a file of a folder beside it defines', async () => {
  const folder = join(ROOT, 'src/format/named')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.ts$/.test(file))
  const formats: NamedFormat[] = []
  for (const file of files) {
    const defined = (await import(join(folder, file))) as Readonly<Record<string, unknown>>
    formats.push(...Object.values(defined).filter(isNamed))
  }
  expect(formats.length).toBe(NAMED_FORMATS.length)
  expect(formats.filter((one) => !NAMED_FORMATS.includes(one)).map(({ name }) => name)).toEqual([])
})

function isNamed(one: unknown): one is NamedFormat {
  return typeof one === 'object' && one !== null && 'samples' in one && 'lacks' in one
}

describe.each(listFormats())('$name', ({ name, fields, samples, lacks }) => {
  const scanner = compileFormat(name)
  const reads = samples.flatMap((sample) => readOrHeader(scanner, sample))

  it('has a name as the others are written', () => {
    expect(name).toMatch(/^[a-z\d]+(?:_[a-z\d]+)*$/)
  })

  it('reads its samples, at 08:31:24 UTC', () => {
    expect(scanner.name).toBe(name)
    expect(reads.length).toBeGreaterThan(0)
    for (const { instant } of reads)
      expect(['2026-03-10T08:31:24Z', ...(scanner.zone === 'local' ? ['2026-03-10T09:31:24'] : [])]).toContain(instant)
  })

  it('finds in them every field that it promises, and no other', () => {
    const isFound = (field: Field): boolean => reads.some(({ texts }) => field in texts)
    const promised = FIELDS.filter((field) => scanner.fields.has(field))
    expect(promised.filter((field) => !isFound(field))).toEqual([])
    expect(FIELDS.filter((field) => isFound(field) && !promised.includes(field))).toEqual([])
  })

  it('gives each field, or says why not', () => {
    for (const field of FIELDS_TO_EXPLAIN)
      expect([field, ...fields, ...Object.keys(lacks)].lastIndexOf(field)).toBeGreaterThan(0)
    const given = Object.entries(lacks).filter(([field]) => fields.some((other) => other === field))
    for (const [, reason] of given) expect(['off-by-default', 'by-key', 'by-header', 'ambiguous']).toContain(reason)
  })
})

/** Nothing for a header line, which is no request. */
function readOrHeader(scanner: LineScanner, sample: string): readonly LineRead[] {
  const read = readLine(scanner, sample)
  if (typeof read !== 'number') return [read]
  const bytes = Buffer.from(sample, 'latin1')
  const isHeader = isNotRequest(bytes, 0, bytes.length) || scanner.isNotRequest?.(bytes, 0, bytes.length) === true
  if (isHeader) return []
  throw new Error(`a sample of ${scanner.name} stops to fit at column ${read}`)
}
