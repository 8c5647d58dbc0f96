/** Remembers which lines of a buffer are set apart. Lines are marked from left to right. */
export type LineMarks = {
  readonly clear: () => void
  readonly mark: (start: number, end: number) => void
  /** True if `at` is in a line that was marked. */
  readonly has: (at: number) => boolean
}

const FIRST_MARKS = 64

export function createLineMarks(): LineMarks {
  let spans = new Int32Array(FIRST_MARKS)
  let length = 0
  return {
    clear: () => {
      length = 0
    },
    mark: (start, end) => {
      if (length === spans.length) {
        const wider = new Int32Array(2 * length)
        wider.set(spans)
        spans = wider
      }
      spans[length++] = start
      spans[length++] = end
    },
    has: (at) => {
      let [low, high] = [0, length / 2]
      while (low < high) {
        const middle = (low + high) >> 1
        if (spans[2 * middle + 1]! > at) high = middle
        else low = middle + 1
      }
      return 2 * low < length && spans[2 * low]! <= at
    },
  }
}
