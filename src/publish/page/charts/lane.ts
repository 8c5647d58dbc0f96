import { html, type Html } from '../html.ts'
import type { Drawn, Slot } from '../series/series.ts'
import { BASELINE, HEIGHT, rounded } from './scale.ts'

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
