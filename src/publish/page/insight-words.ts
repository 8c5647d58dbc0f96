import type { Language, Both } from '../../domain/service.ts'
import { PERIOD_COLUMNS } from '../columns/period-columns.ts'
import { periodInWords } from '../words.ts'
import type { Comparison } from './compare-figures.ts'
import type { Insight } from './insights.ts'
import { countText, duringWords, leastText, percentText, shareText, timesText, windowInWords } from './numbers.ts'
import type { Overview } from './overview.ts'
import type { Series } from './series.ts'
import type { Held } from './whole-service.ts'

/** A text; a feature, to be named and linked; a text that links to an element of the page. */
export type TextPiece = string | { readonly series: Series } | { readonly text: string; readonly to: string }

export type Sentence = { readonly heading: string; readonly pieces: readonly TextPiece[] }

/** The list of features without a figure on the page. */
export const NO_FIGURE = 'no-figure'
/** The list of those that have one. */
export const FEATURES = 'features'

export function sentenceOf(insight: Insight, overview: Overview, language: Language): Sentence {
  const say = (words: Both) => words[language]
  switch (insight.kind) {
    case 'most-used':
      return mostUsed(insight, overview, language)
    case 'up':
    case 'down':
      return {
        heading: say(DIRECTION[insight.kind]),
        pieces: [
          { series: insight.series },
          `${changeWords(insight.change, overview, language)}${since(insight.since, overview, language)}.`,
        ],
      }
    case 'steady':
      return steady(insight, language)
    case 'too-early':
      return {
        heading: say({ en: 'Rises and falls', fr: 'Hausses et baisses' }),
        pieces: [
          say({
            en: 'too early to compare: that takes a month of a year ago.',
            fr: 'trop tôt pour comparer\u00A0: il faut un an de chiffres.',
          }),
        ],
      }
    case 'errors':
      return mostErrors(insight, overview, language)
    case 'no-figure':
      return noFigure(insight, overview, language)
  }
}

const DIRECTION = { up: { en: 'Up', fr: 'En hausse' }, down: { en: 'Down', fr: 'En baisse' } } as const

type Of<Kind extends Insight['kind']> = Extract<Insight, { readonly kind: Kind }>

function steady(held: Of<'steady'>, language: Language): Sentence {
  const say = (words: Both) => words[language]
  const compared = comparedWords(held, language)
  return {
    heading: say({ en: 'Steady', fr: 'Stable' }),
    pieces: [
      say({
        en: `no clear change in a year${compared}.`,
        fr: `aucun changement net sur un an${compared}.`,
      }),
    ],
  }
}

/** Of those neither broken nor hidden, and known to vary by so much; nothing is said where these are all. */
export function comparedWords({ features, of }: Held, language: Language): string {
  if (features === of) return ''
  const [some, all] = [countText(features, language), countText(of, language)]
  return {
    en: `, for ${features === 1 ? 'one' : some} of ${all} features`,
    fr: `, pour ${features === 1 ? 'une fonctionnalité' : `${some} fonctionnalités`} sur ${all}`,
  }[language]
}

function mostUsed({ top, tied, share }: Of<'most-used'>, { drawn, latest }: Overview, language: Language): Sentence {
  const say = (words: Both) => words[language]
  const during = duringWords(latest, drawn, language)
  const named = [
    ...top.map(({ series, figure }): readonly TextPiece[] => [
      { series },
      ` (${leastText(figure.count, figure.isLeast, language)})`,
    ]),
    ...tiedPieces(tied, language),
  ]
  const last = named.length - 1
  const between = (position: number) =>
    position === 0 ? '' : position < last ? ', ' : say({ en: ' and ', fr: ' et ' })
  const percent = share === undefined ? '' : percentText(Math.round(share * 100), language)
  const made = say({
    en: `: ${percent} of the uses published ${during}.`,
    fr: `\u00A0: ${percent} des utilisations publiées ${during}.`,
  })
  return {
    heading:
      named.length === 1
        ? say({ en: 'Most used', fr: 'La plus utilisée' })
        : say({ en: 'Most used', fr: 'Les plus utilisées' }),
    pieces: [
      ...named.flatMap((pieces, position) => [between(position), ...pieces]),
      share === undefined ? `, ${during}.` : made,
    ],
  }
}

/** Of fifty that tie the names would be longer than the page: so many, each as much as the last that is named. */
function tiedPieces(tied: Of<'most-used'>['tied'], language: Language): readonly (readonly TextPiece[])[] {
  const [first] = tied
  if (first === undefined) return []
  const isOne = tied.length === 1
  const number = countText(tied.length, language)
  const figure = leastText(
    first.figure.count,
    tied.some((one) => one.figure.isLeast),
    language,
  )
  const words = {
    en: isOne ? ` (${figure})` : ` (${figure} each)`,
    fr: isOne ? ` (${figure})` : ` (${figure} chacune)`,
  }[language]
  const others = { en: isOne ? 'one other' : `${number} others`, fr: isOne ? 'une autre' : `${number} autres` }[
    language
  ]
  return [[{ text: others, to: FEATURES }, words]]
}

