import { FIELDS, SPAN, type Field } from '../../../domain/contracts.ts'

/** Keys from the outermost object to a value; a number is a position in an array: `['headers', 'Referer', 0]`. */
export type KeyPath = readonly (string | number)[]

/** Where each field stands in an object: several paths, the first that has a value wins. */
export type KeyMap = ReadonlyMap<Field, readonly KeyPath[]>

/** A place in the objects of a log that a key leads to. */
export type KeyNode = {
  /** Of the value here: where its span starts among the marks of a line; −1: passed over. */
  readonly mark: number
  /** The keys that lead on from here, by their length in bytes; nothing for lengths that none has. */
  readonly byLength: readonly (readonly Key[] | undefined)[]
  /** Capitals in a key of the log are as good as small letters. */
  readonly anyCase: boolean
  /** What the elements of an array here lead to. */
  readonly elements: readonly KeyNode[]
  /** The keys that stood here on the lines before, in their order: a guess, proven byte by byte. */
  readonly guesses: Guess[]
}

type Key = { readonly bytes: Uint8Array; readonly node: KeyNode }

/** `"status":` with the spaces around it, as it was written, and where it leads to. */
type Guess = { readonly view: DataView; length: number; misses: number; node: KeyNode }

/** A key map as the walk over a line needs it: candidate i has its marks at 2i and 2i + 1. */
type CompiledKeys = {
  readonly root: KeyNode
  /** Where the span of each candidate's field is; ordered by field, then by preference. */
  readonly spans: Int32Array
}

/** Where a key leads that nobody asked for. */
export const NOWHERE: KeyNode = { mark: -1, byLength: [], anyCase: false, elements: [], guesses: [] }

/**
 * @param more paths that are marked too, after the candidates of the map
 * @param anyCase the keys of the map are in small letters, those of the log in any
 */
export function compileKeys(map: KeyMap, more: readonly KeyPath[] = [], anyCase = false): CompiledKeys {
  const candidates = [...map].flatMap(([field, paths]) => paths.map((path) => ({ span: SPAN[field], path })))
  const paths = [...candidates.map(({ path }) => path), ...more]
  return {
    root: nodeOf(
      paths.map((rest, i) => ({ rest, mark: 2 * i })),
      anyCase,
    ),
    spans: Int32Array.from(candidates, ({ span }) => span),
  }
}

type Branch = { readonly rest: KeyPath; readonly mark: number }

function nodeOf(branches: readonly Branch[], anyCase: boolean): KeyNode {
  const byLength: Key[][] = []
  const elements: KeyNode[] = []
  for (const step of new Set(branches.flatMap(({ rest }) => rest.slice(0, 1)))) {
    const further = branches.flatMap(({ rest, mark }) => (rest[0] === step ? { rest: rest.slice(1), mark } : []))
    const node = nodeOf(further, anyCase)
    if (typeof step === 'number') elements[step] = node
    else {
      const bytes = new TextEncoder().encode(step)
      byLength[bytes.length] = [...(byLength[bytes.length] ?? []), { bytes, node }]
    }
  }
  return {
    mark: branches.find(({ rest }) => rest.length === 0)?.mark ?? -1,
    byLength: Array.from(byLength),
    anyCase,
    elements: Array.from(elements, (node: KeyNode | undefined) => node ?? NOWHERE),
    guesses: [],
  }
}

/** Paths as they are written, a space between those of one field: the first that has a value wins. */
export type WrittenKeys = Partial<Readonly<Record<Field, string>>>

export function keyMapOf(written: WrittenKeys): KeyMap {
  return new Map(
    FIELDS.flatMap((field) => {
      const paths = written[field]?.split(' ').map(parseKeyPath) ?? []
      return paths.length === 0 ? [] : [[field, paths] as const]
    }),
  )
}

/** What a line may have that others of the log do not. A duration is none of it: the first lines say what it counts. */
const OPTIONAL: readonly Field[] = ['query', 'bytes', 'referrer', 'agent', 'host']

/** The keys of fields that the first lines of a log do not have, and later ones may. */
export function laterKeys(known: KeyMap, found: KeyMap): KeyMap {
  return new Map([...known].filter(([field]) => OPTIONAL.includes(field) && !found.has(field)))
}

/** The fields that lines may have or not, of those that these keys give. */
export function optionalOf(keys: KeyMap): ReadonlySet<Field> {
  return new Set(OPTIONAL.filter((field) => keys.has(field)))
}

/** `request.headers.User-Agent[0]` → `['request', 'headers', 'User-Agent', 0]`: dots reach into objects, brackets into arrays. */
export function parseKeyPath(written: string): KeyPath {
  const parts = written.split(/[.[]/).filter(Boolean)
  return parts.map((part) => (/^\d{1,3}\]$/.test(part) ? Number(part.slice(0, -1)) : part))
}

/** The same keys, and the time in front where lines of this notation may have one. */
export function timedBy({ timeInFront }: Notation, keys: KeyMap): KeyMap {
  return timeInFront === undefined ? keys : new Map([...keys, ['time', [...(keys.get('time') ?? []), [timeInFront]]]])
}

/** Where a key of the log leads from here. */
export function lookUpKey({ byLength, anyCase }: KeyNode, bytes: Uint8Array, start: number, end: number): KeyNode {
  const length = end - start
  const keys = length < byLength.length ? byLength[length] : undefined
  if (keys !== undefined) for (const key of keys) if (isSame(key.bytes, bytes, start, anyCase)) return key.node
  return NOWHERE
}

function isSame(expected: Uint8Array, bytes: Uint8Array, at: number, anyCase: boolean): boolean {
  for (let i = 0; i < expected.length; i++) {
    const byte = bytes[at + i]!
    const isCapital = anyCase && byte >= 0x41 && byte <= 0x5a
    if ((isCapital ? byte | 0x20 : byte) !== expected[i]) return false
  }
  return true
}

/** How a line writes keys and their values. */
export type Notation = {
  /**
   * Walks over a line, and marks the values that the keys of the map lead to.
   *
   * @param marks start and end of each candidate's value; all −1 before
   * @returns −1 if the line fits; else the offset where it stopped to
   */
  readonly walk: (root: KeyNode, bytes: Uint8Array, start: number, end: number, marks: Int32Array) => number
  /** Where the key ends whose value starts at `value`. */
  readonly endOfKey: (bytes: Uint8Array, value: number) => number
  /** The same walk over what an application writes between its requests, passing by what is no pair; false: of another format. */
  readonly pass?: (root: KeyNode, bytes: Uint8Array, start: number, end: number, marks: Int32Array) => boolean
  /** The key by which a map names a time that stands in front of the pairs. */
  readonly timeInFront?: string
}
