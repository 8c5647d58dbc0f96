import type { Offer } from '../offer.ts'
import { html } from '../page/html.ts'
import { cutTo, shownFeatures, type ShownFeature } from './shown-features.ts'
import type { ToldFigure } from './tell-figure.ts'

/** The latest figure of each feature as a badge: for the services that draw badges, and drawn. */
export const badges: Offer = {
  name: 'badges',
  title: { fr: 'Badges', en: 'Badges' },
  description: {
    fr: 'Le dernier chiffre d’une fonctionnalité, en petite image ou pour un service de badges.',
    en: 'The latest figure of a feature, as a small picture or for a service of badges.',
  },
  paths: ['badge/*.svg', 'badge/*.json'],
  format: 'html',
  filesOf: (edition, overview) =>
    shownFeatures(edition, overview).flatMap((shown) => [
      { path: `badge/${shown.feature.id}.svg`, text: badgeSvg(shown) },
      { path: `badge/${shown.feature.id}.json`, text: `${JSON.stringify(endpoint(shown))}\n` },
    ]),
}

const A_DAY = 86_400

/** As badge services read it: their endpoint schema, version 1. */
function endpoint({ title, measure, told, figure, period }: ShownFeature): object {
  const [label, message] = [`${title}${measure}`, `${figure} · ${period}`]
  return { schemaVersion: 1, label, message, color: colorOf(told), cacheSeconds: A_DAY }
}

/** Grey where nothing is known. */
function colorOf({ value, atLeast }: ToldFigure): string {
  return value === null && atLeast === null ? '596069' : '1f5fa8'
}

/** Of most letters at 11 pixels, in whatever font: `textLength` then makes them fit. */
const LETTER = 6.5
const PAD = 7
const HEIGHT = 20
const MOST_SIGNS = 40

function badgeSvg({ title, measure, told, figure, period }: ShownFeature): string {
  const [label, message] = [`${cutTo(MOST_SIGNS, title)}${measure}`, `${figure} · ${period}`]
  const [labelWidth, messageWidth] = [widthOf(label), widthOf(message)]
  const middle = labelWidth + 2 * PAD
  const width = middle + messageWidth + 2 * PAD
  const name = `${title}${measure}, ${message}`
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${HEIGHT}">
      <title>${name}</title>
      <path fill="#383d44" d="M3 0h${middle - 3}v${HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" />
      <path fill="#${colorOf(told)}" d="M${middle} 0h${width - middle - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${middle}z" />
      <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
        <text x="${PAD}" y="14" textLength="${labelWidth}" lengthAdjust="spacingAndGlyphs">${label}</text>
        <text x="${middle + PAD}" y="14" textLength="${messageWidth}" lengthAdjust="spacingAndGlyphs">${message}</text>
      </g>
    </svg>`.markup
  }\n`
}

function widthOf(text: string): number {
  return Math.round(Array.from(text).length * LETTER)
}
