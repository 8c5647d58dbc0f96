import type { Statement } from 'better-sqlite3'

/** The rows of a question, asked once until they change: a run asks nine times for the spans of what was published. */
export function remembered<Row>(question: Statement<[], Row>): {
  readonly all: () => readonly Row[]
  readonly forget: () => void
} {
  let rows: readonly Row[] | undefined
  return {
    all: () => (rows ??= question.all()),
    forget: () => {
      rows = undefined
    },
  }
}
