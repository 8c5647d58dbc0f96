/** A text as the server reads it, and the column (from 1) at which each of its characters was written. */
export type Unquoted = { readonly text: string; readonly columns: readonly number[] }

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', "'": "'", '\\': '\\' }

/**
 * The texts in quotes from `from` on, joined: `'a' "b"` → `ab`, their escapes undone. Undefined where no quote opens
 * there, or one is not closed; `rest` is what follows the last one.
 */
export function unquote(
  written: string,
  from: number,
): (Unquoted & { readonly pieces: number; readonly rest: string }) | undefined {
  const pieces: Unquoted[] = []
  let at = from
  for (;;) {
    while (/\s/.test(written.charAt(at))) at++
    const quote = written.charAt(at)
    if (quote !== '"' && quote !== "'") break
    const end = closingQuote(written, at)
    if (end < 0) return undefined
    pieces.push(unescape(written, at + 1, end))
    at = end + 1
  }
  if (pieces.length === 0) return undefined
  return {
    text: pieces.map(({ text }) => text).join(''),
    columns: pieces.flatMap(({ columns }) => columns),
    pieces: pieces.length,
    rest: written.slice(at),
  }
}

function closingQuote(written: string, open: number): number {
  for (let at = open + 1; at < written.length; at++) {
    if (written.charAt(at) === '\\') at++
    else if (written.charAt(at) === written.charAt(open)) return at
  }
  return -1
}

/** `\"`, `\\`, `\t` and `\n` as the servers read them in their configuration; any other backslash stands as it is. */
export function unescape(written: string, from: number, to: number): Unquoted {
  let text = ''
  const columns: number[] = []
  for (let at = from; at < to; at++) {
    columns.push(at + 1)
    const escaped = written.charAt(at) === '\\' && at + 1 < to ? ESCAPES[written.charAt(at + 1)] : undefined
    text += escaped ?? written.charAt(at)
    if (escaped !== undefined) at++
  }
  return { text, columns }
}
