import { SPAN, type LineScanner } from '../../domain/contracts.ts'
import { FROM_WORDS, indexOf, METHOD, REFERRER, type FromIndex } from '../../domain/dictionary.ts'
import {
  livesOn,
  NO_FATES,
  pathVerdict,
  type PathRequest,
  type ReadRequest,
  type RequestRules,
} from '../judge-request.ts'
import type { MutableHit } from '../mutable-hit.ts'
import { targetReader } from './read-target.ts'
import { requestBuffer } from '../request-buffer.ts'

const REFERRER_SPAN = SPAN.referrer
const { none: NO_REFERRER, internal: INTERNAL } = REFERRER
const GET = new TextEncoder().encode('GET')

type Asked = Pick<RequestRules, 'features' | 'matcher' | 'ignore'> & {
  readonly scanner: LineScanner
  readonly caseInsensitive: boolean
}

/**
 * Makes the reader of where requests of one log came from: the referrer of a page of the service is normalised and matched
 * like a request for it, and then gone. What is left is a position among the features, or in FROM_WORDS after them.
 */
export function fromReader(options: Asked): (request: ReadRequest, hit: MutableHit) => FromIndex {
  const { scanner, features, caseInsensitive } = options
  const [none, inside, outside] = FROM_WORDS.map((_, position) => indexOf<'from'>(features.length + position))
  const target = requestBuffer()
  target.methodBytes = GET
  target.methodEnd = GET.length
  const targets = targetReader({ escapes: scanner.escapes, decoded: false, caseInsensitive })
  const asked: PathRequest = {
    target,
    pathEnd: -1,
    writing: targets.writing,
    split: () => {
      target.queryStart = -1
      targets.split(target)
    },
  }

  return ({ bytes, spans }, { referrer, day }) => {
    if (referrer !== INTERNAL) return referrer === NO_REFERRER ? none! : outside!
    // With a host of the service it is an absolute address, to this reader too.
    targets.read(bytes, spans[REFERRER_SPAN]!, spans[REFERRER_SPAN + 1]!, target)
    const feature = pathVerdict(options, asked, METHOD.GET) - NO_FATES
    return feature >= 0 && livesOn(features[feature]!, day) ? indexOf<'from'>(feature) : inside!
  }
}
