import {
  SPAN,
  SPANS_LENGTH,
  type DurationUnit,
  type Field,
  type LineScanner,
  type Spans,
} from '../../../domain/contracts.ts'
import type { FirstBytes, NamedFormat } from '../../named-format.ts'
import { cautionsWithout, fieldsGiven } from '../../scan/fields-given.ts'
import { eachLine } from '../../scan/find-bytes.ts'
import { splitRequest } from '../../scan/split-request.ts'
import { readTimeByLooks } from '../../time/read-time-by-looks.ts'
import { clearAbsent } from '../../separated/clear-absent.ts'

// Labelled tab-separated values (ltsv.org), in any order. `host` is the client's address, `vhost` the host.
export const LTSV: NamedFormat = {
  name: 'ltsv',
  aliases: [],
  samples: [
    [
      ...['time:10/Mar/2026:09:31:24 +0100', 'host:203.0.113.7', 'vhost:www.example.fr'],
      ...[
        'req:GET /simulateur?age=LEAK HTTP/1.1',
        'status:200',
        'size:3126',
        'referer:https://www.example.org/',
        'ua:curl/8.5.0',
      ],
      ...['user:LEAK-user', 'reqtime:0.046'],
    ].join('\t'),
  ],
  make: makeLtsv,
  lacks: {
    query: 'in-target',
    bytes: 'by-key',
    referrer: 'by-key',
    agent: 'by-key',
    host: 'by-key',
    duration: 'by-key',
  },
}

const { time: TIME, request: REQUEST, target: TARGET, status: STATUS, agent: AGENT, duration: DURATION } = SPAN
const TAB = 0x09
const COLON = 0x3a
const MICROSECONDS_RANK = 1

/**
 * Makes the scanner of one log in labelled tab-separated values, `label:value`, in any order.
 *
 * Hint: its fields are those of the labels seen up to now, those of the first lines in `first` included.
 */
function makeLtsv(first?: FirstBytes): LineScanner {
  // One bit a label.
  let seen = 0
  let unit: DurationUnit = 's'
  let fields = fieldsOf(ALL_BITS)
  let fieldsOfSeen = 0

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    spans.fill(-1)
    let rank = -1
    let bits = 0
    for (let at = start; at < end;) {
      // 1. label
      let colon = at
      while (colon < end && bytes[colon] !== COLON && bytes[colon] !== TAB) colon++
      if (colon === end || bytes[colon] === TAB) return at
      // 2. value
      let stop = colon + 1
      while (stop < end && bytes[stop] !== TAB) stop++
      const label = labelAt(bytes, at, colon)
      at = stop + 1
      if (label === undefined) continue
      bits |= label.bit
      const span = label.span
      // 3. the first of two equal labels, the best of three durations
      if (span === DURATION ? label.rank <= rank : spans[span] !== -1) continue
      if (span === DURATION) rank = label.rank
      spans[span] = colon + 1
      spans[span + 1] = stop
    }
    if (spans[TIME]! < 0 || spans[STATUS]! < 0 || (spans[REQUEST]! < 0 && spans[TARGET]! < 0)) return end
    seen |= bits
    unit = rank === MICROSECONDS_RANK ? 'us' : 's'
    if (spans[REQUEST]! >= 0) splitRequest(bytes, spans[REQUEST]!, spans[REQUEST + 1]!, spans)
    return clearAllButAgent(bytes, spans)
  }

  // An absent agent is not written by everyone, so one line does not tell.
  const spans = new Int32Array(SPANS_LENGTH)
  if (first !== undefined) eachLine(first, (start, end) => void scan(first.bytes, start, end, spans))

  const fieldsNow = (): ReadonlySet<Field> => {
    if (seen !== fieldsOfSeen) fields = fieldsOf(seen)
    fieldsOfSeen = seen
    return fields
  }

  return {
    name: 'ltsv',
    get fields() {
      return fieldsNow()
    },
    byLine: BY_LINE,
    zone: 'offset',
    escapes: 'backslash',
    targetDecoded: false,
    get durationUnit() {
      return unit
    },
    bytesDash: 'zero',
    get cautions() {
      return cautionsWithout(fieldsNow())
    },
    scan,
    readTime: readTimeByLooks,
  }
}

const BY_LINE: ReadonlySet<Field> = new Set(['bytes', 'referrer', 'agent', 'host', 'duration'])

/** An empty agent tells a robot, none at all nobody. */
function clearAllButAgent(bytes: Uint8Array, spans: Spans): number {
  const agent = spans[AGENT]!
  const misfit = clearAbsent(bytes, spans)
  spans[AGENT] = agent
  return misfit
}

function fieldsOf(bits: number): ReadonlySet<Field> {
  return fieldsGiven(LABELS.flatMap(({ bit, field }) => ((bits & bit) === 0 ? [] : [field])))
}

/** What a label of LTSV gives; a label that is not here is passed over: `host` is the client's address. */
type Label = {
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

const LABELS: readonly Label[] = NAMES.map(([name, field, rank], position) => ({
  name,
  bytes: new TextEncoder().encode(name),
  field,
  span: SPAN[field],
  rank,
  bit: 1 << position,
}))

const ALL_BITS = (1 << LABELS.length) - 1
const LONGEST = Math.max(...LABELS.map(({ bytes }) => bytes.length))
const BY_LENGTH: readonly (readonly Label[])[] = Array.from({ length: LONGEST + 1 }, (_, length) =>
  LABELS.filter(({ bytes }) => bytes.length === length),
)

/** The label `bytes[from…to)`; undefined: none that says anything. */
function labelAt(bytes: Uint8Array, from: number, to: number): Label | undefined {
  if (to - from > LONGEST) return undefined
  for (const label of BY_LENGTH[to - from]!) if (isLabel(label.bytes, bytes, from)) return label
  return undefined
}

function isLabel(label: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < label.length; i++) if (bytes[from + i] !== label[i]) return false
  return true
}
