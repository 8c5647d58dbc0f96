import type { Report } from '../../domain/finding.ts'

const POLICY = /<meta http-equiv="Content-Security-Policy" content="default-src (?:'|&#39;)none(?:'|&#39;);/
const DATA = '<script type="application/ld+json">'

// Nothing runs and nothing is loaded: whatever would is named here, so that a page which our version did not make is held to it too.
const ACTIVE: readonly RegExp[] = [
  /<script(?! type="application\/ld\+json">)/i,
  /<(?:iframe|object|embed|form|img|video|audio|source|base|frame|applet|portal)\b/i,
  /<link(?! rel="icon" href="data:,"| rel="alternate" type="application\/atom\+xml" href="feed\.atom")/i,
  /<meta http-equiv="refresh"/i,
]

// Only where CSS stands: an operator may well write of curl(1).
const LOADS = /@import|url\(/i
const PAINT = 'style|fill|stroke|filter|mask|clip-path|cursor|marker(?:-start|-mid|-end)?'
// Between raw quotes, which no text of ours has, or within a tag.
const LOADING_ATTRIBUTE = new RegExp(
  String.raw`(?:[\s"'/](?:${PAINT})\s*=\s*(?:"[^"]*?|'[^']*?)|<[a-z][^<>]*\s(?:${PAINT})\s*=\s*[^\s"'<>]*)(?:${LOADS.source})`,
  'i',
)

// Within a tag.
const HANDLER = /\son[a-z]{3,30}=/i

/** A page is one file without anything that runs or is loaded. */
export function checkPage(file: string, text: string, report: Report): void {
  const lines = text.split('\n')
  for (const pattern of ACTIVE) {
    const line = lines.findIndex((one) => pattern.test(one))
    if (line >= 0) report({ code: 'PAGE_ACTIVE', file, line: line + 1 })
  }
  const loads = loadsAt(text)
  if (loads >= 0) report({ code: 'PAGE_ACTIVE', file, line: text.slice(0, loads).split('\n').length })
  const handler = lines.findIndex((line) => line.split('<').some((tag) => HANDLER.test(tag.split('>')[0] ?? '')))
  if (handler >= 0) report({ code: 'PAGE_ACTIVE', file, line: handler + 1 })
  // What broke off before its first byte runs nothing.
  if (text !== '' && !POLICY.test(text)) report({ code: 'PAGE_ACTIVE', file, expected: { is: 'policy' } })
}

/** Where a style of the page would load something; -1: nowhere. */
function loadsAt(text: string): number {
  let at = 0
  let isStyle = false
  for (const piece of text.split(/(<\/?style\b)/i)) {
    const found = isStyle ? piece.search(LOADS) : -1
    if (found >= 0) return at + found
    isStyle = piece.toLowerCase() === '<style'
    at += piece.length
  }
  return text.search(LOADING_ATTRIBUTE)
}

/** The dataset in the words of schema.org, as text of JSON. */
export function schemaOrgIn(text: string): string | undefined {
  const start = text.indexOf(DATA)
  return start < 0 ? undefined : text.slice(start + DATA.length).split('</script>')[0]
}
