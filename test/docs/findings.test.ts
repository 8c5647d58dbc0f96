import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FINDING_CODES } from '../../src/domain/finding.ts'

const PAGE = readFileSync(new URL('../../docs/verify.md', import.meta.url), 'utf8')

it.each(FINDING_CODES)('docs/verify.md explains %s', (code) => {
  expect(PAGE).toMatch(new RegExp(`\\b${code}\\b`))
})
