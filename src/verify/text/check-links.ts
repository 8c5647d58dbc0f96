import { dirname, normalize } from 'node:path/posix'
import type { Report } from '../../domain/finding.ts'

/** What a text may lead to. */
export type LinkGround = {
  readonly paths: readonly string[]
  /** The folder of the other tier, if it is named. */
  readonly otherFolder: string | undefined
}

/** Every link of a page or a read-me leads to a file of the folder, to the other tier, or to an address of the web. */
export function checkLinks(file: string, text: string, ground: LinkGround, report: Report): void {
  const isPage = file.endsWith('.html')
  const linksIn = isPage ? htmlLinks : markdownLinks
  let isCode = false
  text.split('\n').forEach((line, position) => {
    // A block of code has no links, whatever stands in it.
    if (!isPage && line.startsWith('```')) isCode = !isCode
    if (isCode) return
    for (const target of linksIn(line)) {
      const code = faultOf(target, dirname(file), ground)
      if (code !== undefined) report({ code, file, line: position + 1, found: target })
    }
  })
}

/** What stands between `begin` and `end`, again and again. Regular expressions for it take too long on hostile lines. */
function* between(line: string, begin: string, end: string): Generator<string, void, undefined> {
  let at = line.indexOf(begin)
  while (at >= 0) {
    const start = at + begin.length
    at = line.indexOf(begin, start)
    const piece = line.slice(start, at < 0 ? line.length : at)
    yield piece.slice(0, piece.includes(end) ? piece.indexOf(end) : MOST_SIGNS)
  }
}

/** No address is longer. */
const MOST_SIGNS = 4_096

function* htmlLinks(line: string): Generator<string, void, undefined> {
  for (const begin of ['href="', 'src="']) for (const target of between(line, begin, '"')) yield unescaped(target)
}

// `](<address>)` or `](path)`; in code and in text of the operator brackets are escaped.
function* markdownLinks(line: string): Generator<string, void, undefined> {
  const plain = line.replaceAll(/\\./g, '')
  for (const target of between(plain, '](', ')'))
    yield target.startsWith('<') ? target.slice(1).replace(/>$/, '') : target
}

function faultOf(
  target: string,
  folder: string,
  { paths, otherFolder }: LinkGround,
): 'LINK_BROKEN' | 'LINK_OUTSIDE' | undefined {
  if (/^(?:https?:\/\/\S+|mailto:\S+|data:,)$/.test(target)) return undefined
  if (otherFolder !== undefined && target.startsWith(`../${otherFolder}/`)) return undefined
  const path = target.split('#')[0] ?? ''
  const place = normalize(`${folder}/${path}`)
  if (isElsewhere(path, place)) return 'LINK_OUTSIDE'
  return path === '' || paths.includes(place) ? undefined : 'LINK_BROKEN'
}

function isElsewhere(path: string, place: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(path) || place.split('/').includes('..')
}

// As the page writes the five signs that it must not hold.
function unescaped(text: string): string {
  return text.replaceAll(/&#(\d{1,3});/g, (_, code: string) => String.fromCharCode(Number(code)))
}
