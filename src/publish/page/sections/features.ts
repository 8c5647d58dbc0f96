import { groupBy } from '../../../domain/group-by.ts'
import { hasNoise } from '../compare-figures.ts'
import { html, type Html } from '../html.ts'
import { FEATURES, NO_FIGURE } from '../insight-words.ts'
import { againstWords, countText, duringWords, leastText, percentText, usesWords, windowInWords } from '../numbers.ts'
import { hasEnded, largestThreshold, rulesOver, type Overview, type Row } from '../overview.ts'
import { rowId, titleHtml, type Page } from '../page.ts'
import type { Series } from '../series.ts'
import { silenceOf } from '../silence.ts'
import { addUp } from '../whole-service.ts'
import { featureRow, usualBase } from './feature-row.ts'
import type { Language, Both } from '../../../domain/service.ts'
import { periodInWords } from '../../words.ts'

/** Up to here all rows stand open, family by family; beyond, the first ten of all, and the others to be unfolded. */
const MOST_OPEN = 20
const TEN = 10

/** The features that have a figure, most used first; those of which there is none; those that ended. */
export function features(page: Page, overview: Overview): Html {
  const { prose } = page
  const { drawn, active, ended } = overview
  const groups = groupsOf(page, overview)
  const isLong = active.length > MOST_OPEN
  return html`<section aria-labelledby="${FEATURES}">
      <h2 id="${FEATURES}">${prose.features.heading}</h2>
      <p class="note">
        ${prose.features.ownScale(groups !== undefined && !isLong)}
        ${aboutTable(page, overview)}${drawn.isCut ? ` ${prose.features.cut(drawn.periods.length)}` : ''}${tenMake(page, overview)}
      </p>
      ${open(groups, page, overview)} ${isLong ? folded(groups, page, overview) : undefined}
    </section>
    ${withoutFigure(page, overview)}
    ${
      ended.length === 0
        ? undefined
        : html`<section aria-labelledby="ended">
            <h2 id="ended">${prose.endedHeading}</h2>
            ${rowsOf('ended', ended, page, overview)}
          </section>`
    }`
}

/** Features that stand together: of a family, or of none. */
type Group = {
  readonly id: string
  readonly name: Html
  /** Of its features that have a row, most used first. */
  readonly rows: readonly Row[]
  /** How many more have no figure, and how often all were used. */
  readonly sum: string
}

/** In the order of the families, those of none last; undefined: no row is of a family. */
function groupsOf(page: Page, overview: Overview): readonly Group[] | undefined {
  const { edition, language } = page
  const { families = [] } = edition.publication
  const [withRow, without] = [overview.active, hiddenElsewhere(overview)].map((rows) =>
    groupBy(rows, ({ series }) => series.feature.family),
  )
  const groupOf = (id: string, name: Html, family?: string): readonly Group[] => {
    const [rows, more] = [withRow?.get(family) ?? [], without?.get(family) ?? []]
    const sum = listed([familyWords(language).without(more.length), sumText([...rows, ...more], page, overview)])
    return rows.length === 0 ? [] : [{ id, name, rows, sum }]
  }
  const groups = families.flatMap(({ id, title }) => groupOf(`family-${id}`, titleHtml({ id, title }, language), id))
  return groups.length === 0 ? undefined : [...groups, ...groupOf(OTHERS, html`${familyWords(language).ofNone}`)]
}

/** The uses of those without a figure are hidden, and may be some: with them a family has at least the sum of its rows. */
function hiddenElsewhere({ rows, active, drawn }: Overview): readonly Row[] {
  const others = rows.filter((row) => !active.includes(row) && !hasEnded(row.series.feature, drawn))
  return others.filter(({ latest: { state } }) => state === 'hidden' || state === 'withheld')
}

const OTHERS = 'others'

/** Nothing of noisy figures, which do not add up. */
function sumText(rows: readonly Row[], { language }: Page, { drawn, latest }: Overview): string {
  const { count, isLeast } = addUp(rows)
  if (count === undefined || hasNoise(latest, drawn) || drawn.counted !== 'requests') return ''
  return `${leastText(count, isLeast, language)} ${usesWords(count, duringWords(latest, drawn, language), language)}`
}

