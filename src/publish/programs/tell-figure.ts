import type { Language } from '../../domain/service.ts'
import { daysWithLog, hasNoise, type WindowFigure, type Window } from '../page/compare-figures.ts'
import { countText, leastText } from '../page/numbers.ts'
import { pageProse } from '../page/page-prose.ts'
import type { Drawn } from '../page/series.ts'
import type { Latest } from './latest-shape.ts'

/** What is told of a figure outside the page, the same in every file. */
export type ToldFigure = NonNullable<NonNullable<Latest['features'][number]['latest']>['requests']>

const WITHOUT = { hidden: 'hidden', gap: 'no-log', withheld: 'not-published', absent: 'not-in-service' } as const

export function tellFigure(figure: WindowFigure, window: Window, drawn: Drawn): ToldFigure {
  if (figure.state !== 'shown') return { state: WITHOUT[figure.state], value: null, atLeast: null }
  const { count, isLeast, days } = figure
  // A figure with noise may be larger than what was counted: nothing is known of its least.
  const noisy = hasNoise(window, drawn)
  const atLeast = noisy ? null : count
  const ofSome = days < daysWithLog(window, drawn) && { days }
  if (isLeast) return { state: 'hidden', value: null, atLeast, ...ofSome }
  return { state: noisy ? 'noisy' : 'exact', value: count, atLeast, ...ofSome }
}

/** `989`, `≥ 989`, `environ 989`, `masqué`; of what is in service, since only that is shown. */
export function figureText({ state, value, atLeast }: ToldFigure, language: Language): string {
  const { state: words, total } = pageProse(language)
  if (value !== null) return `${state === 'noisy' ? `${total.about.toLowerCase()} ` : ''}${countText(value, language)}`
  if (atLeast !== null) return leastText(atLeast, true, language)
  return state === 'hidden' ? words.hidden : state === 'no-log' ? words.gap : words.withheld
}
