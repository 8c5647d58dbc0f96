// Of rotatelogs: options with a word of their own.
const WITH_WORD = ['-L', '-p', '-n', '-m']

/**
 * The path to which `|rotatelogs …` or `|cronolog …` writes, `*` for what changes from file to file. Undefined for any
 * other program.
 */
export function pipedPath(piped: string): string | undefined {
  const [program = '', ...words] = piped.replace(/^\|[|$]?\s*/, '').split(/\s+/)
  if (!/(?:^|\/)(?:rotatelogs2?|cronolog)$/.test(program)) return undefined
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) return word.replace(/%[-_0^#]?[a-z]/gi, '*').replace(/\*{2,}/g, '*')
    if (WITH_WORD.includes(word)) at++
  }
  return undefined
}
