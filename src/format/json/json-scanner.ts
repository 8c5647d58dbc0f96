import { SPAN, type Field, type FormatCaution, type LineScanner, type Spans } from '../../domain/contracts.ts'
import type { Aside } from '../separated/scan-columns.ts'
import { cautionsWithout, fieldsGiven } from '../scan/fields-given.ts'
import { readTimeByLooks } from '../time/read-time-by-looks.ts'
import { fieldChooser } from './choose-fields.ts'
import { compileKeys, optionalOf, type KeyMap, type KeyPath, type Notation } from './keys/key-map.ts'
import { JSON_OBJECT } from './walk-object.ts'

/** What a format of keys and values says of itself. */
export type JsonFormat = {
  readonly name: string
  readonly keys: KeyMap
  /** Of fields that the first lines do not have and later ones may; nothing but these lines speak of whether there is an agent, then. */
  readonly later?: KeyMap
  /** One JSON object a line if absent. */
  readonly notation?: Notation
  /** `offset` if absent. */
  readonly zone?: LineScanner['zone']
  /** `s` if absent. */
  readonly durationUnit?: LineScanner['durationUnit']
  readonly targetDecoded?: boolean
  readonly cautions?: readonly FormatCaution[]
  /** A value that stands for one that is not told. */
  readonly hidden?: string
  /** The keys by which its messages are told from objects of anybody else, as `messageTeller` has them. Absent: any object may be one. */
  readonly messages?: readonly string[]
  /** What the server says of itself, asked of lines that do not fit: so then is an object without method, target and status. */
  readonly isMessage?: NonNullable<LineScanner['isNotRequest']>
  /** The key by which requests are told from messages of the server, and how its value begins. */
  readonly requests?: { readonly path: KeyPath; readonly prefix: string }
  /** The key of a value that is no field of its own, and where it is put for the length of the line; no `requests` then. */
  readonly aside?: { readonly path: KeyPath; readonly place: Aside }
} & Pick<LineScanner, 'unitless' | 'unclear' | 'told'>

/** Makes the scanner of lines of keys and values. Nothing but the order of its keys is kept of a line. */
export function jsonScanner(format: JsonFormat): LineScanner {
  const { keys, later, requests, aside, notation = JSON_OBJECT } = format
  const read = later === undefined ? keys : new Map([...keys, ...later])
  const { walk, pass } = notation
  const { root, spans: spanOf } = compileKeys(
    read,
    [requests, aside].flatMap((beside) => (beside === undefined ? [] : [beside.path])),
  )
  const hidden = new TextEncoder().encode(format.hidden ?? '')
  const choose = fieldChooser(read, spanOf, hidden)
  const marks = new Int32Array(2 * spanOf.length + 2)
  const teller = 2 * spanOf.length
  const prefix = new TextEncoder().encode(requests?.prefix ?? '')
  const isJson = notation === JSON_OBJECT
  const fields = fieldsGiven(keys.keys())
  const has = (field: Field): boolean => keys.has(field)
  const isOwn = format.messages === undefined ? (): boolean => true : messageTeller(format.messages)

  function isMessage(bytes: Uint8Array): boolean {
    const from = marks[teller]!
    if (from < 0) return false
    let i = 0
    while (i < prefix.length && bytes[from + i] === prefix[i]) i++
    return i < prefix.length || from + i > marks[teller + 1]!
  }

  function scan(bytes: Uint8Array, start: number, end: number, spans: Spans): number {
    for (let i = 0; i < marks.length; i++) marks[i] = -1
    const stopped = walk(root, bytes, start, end, marks)
    if (aside !== undefined) {
      aside.place.start = marks[teller]!
      aside.place.end = marks[teller + 1]!
    }
    if (stopped >= 0) return stopped
    if (aside === undefined && isMessage(bytes)) return start
    return choose(bytes, marks, spans) ? -1 : end
  }

  // Asked of lines that do not fit: then an object without what makes a request is one more message.
  function isNotRequest(bytes: Uint8Array, start: number, end: number): boolean {
    marks.fill(-1)
    if (walk(root, bytes, start, end, marks) >= 0) return false
    const isNamed = marks[teller]! >= 0
    return (!isNamed || isMessage(bytes)) && isOwn(bytes, start, end, isNamed)
  }

  // The same where no key tells them apart.
  function isMessageOrOther(bytes: Uint8Array, start: number, end: number): boolean {
    marks.fill(-1)
    const isPassed = pass?.(root, bytes, start, end, marks) ?? walk(root, bytes, start, end, marks) < 0
    if (!isPassed) return format.isMessage?.(bytes, start, end) === true
    for (let i = 0; i < spanOf.length; i++) if (marks[2 * i]! >= 0 && isOfRequest(spanOf[i]!)) return false
    return isOwn(bytes, start, end, false)
  }

  return {
    name: format.name,
    fields,
    ...(later !== undefined && { byLine: optionalOf(read) }),
    zone: format.zone ?? 'offset',
    escapes: 'json',
    targetDecoded: format.targetDecoded ?? false,
    durationUnit: format.durationUnit ?? 's',
    bytesDash: 'absent',
    ...(isJson && { misfit: 'bad-json' }),
    ...settledOf(format),
    ...(requests !== undefined && { isNotRequest }),
    ...((format.isMessage !== undefined || pass !== undefined) && { isNotRequest: isMessageOrOther }),
    cautions: [
      ...(format.cautions ?? []),
      ...(has('request') || has('method') ? [] : (['no-method'] as const)),
      ...cautionsWithout(fields),
    ],
    scan,
    ...(isJson && aside === undefined && { kernelPlan: { root, spanOf, hasMethod: has('method'), hidden, prefix } }),
    readTime: readTimeByLooks,
  }
}

/** What the first lines decided, as far as they did. */
function settledOf({ unitless, unclear, told }: JsonFormat): Pick<LineScanner, 'unitless' | 'unclear' | 'told'> {
  return {
    ...(unitless !== undefined && { unitless }),
    ...(unclear !== undefined && { unclear }),
    ...(told !== undefined && { told }),
  }
}

function isOfRequest(span: number): boolean {
  return span === SPAN.request || span === SPAN.method || span === SPAN.target || span === SPAN.status
}

/** What no message has at its front, as whatever is logged of a request has. */
const OF_REQUESTS =
  'request request_line request_method method verb request_uri uri path url status status_code response_code response_status'

/**
 * Tells the messages that a server writes as JSON beside its requests from objects of anybody else.
 *
 * @param keys those that every message has, a space between them; several lists: all keys of one
 */
function messageTeller(
  keys: readonly string[],
): (bytes: Uint8Array, start: number, end: number, mayAskRequest: boolean) => boolean {
  const lists = keys.map((list) => list.split(' '))
  const own = [...new Set(lists.flat())]
  const foreign = OF_REQUESTS.split(' ').filter((key) => !own.includes(key))
  const { root } = compileKeys(
    new Map(),
    [...own, ...foreign].map((key) => [key]),
  )
  const marks = new Int32Array(2 * (own.length + foreign.length))
  const has = (key: string): boolean => marks[2 * own.indexOf(key)]! >= 0
  return (bytes, start, end, mayAskRequest) => {
    marks.fill(-1)
    if (JSON_OBJECT.walk(root, bytes, start, end, marks) >= 0 || !lists.some((list) => list.every(has))) return false
    return mayAskRequest || foreign.every((_, i) => marks[2 * (own.length + i)]! < 0)
  }
}