/** What stands open: the first ten of many, else all. */
function open(groups: readonly Group[] | undefined, page: Page, overview: Overview): Html | readonly Html[] {
  const { active } = overview
  if (active.length === 0) return html`<p>${page.prose.features.none}</p>`
  if (active.length > MOST_OPEN) return rowsOf(FEATURES, active.slice(0, TEN), page, overview)
  if (groups === undefined) return rowsOf(FEATURES, active, page, overview)
  return groups.map((group) => openGroup(group, page, overview))
}

function openGroup({ id, name, rows, sum }: Group, page: Page, overview: Overview): Html {
  const features = familyWords(page.language).features(rows.length, 0)
  return html`<h3><span id="${id}">${name}</span> <small>${listed([features, sum])}</small></h3>
    ${rowsOf(id, rows, page, overview)}`
}

/** All but the first ten, by family if there are any: one whose features stand above leads to them. */
function folded(groups: readonly Group[] | undefined, page: Page, overview: Overview): Html | readonly Html[] {
  const { language, prose } = page
  const first = overview.active.slice(0, TEN)
  const rest = overview.active.slice(TEN)
  if (groups === undefined) {
    const name = html`${prose.features.others(countText(rest.length, language))}`
    const sum = sumText(rest, page, overview)
    return details({ id: OTHERS, name, rows: rest, sum, above: [], areMany: rest.length > MOST_OPEN }, page, overview)
  }
  return groups.map(({ rows, ...group }) => {
    const above = rows.filter((row) => first.includes(row))
    const features = familyWords(language).features(rows.length, above.length)
    const sum = listed([features, group.sum])
    const others = rows.filter((row) => !above.includes(row))
    // On paper families together are many rows, though each has few.
    return details({ ...group, sum, rows: others, above, areMany: true }, page, overview)
  })
}

type Folded = Group & { readonly above: readonly Row[]; readonly areMany: boolean }

/** Whoever follows a link to what is within finds it open. */
function details({ id, name, rows, sum, above, areMany }: Folded, page: Page, overview: Overview): Html {
  const links = above.map(
    ({ series: { feature } }) => html`<li><a href="#${rowId(feature)}">${titleHtml(feature, page.language)}</a></li>`,
  )
  const led = html`<p class="note">${familyWords(page.language).above}</p>
    <ul class="names">
      ${links}
    </ul>`
  return html`<details class="rest">
    <summary><span id="l-${id}">${name}</span> <small>${sum}</small></summary>
    <div id="${id}">
      ${links.length === 0 ? undefined : led}${rows.length === 0 ? undefined : rowsOf(`l-${id}`, rows, page, overview, areMany)}
    </div>
  </details>`
}

function listed(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}

function aboutTable({ edition, language }: Page, { drawn }: Overview): string {
  const { name } = drawn.table.spec
  return edition.data.find(({ sheet }) => sheet.name === name)?.sheet.description[language] ?? ''
}

// Noisy figures do not add up to a share.
function tenMake({ language, prose }: Page, { drawn, latest, rows, active }: Overview): string {
  const all = addUp(rows).count ?? 0
  if (active.length <= MOST_OPEN || all === 0 || hasNoise(latest, drawn)) return ''
  const ten = addUp(active.slice(0, TEN)).count ?? 0
  return ` ${prose.features.tenMake(percentText(Math.round((100 * ten) / all), language))}`
}

