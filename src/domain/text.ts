/**
 * What no text may hold, whoever wrote it: what a terminal obeys (C0 and C1 controls), other ends of a line than LF, what turns the
 * direction of a text around, so that it shows another text than it is, and what is no character (half a surrogate pair, which UTF-8
 * cannot write, the sign that stands for one, and U+FFFE and U+FFFF, with which no XML can be read).
 */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\uFFFD-\uFFFF]/u
const EACH_UNFIT = new RegExp(UNFIT, 'gu')

/**
 * What a spreadsheet may begin a formula by: `=`, `+`, `-`, `@`, and what Unicode says is another form of them (wide ones are taken
 * in East Asian editions) or the minus. Without `\p`, since the schema of the configuration is read by other engines too.
 */
const FORMULA_SIGN =
  '=+\\-@\\u207A-\\u207C\\u208A-\\u208C\\u2212\\u2A75\\u2A76\\uFB29\\uFE62\\uFE63\\uFE66\\uFE6B\\uFF0B\\uFF0D\\uFF1D\\uFF20'

/** What is drawn as nothing: U+2800 is a pattern of no dots, and the others lay out a note above a word. */
const UNSEEN = '\\p{Default_Ignorable_Code_Point}\\u2800\\uFFF9-\\uFFFB'

/** Also behind what is not seen: some programs drop that. */
const FORMULA_BEGINS = `[\\s${UNSEEN}]*[${FORMULA_SIGN}]`
export const FORMULA = new RegExp(`^${FORMULA_BEGINS}`, 'u')
const LEADING_FORMULA = new RegExp(`^(?:${FORMULA_BEGINS})+\\s*`, 'u')

/** What a title begins with. */
export const TITLE = new RegExp(`^[^${FORMULA_SIGN}\\s]`)

/** A host without port, as browsers write it. */
export const HOST_NAME = /^[a-z0-9_][a-z0-9_.-]{0,252}$/

/** Spaces and what is drawn as nothing name nobody. */
export const HAS_VISIBLE_SIGN = new RegExp(`(?![${UNSEEN}])[\\p{L}\\p{N}\\p{P}\\p{S}]`, 'u')

/** Of the name of a service or of its publisher, which stands in a row of a table. */
export const MOST_NAME_SIGNS = 300

/** Of an address: some servers and browsers take no more. With the folder of a dataset behind it, it is one still. */
export const MOST_ADDRESS_SIGNS = 1_800

/** Of what names a file: with `-2026.csv-metadata.json`, and what is around it while it is written, a system takes 255 bytes. */
export const MOST_FILE_NAME_SIGNS = 200

/** Windows opens no file that is called so, whatever its ending: who unpacks a dataset there would lack it. */
export const DEVICE = '(?:con|prn|aux|nul|(?:com|lpt)\\d)'

/** Of any other text of an operator: what is longer is not read back from a folder. */
export const MOST_SIGNS = 20_000

/** The first sign that a text on one line may not hold: `U+202E`. */
export function unfitSign(line: string): string | undefined {
  const [found] = UNFIT.exec(line) ?? []
  return found === undefined ? undefined : nameOf(found)
}

/** The same of a text on several lines, which LF and TAB lay out. */
export function unfitSignOfLines(lines: string): string | undefined {
  // In their place a space: the halves of a pair around one would be a pair.
  return unfitSign(lines.replaceAll(/[\n\t]/g, ' '))
}

/** The fields of a line of CSV. */
export function csvFields(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',')
  return Array.from(
    `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g),
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  )
}

/** A title of somebody else's, on one line and without what no title may hold; `removed` names that, each once. */
export function fitTitle(written: string): { readonly title: string; readonly removed: readonly string[] } {
  const line = written.replaceAll(/[\s\u0085]+/g, ' ').trim()
  const fit = line.replaceAll(EACH_UNFIT, '').trim()
  const rest = fit.replace(LEADING_FORMULA, '')
  const title = HAS_VISIBLE_SIGN.test(rest) ? rest : ''
  const leading = fit.slice(0, fit.length - title.length).match(/\S/gu) ?? []
  const signs = [...(line.match(EACH_UNFIT) ?? []), ...leading]
  return { title, removed: [...new Set(signs.map(nameOf))] }
}

function nameOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
