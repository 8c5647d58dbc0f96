/** The path of a document as one of ours: `/pets/{petId}` → `/pets/:petId`. A segment that is a template in part becomes a name as a whole. */
export function pathPattern(path: string): string {
  const segments = withoutQuery(path)
    .split('/')
    .filter((segment) => segment !== '')
  return `/${segments.map(segmentOf).join('/')}`
}

/** Whether a segment is a template in part: `/v{n}`, `/{a}-{b}`. Patterns cannot say that. */
export function isSaidInPart(path: string): boolean {
  return withoutQuery(path)
    .split('/')
    .some((segment) => segment.includes('{') && !/^\{[^{}]*\}$/.test(segment))
}

/** What stands before the first `?` or `#`. */
export function withoutQuery(path: string): string {
  const end = path.search(/[?#]/)
  return end < 0 ? path : path.slice(0, end)
}

function segmentOf(segment: string): string {
  const [, template] = segment.split('{')
  if (template !== undefined) return `:${nameOf(template.split('}')[0] ?? '')}`
  // Also what no text may hold, and half a surrogate pair as the sign that stands for it: no request can write one.
  return segment.replace(/[\p{C}\p{Z}\uFFFD:*%{}<>[\]"\\]/gu, (character) =>
    // An encoded segment stays as it is.
    character === '%' ? '%' : encodeURIComponent(character.replace(/\p{Cs}/u, '\uFFFD')).replace('*', '%2A'),
  )
}

function nameOf(written: string): string {
  const name = written.replace(/[^\p{L}\p{N}_-]/gu, '_')
  return /^[\p{L}_]/u.test(name) ? name : `_${name}`
}
