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
const PAINT = /^(?:style|fill|stroke|filter|mask|clip-path|cursor|marker(?:-start|-mid|-end)?)$/i
// Behind a quote, too: browsers take it for a part of the name, and no page of ours has one there.
const HANDLER = /(?:^|["'<=])on[a-z]{3,30}$/i

const TAG = /<[a-z][^\t\n\f\r />]*/gi
/** As HTML reads it, but for a `<` between quotes: no page of ours has it, and with it a tag could hide in a value that is none. */
const ATTRIBUTE =
  /[\t\n\f\r /]*(?<name>[^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"(?<double>[^"<]*)"|'(?<single>[^'<]*)'|(?<bare>[^\t\n\f\r "'>][^\t\n\f\r >]*)|(?<open>["'])?))?/y

/** A page is one file without anything that runs or is loaded. */
export function checkPage(file: string, text: string, report: Report): void {
  const places = [...ACTIVE.map((pattern) => text.search(pattern)), loadsAt(text), attributeAt(withoutData(text))]
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
  return -1
}

/** Where an attribute runs or loads something, or ends nobody knows where; -1: nowhere. */
function attributeAt(text: string): number {
  TAG.lastIndex = 0
  for (let tag = TAG.exec(text); tag !== null; tag = TAG.exec(text)) {
    if (tag[0].includes('\0')) return tag.index
    ATTRIBUTE.lastIndex = TAG.lastIndex
    for (let found = ATTRIBUTE.exec(text); found !== null; found = ATTRIBUTE.exec(text)) {
      TAG.lastIndex = ATTRIBUTE.lastIndex
      const { open, ...named } = found.groups ?? {}
      if (open !== undefined) return breaksOff(text.slice(TAG.lastIndex), open) ? -1 : placeOf(found[0])
      if (isActive(found[0], named)) return placeOf(found[0])
    }
  }
  return -1
}

/** Where a page ends within quotes, browsers drop the tag, as HTML has it (eof-in-tag); where a `<` follows, it may be none, as in a comment. */
function breaksOff(rest: string, quote: string): boolean {
  return !rest.includes(quote) && !rest.includes('<')
}

/** @param attribute that was found last */
function placeOf(attribute: string): number {
  return ATTRIBUTE.lastIndex - attribute.trimStart().length
}

function isActive(whole: string, { name = '', ...values }: Readonly<Record<string, string | undefined>>): boolean {
  if (HANDLER.test(name) || whole.includes('\0')) return true
  return PAINT.test(name) && Object.values(values).some((value) => value !== undefined && LOADS.test(value))
}

/** The words of schema.org, in which a browser runs nothing up to the end of the element, as blanks. */
function withoutData(text: string): string {
  const start = text.indexOf(DATA)
  if (start < 0) return text
  const length = text.slice(start).search(/<\/script/i)
  const end = length < 0 ? text.length : start + length
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ') + text.slice(end)
}

/** The dataset in the words of schema.org, as text of JSON. */
export function schemaOrgIn(text: string): string | undefined {
  const start = text.indexOf(DATA)
  return start < 0 ? undefined : text.slice(start + DATA.length).split('</script>')[0]
}