/** @param areMany of all together: on paper, only then is each feature without its own figures */
function rowsOf(
  label: string,
  rows: readonly Row[],
  page: Page,
  overview: Overview,
  areMany = rows.length > MOST_OPEN,
): Html {
  const { language, prose } = page
  const { drawn, latest } = overview
  const length = latest.last - latest.first + 1
  const base = usualBase(drawn, latest)
  const isYear = latest.first - base > length
  const figure = capitalized(windowInWords(latest, drawn, language))
  const change = isYear ? prose.features.inAYear : prose.features.change
  const window = { first: base, last: base + length - 1 }
  const against = base < 0 || isYear ? '' : `, ${againstWords(window, drawn, language)}`
  // Roles of a table that a validator calls needless: with `display: grid` or `block` Safari takes it for none without them.
  return html`<table
    class="feat${areMany ? ' many' : ''}"
    role="table"
    aria-labelledby="${label}"
    style="--f:'${figure}';--c:'${change}';--e:'${prose.features.errors}'"
  >
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${prose.features.feature}</th>
        <th role="columnheader" scope="col">${prose.features.evolution}<small>${endsOf(page, overview)}</small></th>
        <th role="columnheader" scope="col">${figure}</th>
        <th role="columnheader" scope="col">${change}<small>${prose.features.changePerDay}${against}</small></th>
        <th role="columnheader" scope="col">${prose.features.errors}</th>
        <th role="columnheader" scope="col" class="vh">${prose.features.allFigures}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((row) => featureRow(row, page, overview))}
    </tbody>
  </table>`
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function endsOf({ language }: Page, { drawn: { kind, periods } }: Overview): string {
  return [...new Set([periods.at(0), periods.at(-1)])]
    .flatMap((period) => (period === undefined ? [] : [periodInWords(kind, period, language)]))
    .join(' – ')
}

function withoutFigure(page: Page, overview: Overview): Html | undefined {
  const { silent, never, notYet } = overview
  if (silent.length + never.length + notYet.length === 0) return undefined
  const { prose } = page
  const why = html`<p>${prose.never.why(thresholdOf(page, overview))}</p>`
  const list = html`<h3>${prose.never.heading}</h3>
    ${namesOf(never, page)}`
  const later = html`<p>${prose.never.notYet}</p>
    ${namesOf(notYet, page)}`
  return html`<section aria-labelledby="${NO_FIGURE}">
    <h2 id="${NO_FIGURE}">${prose.never.section}</h2>
    ${silent.length + never.length > 0 ? why : undefined}${silent.length > 0 ? rowsOf(NO_FIGURE, silent, page, overview) : undefined}
    ${never.length > 0 ? list : undefined}${notYet.length > 0 ? later : undefined}
  </section>`
}

/** The largest in force while they have no figure. */
function thresholdOf({ edition }: Page, { drawn, latest, silent, never }: Overview): number {
  const periods = Math.max(0, ...silent.map(({ series }) => silenceOf(series, latest, drawn)?.periods ?? 0))
  const told = never.length > 0 ? drawn.rules : rulesOver(periods, { latest, drawn })
  return largestThreshold(told) || edition.publication.k
}

function namesOf(some: readonly Series[], { language }: Page): Html {
  return html`<ul class="names">
    ${some.map(({ feature }) => html`<li id="${rowId(feature)}">${titleHtml(feature, language)}</li>`)}
  </ul>`
}

/** What the page says of families of features. */
function familyWords(language: Language) {
  const say = (words: Both) => words[language]
  return {
    ofNone: say({ en: 'Other features', fr: 'Autres fonctionnalités' }),
    /** @param above how many of them stand among the first ten */
    features: (count: number, above: number) => {
      const words = count === 1 ? { en: 'feature', fr: 'fonctionnalité' } : { en: 'features', fr: 'fonctionnalités' }
      const all = `${countText(count, language)} ${say(words)}`
      if (above === 0) return all
      if (above === count) return say({ en: `${all}, above`, fr: `${all}, plus haut` })
      return say({
        en: `${all}, ${countText(above, language)} of them above`,
        fr: `${all}, dont ${countText(above, language)} plus haut`,
      })
    },
    /** The section on these follows. */
    without: (count: number) => {
      const one = { en: '1 more without a figure', fr: '1\u00A0autre sans chiffre' }
      const some = { en: `${count} more without a figure`, fr: `${count}\u00A0autres sans chiffre` }
      return count === 0 ? '' : say(count === 1 ? one : some)
    },
    above: say({ en: 'Above:', fr: 'Plus haut\u00A0:' }),
  }
}
