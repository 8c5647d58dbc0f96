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

const ON = String.raw`[\s"'/]on[a-z]{3,30}\s*=`
// Before a raw quote, or within a tag.
const HANDLER = new RegExp(String.raw`${ON}\s*["']|<[a-z][^<>]*${ON}`, 'i')

/** A page is one file without anything that runs or is loaded. */
export function checkPage(file: string, text: string, report: Report): void {
  const places = [...ACTIVE.map((pattern) => text.search(pattern)), loadsAt(text), handlerAt(text)]
  for (const at of places)
    if (at >= 0) report({ code: 'PAGE_ACTIVE', file, line: text.slice(0, at).split('\n').length })
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

/** Raw quotes stand in the words of schema.org too, where a browser runs nothing up to the end of the element. */
function handlerAt(text: string): number {
  const start = text.indexOf(DATA)
  if (start < 0) return text.search(HANDLER)
  const length = text.slice(start).search(/<\/script/i)
  const end = length < 0 ? text.length : start + length
  const data = text.slice(start, end).replaceAll(/[^\n]/g, ' ')
  return (text.slice(0, start) + data + text.slice(end)).search(HANDLER)
}

/** The dataset in the words of schema.org, as text of JSON. */
export function schemaOrgIn(text: string): string | undefined {
  const start = text.indexOf(DATA)
  return start < 0 ? undefined : text.slice(start + DATA.length).split('</script>')[0]
}
