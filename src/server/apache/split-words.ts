/** The words of a directive as written, quotes included; undefined where a quote is not closed. */
export function splitWords(rest: string): readonly string[] | undefined {
  const words: string[] = []
  for (let left = rest.trimStart(); left !== '';) {
    const end = endOfWord(left)
    if (end < 0) return undefined
    words.push(left.slice(0, end))
    left = left.slice(end).trimStart()
  }
  return words
}

/** Where the first word ends; −1: nothing closes its quote. */
function endOfWord(text: string): number {
  const quote = text.charAt(0)
  if (quote !== '"' && quote !== "'") {
    const end = text.search(/\s/)
    return end < 0 ? text.length : end
  }
  for (let at = 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++
    else if (text.charAt(at) === quote) return at + 1
  }
  return -1
}

/** A word without its quotes, and what a backslash protects in them. */
export function bareWord(word: string): string {
  return /^["']/.test(word) ? word.slice(1, -1).replace(/\\(["'\\])/g, '$1') : word
}
