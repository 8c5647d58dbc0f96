import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../../src/cli/language/language.ts'
import { manPage } from './man-page.ts'
import { ROOT } from './run-comptage.ts'

afterEach(() => speak('en'))

describe('the manual page', () => {
  it.each([
    { file: 'man/comptage.1', language: 'en' },
    { file: 'man/comptage.fr.1', language: 'fr' },
  ] as const)('$file is what the commands say: npm run man', ({ file, language }) => {
    const page = manPage(language)
    if (process.env['UPDATE_MAN'] === '1') writeFileSync(join(ROOT, file), page)
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(page)
  })
})
