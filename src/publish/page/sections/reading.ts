import { bars, breakLines, eventLines, isDense, lane, line, SLOT } from '../chart.ts'
import { erasWords } from '../../eras-words.ts'
import { hidesInPart } from '../../known-figures.ts'
import { html, type Html } from '../html.ts'
import type { Page } from '../page.ts'
import type { PageProse } from '../page-prose.ts'
import type { Drawn, Slot } from '../series.ts'
import { voiceProse } from '../voice-words.ts'
import type { Overview } from '../overview.ts'

/** The legend of the charts: how to read them, with their own marks; only those that this page has. */
export function reading(page: Page, overview: Overview): Html {
  const { drawn } = overview
  const { prose, edition, language } = page
  const eras = erasWords(edition.tables, edition.publication.earlier, (name) => name)
  return html`<section class="reading" aria-labelledby="reading">
    <h2 id="reading">${prose.reading.heading}</h2>
    <ul>
      ${figureKeys(page, drawn)} ${laneKeys(page, overview)}
      <li><span>▲ ▼</span>${prose.reading.sure}</li>
      <li><span>≈</span>${prose.reading.unsure}</li>
    </ul>
    <p class="note">${prose.features.key}</p>
    ${eras.map((words) => html`<p>${words[language]}</p>`)}
  </section>`
}

function figureKeys({ prose }: Page, { kind, periods, inPart, series }: Drawn): readonly Html[] {
  if (isDense(periods.length)) return [keyOf(line(SHOWN, 3), FIGURES, prose.reading.line[kind])]
  const bar = keyOf(bars(SHOWN, new Set(), 3), FIGURES, prose.reading.bar[kind])
  return [inPart, ...series.map(({ parts }) => parts)].every(({ size }) => size === 0)
    ? [bar]
    : [bar, keyOf(bars(SHOWN, new Set([0, 1, 2]), 3), FIGURES, prose.reading.part)]
}

function laneKeys({ prose, language, edition }: Page, overview: Overview): readonly Html[] {
  const { series, missing, table, periods } = overview.drawn
  const { protection } = table.spec
  const states = new Set(series.flatMap(({ slots }) => slots.map(({ state }) => state)))
  return [
    states.has('hidden') &&
      protection.level !== 'exact' &&
      keyOf(lane(HIDDEN, [], false), LANE, prose.reading.hidden(protection.k, hidesInPart(table, edition.publication))),
    series.some(({ slots }) => slots.some(({ state, count }) => state === 'hidden' && count !== undefined)) &&
      leastKey(prose, isDense(periods.length)),
    ...rowlessKeys(prose, states, missing.length > 0),
    series.some(({ breaks }) => breaks.length > 0) && keyOf(breakLines([1.5]), FIGURES, prose.reading.broken),
    isMarked(overview) && keyOf(html`${eventLines([{ days: [1.5] }])}`, FIGURES, voiceProse(language).legend),
  ].filter((key) => key !== false)
}

function rowlessKeys(prose: PageProse, states: ReadonlySet<Slot['state']>, areMissing: boolean) {
  return [
    (states.has('gap') || areMissing) && keyOf(lane(GAP, [], false), LANE, prose.reading.gap),
    states.has('withheld') && keyOf(lane(WITHHELD, [], false), LANE, prose.reading.withheld),
  ]
}

function leastKey(prose: PageProse, isLine: boolean): Html {
  const figures = isLine ? line(LEAST_ON, 3) : bars(LEAST, new Set(), 2)
  return keyOf(html`${lane(LEAST, [], false)}${figures}`, WHOLE, prose.reading.least(isLine))
}

/** An event of a feature without a chart is in the list alone. */
function isMarked({ drawn, active, silent, ended }: Overview): boolean {
  const charts = [...active, ...silent, ...ended].map(({ series }) => series)
  return [drawn.events, ...charts].some(({ marks }) => marks.length > 0)
}

const SHOWN: readonly Slot[] = [1, 2, 3].map((count) => ({ state: 'shown', count }))
const HIDDEN: readonly Slot[] = [{ state: 'absent' }, { state: 'hidden' }, { state: 'absent' }]
const LEAST: readonly Slot[] = [{ state: 'absent' }, { state: 'hidden', count: 2 }, { state: 'absent' }]
/** The same amid a line. */
const LEAST_ON: readonly Pick<Slot, 'count'>[] = [1, 2, 3].map((count) => ({ count }))
const GAP: readonly Slot[] = [{ state: 'absent' }, { state: 'gap' }, { state: 'absent' }]
const WITHHELD: readonly Slot[] = [{ state: 'absent' }, { state: 'withheld' }, { state: 'absent' }]

// The part of a chart that a key shows.
const WIDTH = 3 * SLOT
const FIGURES = `0 0 ${WIDTH} 48`
const LANE = `0 44 ${WIDTH} 16`
const WHOLE = `0 0 ${WIDTH} 60`

function keyOf(mark: Html, part: string, says: string): Html {
  return html`<li><svg aria-hidden="true" viewBox="${part}" preserveAspectRatio="none">${mark}</svg>${says}</li>`
}
