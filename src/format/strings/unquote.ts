const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '"': '"', "'": "'", '\\': '\\' }

/**
 * The texts in quotes at the front of `written`, joined: `'a' "b"` → `ab`, its escapes undone. Undefined where it does
 * not begin with a quote, or a quote is not closed; `rest` is what follows the last one.
 */
export function unquote(written: string): { readonly text: string; readonly rest: string } | undefined {
  let text = ''
  let at = 0
  let pieces = 0
  for (;;) {
    while (/\s/.test(written.charAt(at))) at++
    const quote = written.charAt(at)
    if (quote !== '"' && quote !== "'") return pieces === 0 ? undefined : { text, rest: written.slice(at) }
    const end = closingQuote(written, at)
    if (end < 0) return undefined
    text += unescape(written.slice(at + 1, end))
    at = end + 1
    pieces++
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
export function unescape(text: string): string {
  return text.replace(/\\(["'\\tnr])/g, (_, char: string) => ESCAPES[char] ?? char)
}
