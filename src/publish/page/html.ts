/** Markup that stands in the page as it is. Only this file makes it. */
export type Html = { readonly markup: string }

type Content = Html | string | number | undefined | readonly Html[]

/** A piece of a page: what is put into it is text and gets escaped, unless `html` made it. `undefined` is nothing. */
export function html(pieces: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const [first = '', ...rest] = outdented(pieces)
  let markup = first
  for (const [position, piece] of rest.entries()) markup += markupOf(contents[position]) + piece
  return { markup }
}

/** By the place in the source, which is written once and made into a page hundreds of times. */
const known = new WeakMap<TemplateStringsArray, readonly string[]>()

/** The indentation of this program's own source is a quarter of a page of 200 features. */
function outdented(pieces: TemplateStringsArray): readonly string[] {
  const before = known.get(pieces)
  if (before !== undefined) return before
  const made = pieces.map((piece) => piece.replaceAll(/\n\s+/g, '\n'))
  known.set(pieces, made)
  return made
}

function markupOf(content: Content): string {
  if (content === undefined) return ''
  if (typeof content === 'string') return escaped(content)
  if (typeof content === 'number') return String(content)
  return 'markup' in content ? content.markup : content.map(({ markup }) => markup).join('')
}

// Of use in a text and in an attribute between double quotes.
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Style sheet of our own. */
export function styleOf(sheet: string): Html {
  return { markup: `<style>${sheet}</style>` }
}

/** JSON for search engines: no sign of it can end the element. */
export function jsonOf(value: object): Html {
  const text = JSON.stringify(value).replaceAll('<', String.raw`\u003c`)
  return { markup: `<script type="application/ld+json">${text}</script>` }
}
