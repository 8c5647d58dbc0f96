import { html, type Html } from './html.ts'
import type { Drawn, Series, Slot } from './series.ts'

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

/** What has no figure stands below the line, never at a height: a hidden period may be large. */
export function lane(slots: readonly Slot[], missing: Drawn['missing'], isDense: boolean): Html {
  const hidden = runsOf(slots, 'hidden', isDense).map(boxOf).join('')
  const gaps = runsOf(slots, 'gap', isDense)
    .map((run) => boxOf(run) + crossOf(run))
    .join('')
  const days = missing.map(({ from, to }) => `M${rounded(from)} 54.5H${rounded(to)}`).join('')
  return html`${pathOf('h', hidden)}${pathOf('g', gaps)}${pathOf('d', days)}${pathOf('a', `M0 ${BASELINE}H${slots.length}`)}`
}

/** The way of counting changes: dashed, on a halo, so that it is seen across a bar. */
export function breakLines(breaks: readonly number[]): Html {
  const path = breaks.map((x) => `M${rounded(x)} 0V${HEIGHT}`).join('')
  return html`${pathOf('o', path)}${pathOf('k', path)}`
}

function pathOf(kind: string, path: string): Html | undefined {
  return path === '' ? undefined : html`<path class="${kind}" d="${path}" />`
}

type Run = { readonly from: number; readonly to: number }

/** Slots of a state; under a line, where a slot is a hair, neighbours are one. */
function runsOf(slots: readonly Slot[], state: Slot['state'], isDense: boolean): readonly Run[] {
  const runs: { from: number; to: number }[] = []
  for (const [x, slot] of slots.entries()) {
    if (slot.state !== state) continue
    const last = runs.at(-1)
    if (isDense && last?.to === x) last.to = x + 1
    else runs.push({ from: x, to: x + 1 })
  }
  return runs
}

function boxOf({ from, to }: Run): string {
  const width = rounded(to - from - 0.4)
  return `M${rounded(from + 0.2)} 51h${width}v7h${-width}z`
}

function crossOf({ from, to }: Run): string {
  const width = rounded(to - from - 0.4)
  return `l${width} 7m0-7l${-width} 7`
}

/** Height of a chart in its own units; it is one unit wide a period, and stretched to its column. */
const HEIGHT = 60
/** Figures stand on it; below is the lane of what has no figure. */
const BASELINE = 47

function heightOf(count: number, greatest: number): number {
  return greatest === 0 ? 0 : rounded((45 * count) / greatest)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
