import { html, type Html } from './html.ts'
import type { Drawn, Mark, Series, Slot } from './series.ts'

/** The chart of a feature, stretched to its column; all its words are in `title`. */
export function chartOf(series: Series, drawn: Drawn, title: string): Html {
  return html`<svg role="img" viewBox="${viewBoxOf(series)}" preserveAspectRatio="none">
    <title>${title}</title>
    ${insideOf(series, drawn)}
  </svg>`
}

export function viewBoxOf({ slots }: Series): string {
  return `0 0 ${slots.length * SLOT} ${HEIGHT}`
}

/** What a chart draws, in the units of its view box. */
export function insideOf({ slots, parts, breaks, marks }: Series, { inPart, missing }: Drawn): Html {
  const dense = isDense(slots.length)
  const greatest = Math.max(0, ...slots.map(({ count }) => count ?? 0))
  const figures = dense ? line(slots, greatest) : bars(slots, new Set([...inPart, ...parts]), greatest)
  return html`${lane(slots, missing, dense)}${eventLines(marks)}${figures}${breakLines(breaks)}`
}

/** Up to here a period is wide enough for a bar. */
const MOST_BARS = 80

/** A line instead of bars. */
export function isDense(periods: number): boolean {
  return periods > MOST_BARS
}

/** Width of a period in the units of a chart: all is drawn in whole numbers, which half of a page of 200 features is made of. */
export const SLOT = 7
const BAR = 5

/** What a chart draws of a period. */
type Counted = { readonly count?: number | undefined }

/** How high a count stands, and on which line. */
type Scale = { readonly baseline: number; readonly height: number }

/** One bar a period that has a figure; those that the logs cover in part are hollow-toned, since they would look like a fall. */
export function bars(
  slots: readonly Counted[],
  partial: ReadonlySet<number>,
  greatest: number,
  { baseline, height: most } = FEATURE,
): Html {
  const heights = slots.map(({ count = 0 }) => heightOf(count, greatest, most))
  const path = (isDrawn: (x: number) => boolean) =>
    runningPath(
      baseline,
      heights.flatMap((height, x) =>
        height > 0 && isDrawn(x) ? [{ x: x * SLOT + 1, shape: `v-${height}h${BAR}v${height}z` }] : [],
      ),
    )
  return html`${pathOf(
    'b',
    path((x) => !partial.has(x)),
  )}${pathOf(
    'p',
    path((x) => partial.has(x)),
  )}`
}

/** Shapes along a line, each begun from the one before: a step of the same width again and again, which packs well. */
function runningPath(y: number, shapes: readonly { readonly x: number; readonly shape: string }[]): string {
  return shapes
    .map(({ x, shape }, n) => (n === 0 ? `M${x} ${y}${shape}` : `m${x - (shapes[n - 1]?.x ?? 0)} 0${shape}`))
    .join('')
}

/** A line through the periods that have a figure, broken at every other; a point alone is a dot. */
export function line(slots: readonly Counted[], greatest: number, { baseline, height } = FEATURE): Html {
  const points = slots.map(({ count }, x) =>
    count === undefined ? undefined : `${x * SLOT + 3} ${baseline - heightOf(count, greatest, height)}`,
  )
  return html`${pathOf('l', points.map((point, x) => piece(point, points[x - 1], points[x + 1])).join(''))}`
}

function piece(point: string | undefined, before: string | undefined, after: string | undefined): string {
  if (point === undefined) return ''
  if (before !== undefined) return `L${point}`
  return after === undefined ? `M${point}h0` : `M${point}`
}

/** What is hidden, not published, or has no log, is marked below the line: a hidden period may be larger than the bar of its shown days. */
export function lane(slots: readonly Pick<Slot, 'state'>[], missing: Drawn['missing'], isDense: boolean): Html {
  const path = (state: Slot['state'], shapeOf: (run: Run) => string) =>
    runningPath(
      LANE,
      runsOf(slots, state, isDense).map((run) => ({ x: run.from * SLOT + 1, shape: shapeOf(run) })),
    )
  const hidden = path('hidden', boxOf)
  const gaps = path('gap', (run) => boxOf(run) + crossOf(run))
  const withheld = path('withheld', crossOf)
  const days = missing.map(({ from, to }) => `M${rounded(from * SLOT)} 54.5H${rounded(to * SLOT)}`).join('')
  return html`${pathOf('h', hidden)}${pathOf('g', gaps)}${pathOf('w', withheld)}${pathOf('d', days)}${pathOf('a', `M0 ${BASELINE}H${slots.length * SLOT}`)}`
}

