import { QUANTILES } from '../../domain/measure.ts'
import type { Feature } from '../../domain/feature.ts'
import { titleOf } from '../columns/features-sheet.ts'
import type { Edition } from '../edition.ts'
import { windowInWords } from '../page/numbers.ts'
import { hasEnded, type Overview } from '../page/overview.ts'
import type { Series } from '../page/series.ts'
import { figureText, tellFigure, type ToldFigure } from './tell-figure.ts'

/** A feature on a page of somebody else, in the language of the dataset. */
export type ShownFeature = {
  readonly feature: Feature
  readonly series: Series
  readonly title: string
  /** `, entrées` where the table has no uses, to be told whatever is cut; else empty. */
  readonly measure: string
  readonly told: ToldFigure
  /** `≥ 989`. */
  readonly figure: string
  /** `octobre 2026`. */
  readonly period: string
}

/** The features that are in service in the latest periods; what has ended has no file any more. */
export function shownFeatures({ publication }: Edition, overview: Overview | undefined): readonly ShownFeature[] {
  if (overview === undefined || QUANTILES.has(overview.drawn.counted)) return []
  const { language } = publication
  const { drawn, latest, rows } = overview
  return rows.flatMap(({ series, latest: figure }) => {
    const told = tellFigure(figure, latest, drawn)
    const { feature } = series
    if (told.state === 'not-in-service' || hasEnded(feature, drawn)) return []
    return [
      {
        feature,
        series,
        title: titleOf(feature, language),
        measure: drawn.counted === 'requests' ? '' : `, ${drawn.measure[language].toLowerCase()}`,
        told,
        figure: figureText(told, language),
        period: windowInWords(latest, drawn, language),
      },
    ]
  })
}

/** Cut where a picture has no room for more. */
export function cutTo(signs: number, text: string): string {
  const all = Array.from(text)
  return all.length <= signs
    ? text
    : `${all
        .slice(0, signs - 1)
        .join('')
        .trimEnd()}…`
}
