import type { AgentClass, AgentClassifier, ByteMemo, MemoSize } from '../domain/contracts.ts'
import { CLIENT } from '../domain/dictionary.ts'
import { clientOfAgent, NO_PURPOSE, purposeOfRobot } from './client-of-agent.ts'
import { familiesOfAgent, NO_FAMILIES } from './families-of-agent.ts'

const DASH = 0x2d
// Longer agents are never read.
const LONGEST_AGENT_BYTES = 1024
/** Of the memory for agents. 2 MiB: room for 10,000 agents of 200 bytes; real ones have 70 to 250. */
export const AGENTS_REMEMBERED: MemoSize = { mostEntries: 10_000, arenaBytes: 1 << 21 }
const UNKNOWN: AgentClass = { client: CLIENT.unknown, purpose: NO_PURPOSE, ...NO_FAMILIES }

/**
 * Tells agents apart: who asked, and for a human with what device, browser and system.
 *
 * Device, browser and system are `unknown` for every client but a human: nobody sat in front of a script, and a library
 * that names Android would count as a telephone.
 *
 * @param options.memo for agents and nothing else; without one each agent is read anew, 25 µs
 * @param options.families false where no table has a device, browser or system: those three are then `unknown`, and cost nothing
 */
export function createAgentClassifier(options: {
  readonly families: boolean
  readonly memo?: ByteMemo
}): AgentClassifier {
  const { memo = NO_MEMO } = options
  // One object a class, shared by all agents of it; the memo holds positions in this list.
  const classes: AgentClass[] = [UNKNOWN]

  return {
    known: {
      memo,
      classes,
      takeUp: (others) => {
        classes.splice(0, Infinity, ...others)
      },
    },
    classify(bytes, start, end) {
      const length = end - start
      if (length <= 0 || length > LONGEST_AGENT_BYTES || (length === 1 && bytes[start] === DASH)) return UNKNOWN
      const found = memo.find(bytes, start, end)
      if (found >= 0) return classes[found]!
      const position = positionOf(classes, readAgent(asSent(latin1(bytes, start, end)), options.families))
      memo.keep(bytes, start, end, position)
      return classes[position]!
    },
  }
}

const NO_MEMO: ByteMemo = { find: () => -1, keep: () => undefined, clear: () => undefined }

/** Some CDNs encode an agent twice. */
const MOST_CODINGS = 2

/**
 * The agent as the client sent it, where it shows that the log percent-encoded it as a whole: `%20` and not one space, or
 * `%2F` and not one slash, as forms are written, with `+` for a space. The name of an app alone may hold a `%20` of its own
 * (iOS), among spaces.
 */
function asSent(text: string): string {
  let sent = text
  for (let i = 0; i < MOST_CODINGS; i++) {
    const isForm = !sent.includes('/') && /%(?:25)?2f/i.test(sent)
    if (!isForm && (sent.includes(' ') || !/%(?:25)?20/.test(sent))) return sent
    sent = (isForm ? sent.replaceAll('+', ' ') : sent).replaceAll(/%[\da-f]{2}/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
  }
  return sent
}

function readAgent(text: string, families: boolean): AgentClass {
  try {
    const client = clientOfAgent(text)
    const purpose = client === CLIENT['ai-robot'] ? purposeOfRobot(text) : NO_PURPOSE
    return { client, purpose, ...(families && client === CLIENT.human ? familiesOfAgent(text) : NO_FAMILIES) }
  } catch {
    // What a library throws may quote the agent: it goes nowhere.
    return UNKNOWN
  }
}

function positionOf(classes: AgentClass[], wanted: AgentClass): number {
  const position = classes.findIndex(
    (known) =>
      known.client === wanted.client &&
      known.purpose === wanted.purpose &&
      known.device === wanted.device &&
      known.browser === wanted.browser &&
      known.os === wanted.os,
  )
  return position >= 0 ? position : classes.push(wanted) - 1
}

// A character a byte: never fails, whatever the bytes are, and all words that are looked for are ASCII.
function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
}
