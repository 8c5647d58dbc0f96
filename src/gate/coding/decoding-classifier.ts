import type { AgentClassifier, AgentCoding, LineScanner } from '../../domain/contracts.ts'
import { undoCodes } from './undo-escapes.ts'
import { undoJson } from './undo-json.ts'

const BACKSLASH = 0x5c

const PLUS = 0x2b
const SPACE = 0x20
const PERCENT = 0x25
/** A line has at most 65,536 bytes. */
const MOST_BYTES = 65536

/**
 * The classifier of the agents of one log, as the log writes them. It is the one that is given where they stand as they
 * were sent; else it is asked for the decoded agent, in a buffer that is overwritten by the next.
 */
export function decodingClassifier(scanner: LineScanner, given: AgentClassifier): AgentClassifier {
  const agents = { ...given, classify: unescaping(scanner, given.classify) }
  if (scanner.agentCoding === undefined) return agents
  const decoded = new Uint8Array(MOST_BYTES)
  return {
    classify(bytes, start, end) {
      // Asked for each agent: a header may change it.
      return agents.classify(decoded, 0, decodeAgent(scanner.agentCoding, bytes, start, end, decoded))
    },
  }
}

/** What reads a text of a log, handed it without the escapes of JSON: PHP writes each `/` as `\/`. Few texts have any. */
export function unescaping<T>(
  { escapes }: Pick<LineScanner, 'escapes'>,
  read: (bytes: Uint8Array, start: number, end: number) => T,
): (bytes: Uint8Array, start: number, end: number) => T {
  if (escapes !== 'json') return read
  const unescaped = new Uint8Array(MOST_BYTES)
  return (bytes, start, end) => {
    let at = start
    while (at < end && bytes[at] !== BACKSLASH) at++
    return at === end ? read(bytes, start, end) : read(unescaped, 0, undoJson(bytes, start, end, unescaped))
  }
}

/** Writes the decoded agent to `out`; gives its length, at most `end − start`. */
function decodeAgent(
  coding: AgentCoding | undefined,
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
): number {
  if (coding === 'percent') {
    // CloudFront encodes some agents twice. What was encoded once and has no code left stays as it is.
    const once = undoCodes(PERCENT, bytes, start, end, out)
    return undoCodes(PERCENT, out, 0, once, out)
  }
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    out[length++] = byte === PLUS && coding === 'plus' ? SPACE : byte
  }
  return length
}
