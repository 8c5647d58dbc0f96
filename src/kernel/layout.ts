// Where what stands in the kernel's memory, in bytes; assembly/kernel.ts has the same figures.
const LINES = 4096
// More than a chunk of the source room has, which is 1 MiB and a line of 64 KiB. The kernel looks 15 bytes too far.
export const LINES_BYTES = 0x12_0000
const SLACK_BYTES = 64
/** A span from elsewhere that a memo is asked for: no line is longer. */
export const SCRATCH_BYTES = 0x1_0000

export const LAYOUT = {
  spans: 64,
  line: 160,
  plan: 256,
  lines: LINES,
  scratch: LINES + LINES_BYTES + SLACK_BYTES,
  memos: LINES + LINES_BYTES + SLACK_BYTES + SCRATCH_BYTES + SLACK_BYTES,
} as const

export const STEP = { size: 64, literalLength: 1, width: 2, span: 3, isOptional: 4, literal: 8 } as const
export const LONGEST_LITERAL = STEP.size - STEP.literal
export const MOST_STEPS = (LAYOUT.lines - LAYOUT.plan) / STEP.size

/** Positions of 32-bit words in the head of a memo. */
export const MEMO_HEAD = { mask: 0, shift: 1, mostEntries: 2, arena: 4, arenaBytes: 5 } as const
export const MEMO_HEAD_BYTES = 32
export const MEMO_SLOT_BYTES = 16
