import { METHODS } from '../../domain/dictionary.ts'
import { KNOWN_METHODS } from './known-methods.ts'
import { nearestOf } from './nearest-of.ts'
import { parseConditions } from './parse-conditions.ts'
import { parseSegments } from './parse-segments.ts'
import { faultAt, isFault, piecesOf, type Fault, type Piece } from './piece.ts'
import type { Pattern } from './route.ts'

/** Reads `GET,POST www.example.fr/path/:name?key=value`: methods, host and query may be missing. */
export function parsePattern(text: string, caseInsensitive: boolean): Pattern | Fault {
  const fragment = text.indexOf('#')
  if (fragment >= 0) return faultAt('fragment', fragment)
  const { methodsPiece, hostPiece, pathPiece, queryPiece } = cutPattern(text)

  const methods = methodsPiece && parseMethods(methodsPiece)
  if (isFault(methods)) return methods
  if (pathPiece === undefined) return faultAt('must-start-with-slash', hostPiece.at)
  // `//host/path` is how a page names another host; a path that begins so would be one of the service's own.
  if (hostPiece.text === '' && pathPiece.text.startsWith('//')) return faultAt('two-slashes', pathPiece.at)
  const host = parseHost(hostPiece)
  if (isFault(host)) return host
  const segments = parseSegments(pathPiece, caseInsensitive)
  if (isFault(segments)) return segments
  const conditions = queryPiece === undefined ? [] : parseConditions(queryPiece)
  if (isFault(conditions)) return conditions
  return { methods, host, segments, conditions }
}

function cutPattern(text: string) {
  const query = text.indexOf('?')
  const end = query < 0 ? text.length : query
  const slash = text.slice(0, end).indexOf('/')
  const head = text.slice(0, slash < 0 ? end : slash)
  const space = head.lastIndexOf(' ')
  const hostPiece: Piece = { text: head.slice(space + 1), at: space + 1 }
  return {
    methodsPiece: space < 0 ? undefined : { text: head.slice(0, space), at: 0 },
    hostPiece,
    pathPiece: slash < 0 ? undefined : { text: text.slice(slash, end), at: slash },
    queryPiece: query < 0 ? undefined : { text: text.slice(query + 1), at: query + 1 },
  }
}

// The same letters as in a log: whatever is no method there never matches, and `GTE` would be 0 for ever.
function parseMethods(piece: Piece): readonly string[] | Fault {
  const methods = new Set<string>()
  for (const { text, at } of piecesOf(piece, ',')) {
    const method = text.trim()
    if (!/^[A-Z][A-Z_-]{0,19}$/.test(method)) return faultAt('bad-method', at)
    if (!KNOWN_METHODS.has(method)) return withNearest(faultAt('unknown-method', at), nearestOf(method, METHODS))
    methods.add(method)
  }
  return [...methods]
}

// A forgotten slash is commoner than a host of one label: without a dot it is no host, `localhost` excepted.
function parseHost({ text, at }: Piece): string | undefined | Fault {
  if (text === '') return undefined
  if (text !== 'localhost' && !/[.:]/.test(text)) return faultAt('must-start-with-slash', at)
  const host = text.toLowerCase()
  const isHost = host.split('.').every((label) => /^[\da-z_](?:[\da-z_-]*[\da-z_])?$/.test(label))
  return isHost ? host : withNearest(faultAt('bad-host', at), asciiHost(host))
}

/** A name with other letters, as the network knows it. */
function asciiHost(host: string): string | undefined {
  const address = `http://${host}/`
  const ascii = URL.canParse(address) ? new URL(address).hostname : ''
  return ascii.includes('xn--') ? ascii : undefined
}

function withNearest(fault: Fault, nearest: string | undefined): Fault {
  return nearest === undefined ? fault : { ...fault, nearest }
}
