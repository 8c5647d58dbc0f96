import { Refused, type ImportedFeature } from './import-reader.ts'
import { pathPattern } from './path-pattern.ts'

const MOST_FEATURES = 500
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
])

/** The pages of a sitemap as features: the home page, and one for each first segment of a path. */
export function featuresOfSitemap(text: string, file: string): readonly ImportedFeature[] {
  const plain = withoutComments(text, file)
  // Entities of its own are how a few lines of XML fill a memory.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(plain)) throw new Refused(file, 'doctype')
  const [, prefix = '', root] = /^\s*<([\p{L}\p{N}_.-]+:)?(urlset|sitemapindex)[\s/>]/u.exec(plain) ?? []
  if (root === 'sitemapindex') throw new Refused(file, 'sitemap-index')
  if (root === undefined) throw new Refused(file, 'not-sitemap')
  const heads = headsOf(plain, prefix, file)
  if (heads.size === 0) throw new Refused(file, 'no-page')
  return [...heads].map(([head, hasPages]) => featureOf(head, hasPages))
}

/**
 * Without what is no part of the document, comments and instructions, and with the signs of CDATA written out.
 *
 * By hand: fast-xml-parser 5.12, which would read it, brings six more packages for the one element that is asked for.
 */
function withoutComments(text: string, file: string): string {
  const pieces: string[] = []
  const opening = /<!--|<\?|<!\[CDATA\[/g
  for (let at = 0; ; at = opening.lastIndex) {
    const found = opening.exec(text)
    pieces.push(text.slice(at, found?.index))
    if (found === null) return pieces.join('')
    const closing = found[0] === '<!--' ? '-->' : found[0] === '<?' ? '?>' : ']]>'
    const end = text.indexOf(closing, opening.lastIndex)
    if (end < 0) throw new Refused(file, 'not-sitemap')
    if (closing === ']]>') {
      pieces.push(text.slice(opening.lastIndex, end).replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    }
    opening.lastIndex = end + closing.length
  }
}

/**
 * The first segments of all pages, and whether pages lie below.
 *
 * @param prefix of the namespace, with its colon: `image:loc` is no page
 */
function headsOf(plain: string, prefix: string, file: string): ReadonlyMap<string, boolean> {
  const heads = new Map<string, boolean>()
  const pieces = plain.split('<')
  for (const [position, piece] of pieces.entries()) {
    const end = piece.indexOf('>')
    if (piece.slice(0, end).trimEnd() !== `${prefix}loc`) continue
    if (pieces[position + 1]?.startsWith('/') !== true) throw new Refused(file, 'not-sitemap')
    const [head = '', ...below] = segmentsOf(piece.slice(end + 1), file)
    heads.set(head, below.length > 0 || heads.get(head) === true)
    if (heads.size > MOST_FEATURES) throw new Refused(file, 'too-many')
  }
  return heads
}

function segmentsOf(written: string, file: string): readonly string[] {
  const address = written.replaceAll(/&[^&;]{1,7};/g, signOf)
  if (!URL.canParse(address.trim())) throw new Refused(file, 'not-sitemap')
  return new URL(address.trim()).pathname.split('/').filter((segment) => segment !== '')
}

/** What `&amp;`, `&#233;` or `&#xE9;` stands for. */
function signOf(entity: string): string {
  const code = entity.slice(1, -1)
  if (!/^#(?:x[\da-f]{1,5}|\d{1,6})$/i.test(code)) return ENTITIES.get(code) ?? entity
  return String.fromCodePoint(Number(code.slice(1).replace(/^x/i, '0x')))
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