/** The half of the features that have the fewest. */
function halfWords(half: number | undefined, isOfAll: boolean, language: Language): string {
  if (half === undefined) return '.'
  const most = shareText(half, language, Math.ceil)
  const [none, of] = [half === 0, isOfAll ? ALL_FEATURES[language] : THOSE_SHOWN[language]]
  return {
    en: `; half of ${of} have ${none ? 'none' : `${most} or less`}.`,
    fr: `\u202F; la moitié ${of} ${none ? 'n’en ont aucune' : `en ont ${most} ou moins`}.`,
  }[language]
}

const ALL_FEATURES: Both = { en: 'the features', fr: 'des fonctionnalités' }
const THOSE_SHOWN: Both = { en: 'those whose share is shown', fr: 'de celles dont la part est montrée' }

function mostErrors(insight: Of<'errors'>, { drawn, latest }: Overview, language: Language): Sentence {
  const say = (words: Both) => words[language]
  const { series, errors, requests, half, isOfAll } = insight
  const [failed, all] = [countText(errors, language), countText(requests, language)]
  const share = shareText(errors / requests, language)
  const during = duringWords(latest, drawn, language)
  const others = halfWords(half, isOfAll, language)
  return {
    heading: say({ en: 'Errors', fr: 'Erreurs' }),
    pieces: [
      { series },
      say({
        en: `: ${share} of its requests ${during} (${failed} of ${all})`,
        fr: `\u00A0: ${share} de ses requêtes ${during} (${failed} sur ${all})`,
      }),
      others,
    ],
  }
}

function noFigure(
  { features, months, hasGap, k }: Of<'no-figure'>,
  { drawn: { kind } }: Overview,
  language: Language,
): Sentence {
  const say = (words: Both) => words[language]
  const [first] = features
  const [number, isOne] = [countText(features.length, language), features.length === 1]
  const more = isOne && !hasGap ? NOTHING : OR_MORE
  const logged = hasGap ? IN_TABLE : NOTHING
  const period = PERIOD_COLUMNS[kind].title[language].toLowerCase()
  const who: TextPiece =
    isOne && first !== undefined
      ? { series: first }
      : { text: say({ en: `${number} features`, fr: `${number} fonctionnalités` }), to: NO_FIGURE }
  return {
    heading: say({ en: 'No figure', fr: 'Sans chiffre' }),
    pieces: [
      who,
      say({
        en: `: no figure for ${months} months${more.en}. Fewer than ${k} each ${period}${logged.en}, or hidden to protect another; not necessarily zero.`,
        fr: `\u00A0: aucun chiffre depuis ${months} mois${more.fr}. Moins de ${k} chaque ${period}${logged.fr}, ou masqué pour en protéger un autre\u202F; pas forcément zéro.`,
      }),
    ],
  }
}

const NOTHING: Both = { en: '', fr: '' }
const OR_MORE: Both = { en: ' or more', fr: ' ou plus' }
const IN_TABLE: Both = { en: ' that is in the table', fr: ' qui est dans le tableau' }

/** `: 2,2 fois le chiffre d’octobre 2025 (3 626 contre 1 674)`. */
function changeWords({ base, now, before, ratio }: Comparison, { drawn }: Overview, language: Language): string {
  const say = (words: Both) => words[language]
  const then = windowInWords(base, drawn, language)
  const counts = [now, before].map(({ count, isLeast }) => leastText(count, isLeast, language))
  const isLeast = now.isLeast || before.isLeast
  const perDay = now.days === before.days ? '' : say({ en: 'per day, ', fr: 'par jour, ' })
  const least = isLeast ? say({ en: 'at least ', fr: 'au moins ' }) : ''
  const much = sizeWords(ratio, isLeast ? Math.floor : Math.round, language)
  return language === 'en'
    ? `: ${perDay}${least}${much} ${then} (${counts.join(' against ')})`
    : `\u00A0: ${perDay}${least}${frenchOf(much, then)} (${counts.join(' contre ')})`
}

function sizeWords(ratio: number, round: (value: number) => number, language: Language): string {
  if (ratio >= TWICE) {
    const times = timesText(ratio, language, round)
    return { en: `${times} times the figure of`, fr: `${times} fois le chiffre de` }[language]
  }
  const percent = percentText(round(Math.abs(ratio - 1) * 100), language)
  const [en, fr] = ratio > 1 ? ['more', 'plus'] : ['less', 'moins']
  return { en: `${percent} ${en} than in`, fr: `${percent} de ${fr} qu’en` }[language]
}

const TWICE = 2

// `le chiffre d’octobre 2025`, `le chiffre de mars 2025`.
function frenchOf(words: string, then: string): string {
  return words.endsWith(' de') && /^[ao]/.test(then) ? `${words.slice(0, -1)}’${then}` : `${words} ${then}`
}

function since(position: number | undefined, { drawn: { kind, periods } }: Overview, language: Language): string {
  const period = position === undefined ? undefined : periods[position]
  if (period === undefined) return ''
  const month = periodInWords(kind, period, language)
  return language === 'en' ? `; the change dates from ${month}` : `\u202F; ${frenchOf('le changement date de', month)}`
}
