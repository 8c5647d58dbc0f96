/** Remembers some of the lines of a buffer, by their numbers. They are marked in order. */
export type LineMarks = {
  readonly clear: () => void
  readonly mark: (line: number) => void
  readonly has: (line: number) => boolean
}

const FIRST_MARKS = 64

export function createLineMarks(): LineMarks {
  let marks = new Int32Array(FIRST_MARKS)
  let length = 0
  return {
    clear: () => {
      length = 0
    },
    mark: (line) => {
      if (length === marks.length) {
        const wider = new Int32Array(2 * length)
        wider.set(marks)
        marks = wider
      }
      marks[length++] = line
    },
    has: (line) => {
      let [low, high] = [0, length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (marks[middle]! < line) low = middle + 1
        else high = middle
      }
      return low < length && marks[low] === line
    },
  }
}
