import type { Language, Both } from '../../domain/service.ts'
import { titleOf } from '../columns/features-sheet.ts'
import { periodInWords } from '../words.ts'
import type { ShownFigure } from './compare-figures.ts'
import { leastText } from './numbers.ts'
import type { Drawn, Series, Slot } from './series.ts'

/** How many periods of a chart have no figure, by why. */
type Without = Readonly<Record<Exclude<Slot['state'], 'shown' | 'absent'>, number>>

/** Said aloud of the chart of a feature. */
export function chartTitle({ feature, slots }: Series, drawn: Drawn, language: Language): string {
  const figures = slots.flatMap(({ state, count }) =>
    count === undefined ? [] : [{ count, isLeast: state === 'hidden' }],
  )
  const number = (wanted: Slot['state']) => slots.filter(({ state }) => state === wanted).length
  const without = { hidden: number('hidden'), gap: number('gap'), withheld: number('withheld') }
  return chartWords(titleOf(feature, language), figures, without, drawn, language)
}

/** What a chart of these figures shows: its span, least and greatest figure, and what is missing. */
export function chartWords(
  name: string,
  figures: readonly Pick<ShownFigure, 'count' | 'isLeast'>[],
  without: Without,
  { kind, periods }: Drawn,
  language: Language,
): string {
  const say = (words: Both) => words[language]
  const [first, last] = [0, -1].map((position) => {
    const period = periods.at(position)
    return period === undefined ? '' : periodInWords(kind, period, language)
  })
  // Of equal ends the one that is known stands below, the one that may be more above.
  const texts = figures
    .toSorted((a, b) => a.count - b.count || Number(a.isLeast) - Number(b.isLeast))
    .map(({ count, isLeast }) => leastText(count, isLeast, language))
  const [least, most] = [texts.at(0), texts.at(-1)]
  const range =
    least === undefined || most === undefined
      ? say({ en: 'no figure shown', fr: 'aucun chiffre montré' })
      : least === most
        ? least
        : say({ en: `from ${least} to ${most}`, fr: `de ${least} à ${most}` })
  return [`${name}, ${first === last ? first : `${first} – ${last}`}`, range, ...missingWords(without).map(say)].join(
    say({ en: '; ', fr: '\u202F; ' }),
  )
}

/** How many periods have no figure, and why. */
function missingWords({ hidden, gap, withheld }: Without): readonly Both[] {
  const missing = [
    {
      number: hidden,
      en: `${hidden} ${hidden === 1 ? 'period' : 'periods'} hidden`,
      fr: `${hidden} ${hidden === 1 ? 'période masquée' : 'périodes masquées'}`,
    },
    {
      number: gap,
      en: `${gap} without a log, or not counted`,
      fr: `${gap} sans journal, ou non ${gap === 1 ? 'comptée' : 'comptées'}`,
    },
    {
      number: withheld,
      en: `${withheld} not published`,
      fr: `${withheld} ${withheld === 1 ? 'non publiée' : 'non publiées'}`,
    },
  ]
  return missing.filter(({ number }) => number > 0)
}
