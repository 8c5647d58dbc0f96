import type { Report } from '../../domain/finding.ts'

const POLICY = /<meta http-equiv="Content-Security-Policy" content="default-src (?:'|&#39;)none(?:'|&#39;);/
const DATA = '<script type="application/ld+json">'

// Nothing runs and nothing is loaded: whatever would is named here, so that a page which our version did not make is held to it too.
const ACTIVE: readonly RegExp[] = [
  /<script(?! type="application\/ld\+json">)/i,
  /<(?:iframe|object|embed|form|img|video|audio|source|base|frame|applet|portal)\b/i,
  /<link(?! rel="icon" href="data:,"| rel="alternate" type="application\/atom\+xml" href="feed\.atom")/i,
  /<meta http-equiv="refresh"/i,
  /@import|url\(/i,
]

// Within a tag.
const HANDLER = /\son[a-z]{3,30}=/i

/** A page is one file without anything that runs or is loaded. */
export function checkPage(file: string, text: string, report: Report): void {
  const lines = text.split('\n')
  for (const pattern of ACTIVE) {
    const line = lines.findIndex((one) => pattern.test(one))
    if (line >= 0) report({ code: 'PAGE_ACTIVE', file, line: line + 1 })
  }
  const handler = lines.findIndex((line) => line.split('<').some((tag) => HANDLER.test(tag.split('>')[0] ?? '')))
  if (handler >= 0) report({ code: 'PAGE_ACTIVE', file, line: handler + 1 })
  if (!POLICY.test(text)) report({ code: 'PAGE_ACTIVE', file, expected: { is: 'policy' } })
}

/** The dataset in the words of schema.org, as text of JSON. */
export function schemaOrgIn(text: string): string | undefined {
  const start = text.indexOf(DATA)
  return start < 0 ? undefined : text.slice(start + DATA.length).split('</script>')[0]
}
