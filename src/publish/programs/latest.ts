import { type DayIndex, daysText, dayText, firstDayOf, lastDayOf, periodText } from '../../domain/calendar.ts'
import type { PeriodKind } from '../../domain/dictionary.ts'
import type { Feature, FeatureFamily } from '../../domain/feature.ts'
import { titleOf } from '../columns/features-sheet.ts'
import { measureColumn } from '../columns/measure-columns.ts'
import type { Edition } from '../edition.ts'
import type { Offer } from '../offer.ts'
import { attributionOf } from '../licence-files.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { coverageOf, daysWithLog, figureOf, type Window } from '../page/compare-figures.ts'
import { largestThreshold, type Overview } from '../page/overview.ts'
import type { Drawn } from '../page/series.ts'
import { wholeService, type WholeService } from '../page/whole-service.ts'
import type { Both } from '../../domain/service.ts'
import { inBoth } from '../words.ts'
import { latestSchema, SUMS, type Latest } from './latest-shape.ts'
import { tellFigure, type ToldFigure } from './tell-figure.ts'

/** The last figures of each feature, for programs: `latest.json`, and its schema beside it. */
export const latest: Offer = {
  name: 'latest',
  title: { fr: 'Derniers chiffres, pour les programmes', en: 'Latest figures, for programs' },
  description: {
    fr: 'Pour chaque fonctionnalité, la dernière période terminée, celle d’avant et la même de l’an dernier.',
    en: 'Of each feature, the last period that is over, the one before and the same of last year.',
  },
  short: { fr: 'JSON', en: 'JSON' },
  paths: ['latest.json', 'latest.schema.json'],
  format: 'json',
  filesOf: (edition, overview) =>
    edition.tier === 'summary'
      ? [
          { path: 'latest.json', text: `${JSON.stringify(latestOf(edition, overview))}\n` },
          { path: 'latest.schema.json', text: latestSchema() },
        ]
      : [],
}

function latestOf(edition: Edition, overview: Overview | undefined): Latest {
  const { name, title, address, tier, publication } = edition
  const { licences, version, created, language, service } = publication
  const license = { id: licences[tier], url: LICENCE_WORDS[licences[tier]].address }
  return {
    $schema: 'latest.schema.json',
    format: 'comptage-latest-1',
    dataset: {
      name,
      title,
      language,
      service: { name: service.name },
      publisher: service.publisher === undefined ? null : { name: service.publisher.name },
      url: address ?? null,
      version,
      created,
      license,
      cite: attributionOf(edition) ?? null,
    },
    ...(publication.families !== undefined && { families: publication.families.map(namesOf) }),
    ...(overview === undefined ? withoutFigures(publication.features) : figuresOf(overview, edition.days.at(-1))),
  }
}

type Figures = Omit<Latest, '$schema' | 'format' | 'dataset' | 'families'>

const NO_WINDOW = { latest: null, before: null, yearBefore: null }

function withoutFigures(features: readonly Feature[]): Figures {
  return {
    kind: null,
    threshold: null,
    measures: {},
    ...NO_WINDOW,
    total: null,
    features: features.map((feature) => ({ ...codeOf(feature), ...NO_WINDOW })),
  }
}

function figuresOf(overview: Overview, through: DayIndex | undefined): Figures {
  const { drawn, latest } = overview
  const { spec } = drawn.table
  const sums = SUMS.filter((sum) => spec.measures.includes(sum))
  const each = eachWindow(drawn, latest)
  const whole = wholeService(overview)
  return {
    kind: drawn.kind,
    threshold: drawn.rules.some(({ level }) => level !== 'exact') ? largestThreshold(drawn.rules) : null,
    measures: byKey(sums, (sum) => {
      const { title, unit } = measureColumn(sum, spec)
      return { title, unit }
    }),
    ...(through !== undefined && { through: dayText(through) }),
    ...each((window) => windowTold(window, drawn)),
    total: drawn.counted === 'requests' ? { requests: wholeTold(whole), change: whole.change ?? null } : null,
    features: drawn.series.map((series) => ({
      ...codeOf(series.feature),
      ...(series.away.length > 0 && { away: series.away.map(daysText) }),
      ...each((window) => byKey(sums, (sum) => tellFigure(figureOf(series, window, drawn, sum), window, drawn))),
    })),
  }
}

function codeOf(feature: Feature): Pick<Latest['features'][number], 'id' | 'title' | 'family'> {
  return { ...namesOf(feature), ...(feature.family !== undefined && { family: feature.family }) }
}

function namesOf(named: FeatureFamily): { readonly id: string; readonly title: Both } {
  return { id: named.id, title: inBoth((language) => titleOf(named, language)) }
}

function byKey<T>(sums: readonly (typeof SUMS)[number][], tell: (sum: (typeof SUMS)[number]) => T) {
  return Object.fromEntries(sums.map((sum) => [sum, tell(sum)]))
}

/** A year of each kind of period; whole weeks, so that weekends weigh the same. */
const YEAR: Readonly<Record<PeriodKind, number>> = { day: 364, week: 52, month: 12, quarter: 4, year: 1 }

type Windows<T> = { readonly [K in keyof typeof NO_WINDOW]: T | null }

function eachWindow({ kind }: Drawn, { first, last }: Window): <T>(tell: (window: Window) => T) => Windows<T> {
  return (tell) => {
    const ago = (periods: number) => (first < periods ? null : tell({ first: first - periods, last: last - periods }))
    return { latest: ago(0), before: ago(last - first + 1), yearBefore: ago(YEAR[kind]) }
  }
}

function windowTold(window: Window, drawn: Drawn): Latest['latest'] {
  const { kind, periods } = drawn
  const inside = periods.slice(window.first, window.last + 1)
  const [earliest, final] = [inside.at(0), inside.at(-1)]
  if (earliest === undefined || final === undefined) return null
  const [from, to] = [firstDayOf(kind, earliest), lastDayOf(kind, final)]
  return {
    ...daysText({ from, to }),
    periods: inside.map((period) => periodText(kind, period)),
    daysWithLog: daysWithLog(window, drawn),
    isWhole: coverageOf(window, drawn) === 'whole',
  }
}

function wholeTold({ count, isLeast, isNoisy }: WholeService): ToldFigure {
  const known = count ?? null
  const atLeast = isNoisy ? null : known
  if (isLeast) return { state: 'hidden', value: null, atLeast }
  if (known === null) return { state: 'no-log', value: null, atLeast }
  return { state: isNoisy ? 'noisy' : 'exact', value: known, atLeast }
}
