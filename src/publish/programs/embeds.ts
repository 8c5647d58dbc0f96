import type { Feature } from '../../domain/feature.ts'
import type { Language } from '../../domain/service.ts'
import type { Edition } from '../edition.ts'
import type { Offer } from '../offer.ts'
import { publisherName } from '../licence-files.ts'
import { chartOf, insideOf, viewBoxOf } from '../page/chart.ts'
import { chartTitle } from '../page/chart-words.ts'
import { pageFrame } from '../page/frame.ts'
import { html, styleOf } from '../page/html.ts'
import { duringWords, usesWords } from '../page/numbers.ts'
import type { Overview } from '../page/overview.ts'
import { rowId, titleHtml } from '../page/page.ts'
import { pageProse } from '../page/page-prose.ts'
import type { Drawn, Series } from '../page/series.ts'
import { cutTo, shownFeatures, type ShownFeature } from './shown-features.ts'

/** A feature to put into another page: a picture, and a page for a frame, which leads back to its row. */
export const embeds: Offer = {
  name: 'embeds',
  title: { fr: 'À intégrer dans une page', en: 'To put into a page' },
  description: {
    fr: 'Le dernier chiffre et la courbe d’une fonctionnalité, à montrer dans une autre page, en cadre ou en image.',
    en: 'The latest figure and the chart of a feature, to show within another page, as a frame or a picture.',
  },
  paths: ['embed/*.html', 'embed/*.svg'],
  format: 'html',
  filesOf: (edition, overview) =>
    overview === undefined
      ? []
      : shownFeatures(edition, overview).flatMap((shown) => {
          const { feature } = shown
          const told = tell(shown, edition, overview)
          return [
            { path: `embed/${feature.id}.html`, text: embedPage(told) },
            { path: `embed/${feature.id}.svg`, text: embedSvg(told) },
          ]
        }),
}

type Told = {
  readonly feature: Feature
  readonly title: string
  readonly figure: string
  /** `utilisations en octobre 2026`, `(entrées) en octobre 2026`: behind the figure. */
  readonly during: string
  /** Whose it is, and under which licence. */
  readonly source: readonly [publisher: string, licence: string]
  readonly series: Series
  readonly drawn: Drawn
  readonly language: Language
}

/** So many of the last periods are drawn: a picture has no room for more. */
const MOST_PERIODS = 36

function tell(
  { feature, title, figure, told, series }: ShownFeature,
  edition: Edition,
  { drawn, latest }: Overview,
): Told {
  const { language, licences, service } = edition.publication
  const prose = pageProse(language)
  const window = duringWords(latest, drawn, language)
  const count = told.value ?? told.atLeast
  const isOfUses = drawn.counted === 'requests'
  const uses = count === null ? window : usesWords(count, window, language)
  // Behind the figure: a frame cuts a long title off.
  const during = isOfUses ? uses : `(${drawn.measure[language].toLowerCase()}) ${window}`
  const [licence] = prose.licenceShort[licences[edition.tier]]
  return {
    feature,
    title,
    figure,
    during,
    source: [publisherName(service), licence],
    ...lastPeriods(series, drawn),
    language,
  }
}

function lastPeriods(series: Series, drawn: Drawn): Pick<Told, 'series' | 'drawn'> {
  const cut = Math.max(0, drawn.periods.length - MOST_PERIODS)
  return {
    series: {
      ...series,
      slots: series.slots.slice(cut),
      parts: new Set([...series.parts].map((position) => position - cut)),
      breaks: series.breaks.flatMap((x) => (x > cut ? [x - cut] : [])),
      // The number of an event says nothing where its words are not.
      marks: [],
    },
    drawn: {
      ...drawn,
      periods: drawn.periods.slice(cut),
      inPart: new Set([...drawn.inPart].map((position) => position - cut)),
      missing: drawn.missing.flatMap(({ from, to }) =>
        to > cut ? [{ from: Math.max(0, from - cut), to: to - cut }] : [],
      ),
    },
  }
}

const COLOURS = `:root{color-scheme:light dark;--bg:#fff;--text:#1a1d21;--muted:#596069;--blue:#1f5fa8;--pale:#bcd0e8;--orange:#8a4b00;--line:#dfe3e8}@media(prefers-color-scheme:dark){:root{--bg:#14171b;--text:#e9ecef;--muted:#a3abb5;--blue:#7fb4f0;--pale:#33506f;--orange:#f0b26b;--line:#31373f}}`
const CHART = `path{vector-effect:non-scaling-stroke;fill:none}.b{fill:var(--blue)}.p{fill:var(--pale);stroke:var(--blue)}.l{stroke:var(--blue)}.h,.w{stroke:var(--muted)}.g,.d{stroke:var(--orange)}.a{stroke:var(--line)}.o{stroke:var(--bg);stroke-width:5}.k{stroke:var(--text);stroke-dasharray:4 3}`
const FONT = 'system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif'

const [WIDTH, HEIGHT] = [480, 148]
/** So many capitals fit. */
const MOST_OF_TITLE = 44
const MOST_OF_SOURCE = 50

function embedSvg({ title, figure, during, source: [publisher, licence], series, drawn }: Told): string {
  const sheet = `${COLOURS}${CHART}text{font:13px ${FONT};fill:var(--text)}.t{font-size:14px;font-weight:600}.f{font-size:22px;font-weight:650}.s{font-size:11px;fill:var(--muted)}`
  return `${
    html`<svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      width="${WIDTH}"
      height="${HEIGHT}"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
    >
      <title>${title}, ${figure} ${during}. ${publisher}, ${licence}</title>
      ${styleOf(sheet)}
      <rect width="${WIDTH}" height="${HEIGHT}" fill="var(--bg)" />
      <text class="t" x="14" y="24">${cutTo(MOST_OF_TITLE, title)}</text>
      <text class="f" x="14" y="50">${figure}</text>
      <text x="14" y="69">${during}</text>
      <svg x="14" y="78" width="452" height="44" viewBox="${viewBoxOf(series)}" preserveAspectRatio="none">
        ${insideOf(series, drawn)}
      </svg>
      <text class="s" x="14" y="139">${cutTo(MOST_OF_SOURCE, publisher)} · ${licence}</text>
    </svg>`.markup
  }\n`
}

function embedPage(told: Told): string {
  const { feature, title, figure, during, source, series, drawn, language } = told
  const style = `${COLOURS}${CHART}body{margin:0;padding:.75rem 1rem;background:var(--bg);color:var(--text);font:.875rem/1.4 ${FONT};overflow-wrap:anywhere}h1{font-size:1rem;margin:0;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}p{margin:.25rem 0}b{font-size:1.5rem;font-weight:650}svg{display:block;width:100%;height:3.75rem;margin:.5rem 0}a{color:var(--blue)}footer{font-size:.75rem;color:var(--muted)}`
  return pageFrame(language, {
    title: `${title}, ${figure} ${during}`,
    description: source.join(' · '),
    style,
    // Hundreds of pages that say what one page says.
    head: html`<meta name="robots" content="noindex" />`,
    body: html`<main>
      <h1>
        <a href="../index.html#${rowId(feature)}" target="_top">${titleHtml(feature, language)}</a>
      </h1>
      <p><b>${figure}</b> ${during}</p>
      ${chartOf(series, drawn, chartTitle(series, drawn, language))}
    </main>`,
    foot: html`<footer><bdi>${source[0]}</bdi> · ${source[1]}</footer>`,
  })
}
