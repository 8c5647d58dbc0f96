// Where what stands in the memory: src/kernel/memory-layout.ts has the same figures, and a test compares them.
export const SPANS: usize = 64
export const LINE: usize = 160
export const HOUR: usize = 192
export const MARKS: usize = 256
export const SPAN_OF: usize = 768
export const HIDDEN: usize = 832
export const PREFIX: usize = 896
export const STACK: usize = 960
export const PLAN: usize = 1152
export const TUPLES: usize = 0x4800
export const TUPLE_INDEX: usize = 0x10800
export const SEGMENT: usize = 0x12800
export const GUESSES: usize = 0x13000
export const PATH_KEY: usize = 0x385100

/** No line has more: of two bytes each. */
export const MOST_SEGMENTS: u32 = 0x8000
/** Longer segments are not decoded. */
export const SEGMENT_SIZE: usize = 1024

/** A step of a plan, a node of the keys, a key. */
export const RECORD_SIZE: usize = 64

// Positions of fields in the table of spans: SPAN in src/domain/contracts.ts.
export const TIME: usize = 0
export const REQUEST: usize = 2
export const METHOD: usize = 4
export const TARGET: usize = 6
export const QUERY: usize = 8
export const PROTOCOL: usize = 10
export const STATUS: usize = 12
export const BYTES: usize = 14
export const REFERRER: usize = 16
export const AGENT: usize = 18
export const HOST: usize = 20

// Positions in the lists of src/domain/dictionary.ts.
export const NO_REFERRER: i32 = 1
export const OTHER_REFERRER: i32 = 5

export const ABSENT: i32 = -1
