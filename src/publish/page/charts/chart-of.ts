import { html, type Html } from '../html.ts'
import type { Drawn, Series } from '../series/series.ts'
import { bars } from './bars.ts'
import { breakLines, lane } from './lane.ts'
import { line } from './line.ts'
import { HEIGHT } from './scale.ts'

/** The chart of a feature, stretched to its column; all its words are in `title`. */
export function chartOf({ slots, breaks }: Series, { partial, missing }: Drawn, title: string): Html {
  const dense = isDense(slots.length)
  const greatest = Math.max(0, ...slots.map((slot) => (slot.state === 'shown' ? slot.count : 0)))
  const figures = dense ? line(slots, greatest) : bars(slots, partial, greatest)
  return html`<svg role="img" viewBox="0 0 ${slots.length} ${HEIGHT}" preserveAspectRatio="none">
    <title>${title}</title>
    ${lane(slots, missing, dense)}${figures}${breakLines(breaks)}
  </svg>`
}

/** Up to here a period is wide enough for a bar. */
const MOST_BARS = 80

/** A line instead of bars. */
export function isDense(periods: number): boolean {
  return periods > MOST_BARS
}
