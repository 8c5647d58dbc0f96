import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LINE, SPAN } from '../../src/domain/contracts.ts'
import { METHODS } from '../../src/domain/dictionary.ts'
import { compileFormat } from '../../src/format/index.ts'
import { readMethod } from '../../src/gate/read/read-method.ts'
import { readSize, readStatus } from '../../src/gate/read/read-status.ts'
import { endOfPath } from '../../src/gate/read/read-target.ts'
import { openKernel } from '../../src/kernel/index.ts'

const kernel = openKernel([])
const { kernelPlan } = compileFormat('combined')

const isListed = (method: string): boolean => method !== 'other' && METHODS.some((listed) => listed === method)
const WRITTEN = fc.constantFrom(
  ...METHODS,
  'GETS',
  'GE',
  'POSTS',
  'POST1',
  'get',
  'OPTIONZ',
  'PATCHY',
  'PURGE',
  'DELETF',
)
const TARGETS = fc
  .array(fc.constantFrom('/', 'aide', '?', '#', 'a=1', '%2F', 'é', '-'), { maxLength: 12 })
  .map((parts) => parts.join(''))
const CODES = fc.oneof(fc.nat(1000).map(String), fc.constantFrom('-', '000', '099', '600', '2000'))
const SIZES = fc.oneof(fc.nat().map(String), fc.constantFrom('-', '', '0', '999999999', '9999999999', '12x'))

it('what the kernel tells of a line is what the gate reads in it; the rest it leaves to the gate', () => {
  expect(kernelPlan !== undefined && kernel.follow(kernelPlan, 0)).toBe(true)
  let paths = 0
  fc.assert(
    fc.property(WRITTEN, TARGETS, CODES, SIZES, (method, target, code, size) => {
      const line = Buffer.from(
        `203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "${method} ${target} HTTP/1.1" ${code} ${size} "-" "x"\n`,
      )
      const at = kernel.hold(line, 0, line.length)
      if (kernel.readLine(at, at + line.length) >= 0) return
      const { bytes, spans, line: facts } = kernel
      const of = (span: number): [number, number] => [spans[span] ?? -1, spans[span + 1] ?? -1]
      if (facts[LINE.code] !== -1) expect(facts[LINE.code]).toBe(readStatus(bytes, ...of(SPAN.status)))
      if (facts[LINE.size] !== -1) expect(facts[LINE.size]).toBe(readSize(bytes, ...of(SPAN.bytes), false))
      const told = facts[LINE.method] ?? -1
      expect(told).toBe(
        isListed(method) && (spans[SPAN.method] ?? -1) >= 0 ? readMethod(bytes, ...of(SPAN.method)) : -1,
      )
      if (facts[LINE.pathEnd] === -1) return
      expect(facts[LINE.pathEnd]).toBe(endOfPath(bytes, ...of(SPAN.target)))
      paths++
    }),
    { numRuns: 2000 },
  )
  expect(paths).toBeGreaterThan(100)
})
