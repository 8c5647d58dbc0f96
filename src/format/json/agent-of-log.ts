import { SPAN, SPANS_LENGTH, type Field } from '../../domain/contracts.ts'
import type { FirstBytes } from '../named-format.ts'
import { eachLine, find } from '../scan/find-bytes.ts'
import { jsonScanner, type JsonFormat } from './json-scanner.ts'

const AGENT = SPAN.agent

/** So many requests in a row without the key of the agent: it is not written, as clients that send none are few. */
const LEAST_REQUESTS = 20

/**
 * The format as this log has it, whose lines have a key for the agent where the client sent one: where no line of the first has it, and they
 * are enough, the log has no agents, nobody is told from a robot, and only what later lines have is believed.
 *
 * @param told how many requests without the key the looks at this log saw before, since one that had it
 * @param headers the key of the object that agent and referrer are in, which each line has: without it a single one tells
 */
export function withItsAgents(
  format: JsonFormat,
  first: FirstBytes | undefined,
  [before = 0]: readonly number[] = [],
  headers?: string,
): JsonFormat {
  if (first === undefined || !format.keys.has('agent')) return format
  const { requests, agents } = lookAt(format, first)
  if (agents > 0) return format
  const seen = Math.min(before + requests, LEAST_REQUESTS)
  const isHeadless = requests > 0 && headers !== undefined && !holds(first, `"${headers}":`)
  const told = { ...format, ...(seen > 0 && { told: [seen] }) }
  if (isHeadless) return without(told, ['agent', 'referrer'])
  return seen < LEAST_REQUESTS ? told : without(told, ['agent'])
}

function lookAt(format: JsonFormat, first: FirstBytes): { readonly requests: number; readonly agents: number } {
  const { scan } = jsonScanner(format)
  const spans = new Int32Array(SPANS_LENGTH)
  const seen = { requests: 0, agents: 0 }
  eachLine(first, (start, end) => {
    // One is enough.
    if (seen.agents > 0 || scan(first.bytes, start, end, spans) >= 0) return
    seen.requests++
    if (spans[AGENT]! >= 0) seen.agents++
  })
  return seen
}

function holds({ bytes, start, end }: FirstBytes, text: string): boolean {
  return find(bytes, start, end, new TextEncoder().encode(text)) >= 0
}

function without(format: JsonFormat, fields: readonly Field[]): JsonFormat {
  const has = ([field]: readonly [Field, unknown]): boolean => fields.includes(field)
  return {
    ...format,
    keys: new Map([...format.keys].filter((entry) => !has(entry))),
    later: new Map([...format.keys].filter(has)),
  }
}
