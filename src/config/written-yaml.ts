import { isAlias, isMap, isNode, isScalar, isSeq, type Document } from 'yaml'
import type { Place, Written } from '../domain/place.ts'

export type Path = readonly PropertyKey[]

/** A file as values, and where each of them is written. */
export type WrittenYaml = {
  readonly value: unknown
  readonly has: (path: Path) => boolean
  /** Of what stands at the path, or nearest above it. */
  readonly placeOf: (path: Path) => Place
  readonly placeOfKey: (path: Path) => Place
  /** A text without its quotes, the source of anything else. */
  readonly textOf: (path: Path) => string
  /** A text; undefined for anything else. */
  readonly stringAt: (path: Path) => string | undefined
  /** How many entries a list has; 0 for anything else. */
  readonly lengthOf: (path: Path) => number
}

type Reached = { readonly node: unknown; readonly key?: unknown; readonly found: boolean }

export function writtenYaml(
  value: unknown,
  document: Document.Parsed,
  source: string,
  placeAt: (offset: number) => Place,
): WrittenYaml {
  const walk = (path: Path) => walkTo(path, document)
  const stringAt = (path: Path) => {
    const node = aimOf(walk(path).node, document)
    return isScalar(node) && typeof node.value === 'string' ? node.value : undefined
  }
  return {
    value,
    has: (path) => walk(path).found,
    placeOf: (path) => placeAt(rangeOf(walk(path).node).start),
    placeOfKey: (path) => placeAt(rangeOf(walk(path).key).start),
    textOf: (path) => {
      const { start, end } = rangeOf(walk(path).node)
      return stringAt(path) ?? source.slice(start, end)
    },
    stringAt,
    lengthOf: (path) => {
      const node = aimOf(walk(path).node, document)
      return isSeq(node) ? node.items.length : 0
    },
  }
}

function walkTo(path: Path, document: Document.Parsed): Reached {
  let reached: Reached = { node: document.contents, found: true }
  for (const step of path) {
    const next = stepInto(aimOf(reached.node, document), step)
    if (next === undefined) return { ...reached, found: false }
    reached = next
  }
  return reached
}

function stepInto(node: unknown, step: PropertyKey): Reached | undefined {
  if (isSeq(node) && typeof step === 'number') return { node: node.items[step], found: step < node.items.length }
  if (!isMap(node)) return undefined
  // Of a key that is given twice, the value is that of the last.
  const pair = node.items.findLast(({ key }) => isScalar(key) && key.value === step)
  return pair && { node: pair.value ?? pair.key, key: pair.key, found: true }
}

/** What an alias stands for. */
function aimOf(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function rangeOf(node: unknown): { readonly start: number; readonly end: number } {
  const [start, end] = (isNode(node) ? node.range : undefined) ?? [0, 0]
  return { start, end }
}

/** One text or a list of them, each with its place. */
export function eachWritten(
  texts: string | readonly string[],
  at: Path,
  yaml: WrittenYaml,
): readonly Written<string>[] {
  if (typeof texts === 'string') return [written(texts, at, yaml)]
  return texts.map((text, i) => written(text, [...at, i], yaml))
}

export function written<T>(value: T, at: Path, yaml: WrittenYaml): Written<T> {
  return { value, place: yaml.placeOf(at) }
}

/** `features[2].match`; a key of no sign is `""`. */
export function keyText(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step) || '""'}`))
  return oneLine(steps.join('').replace(/^\./, ''))
}

/** What the operator wrote, fit for a message: on one line, of at most 80 characters. */
export function oneLine(written: string): string {
  return written
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(.{80}).*$/u, '$1')
}
