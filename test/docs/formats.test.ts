import { describe, expect, it } from 'vitest'
import { FATES, REASONS, REASON, speaksOfTheFormat } from '../../src/domain/fate.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'
import { FIELDS_TO_EXPLAIN } from '../../src/format/named-format.ts'
import { blocksOf, codesIn, page, rowsOf, unionIn } from './pages.ts'

const formats = page('docs/formats.md')

/** Rows whose first cell is one of the words. */
function rowsFor(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    rowsOf(formats).flatMap((cells): [string, readonly string[]][] => {
      const [word = ''] = codesIn(cells[0] ?? '')
      return words.includes(word) ? [[word, cells]] : []
    }),
  )
}

describe('docs/formats.md', () => {
  it('has every named format, its other names and its string', () => {
    const rows = rowsFor(listFormats().map(({ name }) => name))
    for (const { name, aliases, string } of listFormats()) {
      const [, others = '', written = ''] = rows.get(name) ?? []
      expect({ name, aliases: codesIn(others), string: codesIn(written)[0] }).toEqual({ name, aliases, string })
    }
  })

  it('says what every named format gives, and why not', () => {
    const rows = new Map(
      rowsOf(formats).flatMap(([names = '', ...cells]) => names.split(', ').map((name) => [name, cells])),
    )
    for (const { name, zone, fields, lacks } of listFormats()) {
      const given = FIELDS_TO_EXPLAIN.map((field) => {
        const reason = lacks[field]?.replace('not-written', '·').replaceAll('-', ' ') ?? ''
        return `${fields.includes(field) ? '+' : ''} ${reason}`.trim()
      })
      expect([name, ...(rows.get(name) ?? [])]).toEqual([name, zone, ...given])
    }
  })

  it('shows whole directives that can be read', () => {
    const [directives = ''] = blocksOf(formats).flatMap(({ language, text }) => (language === 'text' ? [text] : []))
    for (const directive of directives.trimEnd().split(/\n(?=LogFormat)/))
      expect(compileFormat(directive).name).toBe('custom')
  })

  it('lists variables and directives that are read', () => {
    const cells = rowsOf(formats).filter(([word = '']) =>
      ['request', 'bytes', 'referrer', 'agent', 'host', 'duration'].includes(word),
    )
    for (const [field = '', nginx = '', apache = ''] of cells) {
      const wanted = field === 'request' ? 'target' : field
      for (const code of codesIn(nginx).filter((text) => text.startsWith('$') && !/method|args/.test(text)))
        expect([...fieldsOf(`$time_local "${code}" $status $request_uri`)], code).toContain(wanted)
      for (const code of codesIn(apache).filter((text) => text.startsWith('%') && !/%[mq]/.test(text)))
        expect([...fieldsOf(`%t "${code}" %>s "%r"`)], code).toContain(wanted)
    }
  })

  it('has every fate, once', () => {
    const rows = rowsOf(formats).flatMap(([order = '', fate = '']) => (/^\d+$|^–$/.test(order) ? codesIn(fate) : []))
    expect(rows.toSorted()).toEqual(FATES.toSorted())
  })

  it('has every reason, and whether it trips the alarm', () => {
    const rows = rowsFor(REASONS)
    for (const reason of REASONS)
      expect([reason, rows.get(reason)?.at(-1)]).toEqual([reason, speaksOfTheFormat(REASON[reason]) ? 'yes' : 'no'])
  })

  it('has every caution', () => {
    const cautions = unionIn('src/domain/contracts/scanner.ts', 'FormatCaution')
    expect([...rowsFor(cautions).keys()].sort()).toEqual(cautions.toSorted())
  })
})

function fieldsOf(format: string): ReadonlySet<string> {
  return compileFormat(format).fields
}
