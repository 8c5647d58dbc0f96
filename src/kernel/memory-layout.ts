// Where what stands in the kernel's memory, in bytes; assembly/layout.ts has the same figures.
const LINES = 0x1_5000
// More than a chunk or a piece of the source room has, which are 1 MiB and a line of 64 KiB. The kernel looks 63 bytes too far, and
// further where a value seems to end beyond the chunk: that is the scratch, and no line is taken for read there.
export const LINES_BYTES = 0x12_0000
const SLACK_BYTES = 64
const ROOM_BYTES = LINES_BYTES + SLACK_BYTES
/** A span from elsewhere that a memo is asked for: no line is longer. */
export const SCRATCH_BYTES = 0x1_0000
const PATH_KEY = LINES + 3 * ROOM_BYTES + SCRATCH_BYTES + SLACK_BYTES
/** Of the longest line each second byte may begin a segment. */
const PATH_KEY_BYTES = 4 * (SCRATCH_BYTES / 2)

export const LAYOUT = {
  spans: 64,
  line: 160,
  hour: 192,
  marks: 256,
  spanOf: 768,
  hidden: 832,
  prefix: 896,
  stack: 960,
  plan: 1152,
  tuples: 0x4800,
  tupleIndex: 0x1_0800,
  segment: 0x1_2800,
  guesses: 0x1_3000,
  rooms: [LINES, LINES + ROOM_BYTES, LINES + 2 * ROOM_BYTES],
  scratch: LINES + 3 * ROOM_BYTES,
  pathKey: PATH_KEY,
  memos: PATH_KEY + PATH_KEY_BYTES,
} as const

/** A step, a node of the keys of JSON lines, or a key. */
export const RECORD_BYTES = 64
export const MOST_RECORDS = (LAYOUT.tuples - LAYOUT.plan) / RECORD_BYTES

export const STEP = { literalLength: 1, width: 2, span: 3, isOptional: 4, literal: 8 } as const
export const LONGEST_LITERAL = RECORD_BYTES - STEP.literal

export const NODE = { elements: 8, keys: 16 } as const
export const KEY = { next: 1, bytes: 8 } as const
export const MOST_ELEMENTS = NODE.keys - NODE.elements
export const LONGEST_KEY = RECORD_BYTES - NODE.keys - 1
// Of the 64 marks one is for the key that tells requests.
export const MOST_CANDIDATES = 63
/** Of `hidden` and `prefix`, after the byte that says how long they are. */
export const LONGEST_TEXT = 63

export const TUPLE_BYTES = 24

/** Positions of 32-bit words in the head of a memo. */
export const MEMO_HEAD = { mask: 0, shift: 1, mostEntries: 2, arena: 4, arenaBytes: 5 } as const
export const MEMO_HEAD_BYTES = 32
export const MEMO_SLOT_BYTES = 16

/** A table of words: a head of 32-bit words, then its places. */
export const WORDS_HEAD = { mask: 0, shift: 1 } as const
export const WORDS_HEAD_BYTES = 16
export const WORD_PLACE_BYTES = 32
