import { SPAN, type Field } from '../../domain/contracts.ts'

/** What a label of LTSV gives; a label that is not here is passed over: `host` is the client's address. */
export type Label = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly field: Field
  readonly span: number
  /** Preferred over another label of the same field on one line; the higher wins. */
  readonly rank: number
  /** One bit a label. */
  readonly bit: number
}

const NAMES: readonly (readonly [string, Field, rank: number])[] = [
  ['time', 'time', 0],
  ['req', 'request', 0],
  ['method', 'method', 0],
  ['uri', 'target', 0],
  ['protocol', 'protocol', 0],
  ['status', 'status', 0],
  ['size', 'bytes', 0],
  ['referer', 'referrer', 0],
  ['ua', 'agent', 0],
  ['vhost', 'host', 0],
  ['apptime', 'duration', 0],
  ['reqtime_microsec', 'duration', 1],
  ['reqtime', 'duration', 2],
]

export const LABELS: readonly Label[] = NAMES.map(([name, field, rank], position) => ({
  name,
  bytes: new TextEncoder().encode(name),
  field,
  span: SPAN[field],
  rank,
  bit: 1 << position,
}))

const LONGEST = Math.max(...LABELS.map(({ bytes }) => bytes.length))
const BY_LENGTH: readonly (readonly Label[])[] = Array.from({ length: LONGEST + 1 }, (_, length) =>
  LABELS.filter(({ bytes }) => bytes.length === length),
)

/** The label `bytes[from…to)`; undefined: none that says anything. */
export function labelAt(bytes: Uint8Array, from: number, to: number): Label | undefined {
  if (to - from > LONGEST) return undefined
  for (const label of BY_LENGTH[to - from]!) if (isLabel(label.bytes, bytes, from)) return label
  return undefined
}

function isLabel(label: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < label.length; i++) if (bytes[from + i] !== label[i]) return false
  return true
}
