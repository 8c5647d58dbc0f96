import {
  KERNEL_WAYS,
  type KernelKey,
  type KernelKeys,
  type KernelNode,
  type KernelStep,
  type KernelSteps,
} from '../domain/contracts.ts'
import {
  KEY,
  LAYOUT,
  LONGEST_KEY,
  LONGEST_LITERAL,
  LONGEST_TEXT,
  MOST_CANDIDATES,
  MOST_ELEMENTS,
  MOST_RECORDS,
  NODE,
  RECORD_BYTES,
  STEP,
} from './memory-layout.ts'

const LF = 0x0a

/** Writes steps where the kernel looks for them; false if they are too large. */
export function writeSteps(bytes: Uint8Array, { steps }: KernelSteps): boolean {
  if (steps.length > MOST_RECORDS || !steps.every(fitsRecord)) return false
  for (const [position, step] of steps.entries()) writeStep(bytes, LAYOUT.plan + position * RECORD_BYTES, step)
  return true
}

/** A line ends at the first LF, whatever a format says: the kernel looks for it where the last value ends. */
function fitsRecord({ literal, width }: KernelStep): boolean {
  return !literal.includes(LF) && literal.length <= LONGEST_LITERAL && width <= 0xff
}

function writeStep(bytes: Uint8Array, at: number, { way, literal, width, span, isOptional }: KernelStep): void {
  bytes[at] = KERNEL_WAYS.indexOf(way)
  bytes[at + STEP.literalLength] = literal.length
  bytes[at + STEP.width] = width
  bytes[at + STEP.span] = span
  bytes[at + STEP.isOptional] = isOptional ? 1 : 0
  bytes.set(literal, at + STEP.literal)
}

// A byte says which record: 0 leads nowhere, 1 is the root.
const MOST_NUMBERED = Math.min(MOST_RECORDS, 0x100)
const NOWHERE = 0

/** Writes the keys of JSON lines where the kernel looks for them; false if they are too many, or too long. */
export function writeKeys(bytes: Uint8Array, { root, spanOf, hidden, prefix }: KernelKeys): boolean {
  if (spanOf.length > MOST_CANDIDATES || hidden.length > LONGEST_TEXT || prefix.length > LONGEST_TEXT) return false
  if (!fitsRecords(root) || 1 + recordsOf(root) > MOST_NUMBERED) return false
  bytes.fill(0, LAYOUT.plan, LAYOUT.tuples)
  writeNode(bytes, root, 1)
  bytes.set(spanOf, LAYOUT.spanOf)
  bytes.set([hidden.length, ...hidden], LAYOUT.hidden)
  bytes.set([prefix.length, ...prefix], LAYOUT.prefix)
  return true
}

function fitsRecords({ byLength, elements }: KernelNode): boolean {
  if (elements.length > MOST_ELEMENTS || byLength.length > LONGEST_KEY + 1) return false
  return keysOf(byLength).every(({ node }) => fitsRecords(node)) && elements.every(fitsRecords)
}

/** Its own, those of its keys, and those of all nodes that they lead to. */
function recordsOf(node: KernelNode): number {
  const keys = keysOf(node.byLength)
  const further = [...keys.map((key) => key.node), ...node.elements].reduce((sum, next) => sum + recordsOf(next), 0)
  return 1 + keys.length + further
}

function keysOf(byLength: KernelNode['byLength']): readonly KernelKey[] {
  return byLength.flatMap((keys) => keys ?? [])
}

/** Writes a node and all that it leads to from record `number` on; gives the next free one. */
function writeNode(bytes: Uint8Array, { mark, byLength, elements }: KernelNode, number: number): number {
  const at = placeOf(number)
  let free = number + 1
  bytes[at] = mark < 0 ? 0 : mark / 2 + 1
  for (const [place, node] of elements.entries()) {
    if (isNowhere(node)) continue
    bytes[at + NODE.elements + place] = free
    free = writeNode(bytes, node, free)
  }
  for (const key of keysOf(byLength)) {
    const first = at + NODE.keys + key.bytes.length
    writeKey(bytes, key, free, bytes[first] ?? NOWHERE)
    bytes[first] = free
    free = writeNode(bytes, key.node, free + 1)
  }
  return free
}

/** The node that a key leads to stands in the record after it. */
function writeKey(bytes: Uint8Array, key: KernelKey, number: number, next: number): void {
  const at = placeOf(number)
  bytes[at] = number + 1
  bytes[at + KEY.next] = next
  bytes.set(key.bytes, at + KEY.bytes)
}

function isNowhere({ mark, byLength, elements }: KernelNode): boolean {
  return mark < 0 && byLength.length === 0 && elements.length === 0
}

function placeOf(number: number): number {
  return LAYOUT.plan + number * RECORD_BYTES
}
