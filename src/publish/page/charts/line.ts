import { html, type Html } from '../html.ts'
import type { Slot } from '../series/series.ts'
import { BASELINE, heightOf, rounded } from './scale.ts'

/** A line through the shown periods, broken at every other; a point alone is a dot. */
export function line(slots: readonly Slot[], greatest: number): Html {
  const points = slots.map((slot, x) =>
    slot.state === 'shown' ? `${rounded(x + 0.5)} ${rounded(BASELINE - heightOf(slot.count, greatest))}` : undefined,
  )
  const path = points.map((point, x) => piece(point, points[x - 1], points[x + 1])).join('')
  return path === '' ? html`` : html`<path class="l" d="${path}" />`
}

function piece(point: string | undefined, before: string | undefined, after: string | undefined): string {
  if (point === undefined) return ''
  if (before !== undefined) return `L${point}`
  return after === undefined ? `M${point}h0` : `M${point}`
}
