import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT, exitCodeOf } from '../../src/cli/exit-code.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { severityOf } from '../../src/pipeline/index.ts'
import { ROOT } from '../cli/run-comptage.ts'
import { codesIn, headingsOf, page, rowsOf, unionIn } from './pages.ts'

const errors = page('docs/errors.md')
const AREAS = join(ROOT, 'src/domain/problem')
const source = readdirSync(AREAS)
  .map((file) => `${readFileSync(join(AREAS, file), 'utf8')}\n`)
  .join('')

/** The union of problems: each code, and whether it has a place in the configuration. */
const codes = [...source.matchAll(/^ {2}\| \(?\{(.*?)(?=^ {2}\| \(?\{|^ {2}\/\/|^ {2}\/\*\*|^\n|\n\n)/gms)].map(
  ([, body = '']) => ({
    code: body.split("'")[1] ?? '',
    place: /place(\??): Place/.exec(body)?.[1],
  }),
)

describe('docs/errors.md', () => {
  it('has one heading for each problem, in capitals, and no other', () => {
    expect(codes.length).toBe(source.match(/code: '/g)?.length)
    const headings = headingsOf(errors).flatMap(({ text }) => (/^[A-Z_]+$/.test(text) ? [text] : []))
    expect(headings).toEqual([...new Set(headings)])
    expect(headings.toSorted()).toEqual(codes.map(({ code }) => code).sort())
  })

  it.each(codes)('says how bad $code is, and its exit code', ({ code, place }) => {
    const [, section = ''] = errors.text.split(`## ${code}\n\n`)
    const said = /^\*(Error|Warning|Note)(?:, exit (.+?))?\.\*/.exec(section)
    // A problem without its facts: neither function looks at them.
    const problem = { code, ...(place === '' && { place: {} }) } as unknown as Problem
    expect(said?.[1]?.toLowerCase()).toBe(severityOf(problem))
    const exits = [
      exitCodeOf([problem]),
      ...(place === '?' ? [exitCodeOf([{ ...problem, place: {} } as Problem])] : []),
    ]
    expect(said?.[2]?.match(/\d+/g) ?? ['0']).toEqual(exits.map(String))
  })

  it('has the table of exit codes', () => {
    const rows = rowsOf(errors).filter(([code = '']) => /^\d+$/.test(code))
    expect(Object.fromEntries(rows.map(([code, name = '']) => [codesIn(name)[0], Number(code)]))).toEqual(EXIT)
  })

  it('has the rules of tables', () => {
    const [, section = ''] = errors.text.split('## TABLE_RULE\n')
    const [own = ''] = section.split('\n# ')
    const rules = [...own.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, rule]) => rule)
    expect(rules.toSorted()).toEqual(unionIn('src/domain/table.ts', 'TableRule').toSorted())
  })
})
