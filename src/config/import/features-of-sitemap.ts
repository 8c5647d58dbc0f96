import { Refused, type ImportedFeature } from './import-reader.ts'
import { pathPattern } from './path-pattern.ts'

const MOST_FEATURES = 500
// The ampersand last: what it makes is no entity any more.
const ENTITIES = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
] as const

/** The pages of a sitemap as features: the home page, and one for each first segment of a path. */
export function featuresOfSitemap(text: string, file: string): readonly ImportedFeature[] {
  // Entities of its own are how a few lines of XML fill a memory.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refused(file, 'doctype')
  if (/<sitemapindex[\s>]/.test(text)) throw new Refused(file, 'sitemap-index')
  if (!/<urlset[\s>]/.test(text)) throw new Refused(file, 'not-sitemap')
  const heads = headsOf(text, file)
  if (heads.size === 0) throw new Refused(file, 'no-page')
  return [...heads].map(([head, hasPages]) => featureOf(head, hasPages))
}

/** The first segments of all pages, and whether pages lie below. */
function headsOf(text: string, file: string): ReadonlyMap<string, boolean> {
  const heads = new Map<string, boolean>()
  for (const part of text.split('<loc>').slice(1)) {
    const [head = '', ...below] = segmentsOf(part.slice(0, Math.max(0, part.indexOf('</loc>'))), file)
    heads.set(head, below.length > 0 || heads.get(head) === true)
    if (heads.size > MOST_FEATURES) throw new Refused(file, 'too-many')
  }
  return heads
}

function segmentsOf(written: string, file: string): readonly string[] {
  const [, plain] = /^\s*<!\[CDATA\[([^\]]*)\]\]>\s*$/.exec(written) ?? []
  // What stands in CDATA stands for itself.
  const address = plain?.trim() ?? ENTITIES.reduce((text, [name, sign]) => text.replaceAll(name, sign), written.trim())
  if (!URL.canParse(address)) throw new Refused(file, 'not-sitemap')
  return new URL(address).pathname.split('/').filter((segment) => segment !== '')
}

function featureOf(head: string, hasPages: boolean): ImportedFeature {
  if (head === '') return { name: 'home', title: 'Home', match: ['/'] }
  const path = pathPattern(`/${head}`)
  const isFile = /\.[a-z\d]{1,5}$/i.test(head) && !hasPages
  const name = decoded(head.replace(/\.[a-z\d]{1,5}$/i, ''))
  return { name, title: titleOf(name), match: isFile ? [path] : [path, `${path}/**`] }
}

/** `%C3%A9t%C3%A9` → `été`: as it is written in an OpenAPI description. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize('NFC')
  } catch {
    return segment
  }
}

function titleOf(name: string): string {
  const plain = name
    .replace(/[_-]+/g, ' ')
    .replace(/%[\da-f]{2}/gi, ' ')
    .trim()
  return plain.slice(0, 1).toUpperCase() + plain.slice(1)
}
