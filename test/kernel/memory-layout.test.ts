import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LINE_LENGTH, PATH_WRITING, SPAN, SPANS_LENGTH } from '../../src/domain/contracts.ts'
import { METHODS, REFERRER } from '../../src/domain/dictionary.ts'
import { ASSET_EXTENSIONS, PATTERN_KINDS } from '../../src/domain/feature.ts'
import { READ_BYTES } from '../../src/source/cut-lines.ts'
import { PIECE_ROOM } from '../../src/source/share-pieces.ts'
import * as layout from '../../src/kernel/memory-layout.ts'

const { KEY, LAYOUT, LONGEST_KEY, LONGEST_TEXT, MOST_CANDIDATES, MOST_ELEMENTS, NODE, RECORD_BYTES, STEP } = layout

/** The constants of a file of the kernel. */
function figuresOf(file: string): Record<string, number> {
  const source = readFileSync(new URL(`../../assembly/${file}`, import.meta.url), 'utf8')
  const figures: Record<string, number> = {}
  for (const line of source.split('\n')) {
    const [first, name, , , value] = line.replace('export ', '').split(/[ :]+/)
    if (first === 'const' && name !== undefined) figures[name] = Number(value)
  }
  return figures
}

describe('both sides of the kernel know the same figures', () => {
  it('where what stands in its memory', () => {
    const { spans, line, hour, marks, spanOf, hidden, prefix, stack, plan } = LAYOUT
    const { tuples, tupleIndex, pathKey, segment, guesses } = LAYOUT
    expect(figuresOf('layout.ts')).toMatchObject({
      SPANS: spans,
      LINE: line,
      HOUR: hour,
      MARKS: marks,
      SPAN_OF: spanOf,
      HIDDEN: hidden,
      PREFIX: prefix,
      STACK: stack,
      PLAN: plan,
      TUPLES: tuples,
      TUPLE_INDEX: tupleIndex,
      PATH_KEY: pathKey,
      SEGMENT: segment,
      GUESSES: guesses,
      RECORD_SIZE: RECORD_BYTES,
    })
  })

  it('the fields', () => {
    const { time, request, method, target, query, protocol, status, bytes, referrer, agent, host } = SPAN
    expect(figuresOf('layout.ts')).toMatchObject({
      TIME: time,
      REQUEST: request,
      METHOD: method,
      TARGET: target,
      QUERY: query,
      PROTOCOL: protocol,
      STATUS: status,
      BYTES: bytes,
      REFERRER: referrer,
      AGENT: agent,
      HOST: host,
    })
  })

  it('words of closed lists', () => {
    const { none, other } = REFERRER
    expect(figuresOf('layout.ts')).toMatchObject({ NO_REFERRER: none, OTHER_REFERRER: other })
    expect(METHODS.slice(0, 7)).toEqual(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
  })

  it('what patterns tell of segments', () => {
    const { decoded, caseless } = PATH_WRITING
    expect(figuresOf('path.ts')).toMatchObject({ IS_DECODED: decoded, IS_CASELESS: caseless })
    const { INT, UUID, DATE, SLUG, LONGEST_EXTENSION } = figuresOf('segment.ts')
    expect([INT, UUID, DATE, SLUG]).toEqual(PATTERN_KINDS.map((_, position) => 2 ** position))
    expect(LONGEST_EXTENSION).toBe(Math.max(...ASSET_EXTENSIONS.map(({ length }) => length)))
    expect(figuresOf('words.ts')).toMatchObject({
      MASK: 4 * layout.WORDS_HEAD.mask,
      SHIFT: 4 * layout.WORDS_HEAD.shift,
      HEAD_SIZE: layout.WORDS_HEAD_BYTES,
      PLACE_SIZE: layout.WORD_PLACE_BYTES,
    })
  })

  it('steps, nodes and keys', () => {
    expect(figuresOf('known.ts')).toMatchObject({ TUPLE_SIZE: layout.TUPLE_BYTES, PLACES: 2 ** 12, PLACES_BITS: 12 })
    expect(figuresOf('steps.ts')).toMatchObject({
      WAY: 0,
      LITERAL_LENGTH: STEP.literalLength,
      WIDTH: STEP.width,
      SPAN: STEP.span,
      IS_OPTIONAL: STEP.isOptional,
      LITERAL: STEP.literal,
    })
    expect(figuresOf('json/walk-object.ts')).toMatchObject({
      NODE_ELEMENTS: NODE.elements,
      NODE_KEYS: NODE.keys,
      KEY_NEXT: KEY.next,
      KEY_BYTES: KEY.bytes,
      MOST_ELEMENTS,
      MOST_KEY_BYTES: LONGEST_KEY + 1,
    })
  })

  it('nothing stands where something else does', () => {
    const { MOST_DEPTH = Infinity, LEVEL_SIZE = Infinity } = figuresOf('json/walk-object.ts')
    const { LEVELS = Infinity, MOST_GUESSES = Infinity, GUESS_SIZE = Infinity } = figuresOf('json/guess.ts')
    const rooms = [
      [LAYOUT.spans, 4 * SPANS_LENGTH],
      [LAYOUT.line, 4 * LINE_LENGTH],
      [LAYOUT.hour, 32],
      [LAYOUT.marks, 8 * (MOST_CANDIDATES + 1)],
      [LAYOUT.spanOf, MOST_CANDIDATES],
      [LAYOUT.hidden, 1 + LONGEST_TEXT],
      [LAYOUT.prefix, 1 + LONGEST_TEXT],
      [LAYOUT.stack, MOST_DEPTH * LEVEL_SIZE],
      [LAYOUT.plan, layout.MOST_RECORDS * RECORD_BYTES],
      [LAYOUT.tuples, figuresOf('known.ts')['MOST_TUPLES']! * layout.TUPLE_BYTES],
      [LAYOUT.tupleIndex, 2 * figuresOf('known.ts')['PLACES']!],
      // Compared words are looked at 15 bytes too far.
      [LAYOUT.segment, figuresOf('layout.ts')['SEGMENT_SIZE']! + 15],
      [LAYOUT.guesses, LEVELS * MOST_GUESSES * GUESS_SIZE],
      ...LAYOUT.rooms.map((room) => [room, layout.LINES_BYTES + 63] as const),
      [LAYOUT.scratch, layout.SCRATCH_BYTES + 63],
      [LAYOUT.pathKey, 4 * figuresOf('layout.ts')['MOST_SEGMENTS']!],
      [LAYOUT.memos, 0],
    ] as const
    for (const [i, [start]] of rooms.entries()) {
      const [before, size] = rooms[i - 1] ?? [0, 0]
      expect(before + size).toBeLessThanOrEqual(start)
    }
    expect(layout.LINES_BYTES).toBeGreaterThan(READ_BYTES + PIECE_ROOM)
    expect(KEY.bytes + LONGEST_KEY).toBeLessThanOrEqual(RECORD_BYTES)
  })
})
