import type { TextColumn } from '../columns-text.ts'

/** Part of a report, whatever it is written as: a heading, sentences, a table. */
export type ReportSection = {
  readonly title: string
  readonly before?: readonly string[]
  readonly columns?: readonly TextColumn[]
  readonly rows?: readonly (readonly ReportCell[])[]
  readonly after?: readonly string[]
}

/** A text; or uses day by day, to be drawn small. */
export type ReportCell = string | { readonly series: Series }

/** What is hidden is drawn as none. */
type Series = readonly (number | undefined)[]

const BARS = '▁▂▃▄▅▆▇█'
const MOST_BARS = 14

/** A row of small bars, the last the newest: days, or as many of them together as make 14 bars at most. */
export function sparkline(series: Series): string {
  const bars = barsOf(series)
  const most = Math.max(...bars, 1)
  return bars.map((count) => BARS.charAt(Math.min(BARS.length - 1, Math.floor((count / most) * BARS.length)))).join('')
}

export function barsOf(series: Series): readonly number[] {
  const days = Math.max(1, Math.ceil(series.length / MOST_BARS))
  const first = series.length % days
  // The oldest days that fill no bar would look like a small one.
  return Array.from({ length: Math.floor(series.length / days) }, (_, bar) =>
    series.slice(first + bar * days, first + (bar + 1) * days).reduce<number>((sum, count = 0) => sum + count, 0),
  )
}
