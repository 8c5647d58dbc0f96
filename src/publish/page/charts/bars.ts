import { html, type Html } from '../html.ts'
import type { Slot } from '../series/series.ts'
import { BASELINE, heightOf, rounded } from './scale.ts'

/** One bar a shown period; those that the logs cover in part are hollow-toned, since they would look like a fall. */
export function bars(slots: readonly Slot[], partial: ReadonlySet<number>, greatest: number): Html {
  const drawn = slots.map((slot, x) => (slot.state === 'shown' ? barAt(x, heightOf(slot.count, greatest)) : ''))
  const whole = drawn.filter((_, x) => !partial.has(x)).join('')
  const part = drawn.filter((_, x) => partial.has(x)).join('')
  return html`${whole ? html`<path class="b" d="${whole}" />` : undefined}${part ? html`<path class="p" d="${part}" />` : undefined}`
}

function barAt(x: number, height: number): string {
  return height === 0 ? '' : `M${rounded(x + 0.14)} ${BASELINE}v${-height}h.72v${height}z`
}