/** The way of counting changes: dashed, on a halo, so that it is seen across a bar. */
export function breakLines(breaks: readonly number[], height = HEIGHT): Html {
  const path = breaks.map((x) => `M${rounded(x * SLOT)} 0V${height}`).join('')
  return html`${pathOf('o', path)}${pathOf('k', path)}`
}

/** The day of an event, dotted, behind the figures: across a bar it looked as if the month were two. Its number stands over it. */
export function eventLines(marks: readonly Pick<Mark, 'days'>[], height = HEIGHT): Html | undefined {
  const days = new Set(marks.flatMap((mark) => mark.days))
  const path = [...days].map((at) => `M${rounded(at * SLOT)} 0V${height}`).join('')
  return pathOf('n', path)
}

/** A period of the whole service: what is shown, and how many features have a figure that is hidden, or not published. */
export type TotalSlot = {
  readonly count: number
  readonly unshown: number
  /** Why no feature has a figure. */
  readonly without: 'gap' | 'withheld' | undefined
}

export const TOTAL_HEIGHT = 100
const TOTAL: Scale = { baseline: TOTAL_HEIGHT, height: TOTAL_HEIGHT }

/**
 * The figures of the whole service between lines to read them by. Where some are least ones, a mark stands above those; where all are,
 * marks would say nothing.
 *
 * @param most what the upper edge stands for
 */
export function totalFigures(slots: readonly TotalSlot[], partial: ReadonlySet<number>, most: number): Html {
  const figures = slots.map(({ count }) => ({ count: count === 0 ? undefined : count }))
  const width = slots.length * SLOT
  const isMarked = slots.some(({ count, unshown }) => count > 0 && unshown === 0)
  const marks = slots.flatMap(({ count, unshown }, x) =>
    isMarked && count > 0 && unshown > 0
      ? [`M${x * SLOT + 3.5} ${TOTAL_HEIGHT - heightOf(count, most, TOTAL_HEIGHT) - 1}v-5`]
      : [],
  )
  const gaps = slots.flatMap(({ without }, x) => (without === 'gap' ? [`M${x * SLOT} ${TOTAL_HEIGHT}h${SLOT}`] : []))
  const withheld = slots.flatMap(({ without }, x) =>
    without === 'withheld' ? [`M${x * SLOT + 1} ${TOTAL_HEIGHT - 8}${crossOf({ from: x, to: x + 1 })}`] : [],
  )
  const dense = isDense(slots.length)
  return html`${pathOf('a', `M0 0H${width}M0 ${TOTAL_HEIGHT / 2}H${width}M0 ${TOTAL_HEIGHT}H${width}`)}${
    dense ? line(figures, most, TOTAL) : bars(figures, partial, most, TOTAL)
  }${dense ? undefined : pathOf('m', marks.join(''))}${pathOf('d', gaps.join(''))}${pathOf('w', withheld.join(''))}`
}

function pathOf(kind: string, path: string): Html | undefined {
  return path === '' ? undefined : html`<path class="${kind}" d="${path}" />`
}

type Run = { readonly from: number; readonly to: number }

/** Slots of a state; under a line, where a slot is a hair, neighbours are one. */
function runsOf(slots: readonly Pick<Slot, 'state'>[], state: Slot['state'], isDense: boolean): readonly Run[] {
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
  const width = (to - from) * SLOT - 2
  return `h${width}v7h-${width}z`
}

function crossOf({ from, to }: Run): string {
  const width = (to - from) * SLOT - 2
  return `l${width} 7m0-7l-${width} 7m0-7`
}

/** Height of a chart in its own units; it is stretched to its column. */
const HEIGHT = 60
/** Figures stand on it; below is the lane of what has no figure. */
const BASELINE = 47
const LANE = 51
const FEATURE: Scale = { baseline: BASELINE, height: 45 }

function heightOf(count: number, greatest: number, height: number): number {
  return greatest === 0 ? 0 : Math.round((height * count) / greatest)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
