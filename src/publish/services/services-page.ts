import { dateOf, dayAfter, dayText, type DayIndex } from '../../domain/calendar.ts'
import { groupBy } from '../../domain/group-by.ts'
import type { Language } from '../../domain/service.ts'
import { LICENCE_WORDS } from '../listed-licences.ts'
import { pageFrame } from '../page/frame.ts'
import { html, type Html } from '../page/html.ts'
import { INCOMPLETE, changeText, countText, spanInWords } from '../page/numbers.ts'
import { pageName } from '../page/page.ts'
import { pageProse } from '../page/page-prose.ts'
import { STYLE } from '../page/style.ts'
import { dateInWords, otherLanguage, plainTitle, updatedOn } from '../words.ts'
import type { IndexedService } from './read-service.ts'
import { FEED, GENERATOR } from './services-feed.ts'
import { servicesProse, type ServicesProse } from './services-prose.ts'

/** What stands beside the page, and who wrote it. */
type ServicesFacts = {
  readonly main: Language
  /** Names of files beside the page that somebody else has. */
  readonly taken: readonly string[]
  readonly hasFeed: boolean
  readonly hasCatalogue: boolean
  readonly programVersion: string
}

type Telling = ServicesFacts & {
  readonly language: Language
  readonly prose: ServicesProse
  readonly publisher: string | undefined
  readonly newest: DayIndex | undefined
}

/** More are looked up by their name. */
const MOST_BY_USE = 20

/** The page of all services of an output folder: their latest figures, and the way to each. */
export function servicesPage(services: readonly IndexedService[], language: Language, around: ServicesFacts): string {
  const prose = servicesProse(language)
  const [newest] = services.flatMap(({ latest }) => latest?.through ?? []).toSorted((a, b) => b - a)
  const telling = { ...around, language, prose, publisher: publisherOf(services), newest }
  const title = servicesTitle(services, language)
  const lede = `${prose.lede(services.length)} ${pageProse(language).notPeople}`
  const isLong = services.length > MOST_BY_USE
  return pageFrame(language, {
    title,
    description: lede,
    style: STYLE + STYLE_OF_SERVICES,
    head: html`<meta name="generator" content="${GENERATOR} ${around.programVersion}" />
      ${around.hasFeed ? html`<link rel="alternate" type="application/atom+xml" href="${FEED}" />` : undefined}`,
    body: html`<header>
        <nav><span></span>${otherPage(telling)}</nav>
        <h1>${title}</h1>
        <p class="lede">${lede}</p>
        ${services.length > 1 ? html`<p>${prose.notCompared}</p>` : undefined}
      </header>
      <main>
        <section aria-labelledby="services">
          <h2 id="services">${prose.services}</h2>
          ${services.length > 1 ? html`<p class="note">${isLong ? prose.order.name : prose.order.use}</p>` : undefined}
          ${isLong ? byLetter(services, telling) : table(mostUsedFirst(services), telling, prose.services)}
        </section>
        ${reading(services, telling)}
      </main>`,
    foot: foot(telling),
  })
}

/** After the publisher of all; of a service that names none, after itself. */
export function servicesTitle(services: readonly IndexedService[], language: Language): string {
  const prose = servicesProse(language)
  const publisher = publisherOf(services)
  if (publisher !== undefined) return prose.title(publisher)
  const [first, ...others] = services
  return first !== undefined && others.length === 0 ? prose.titleOfOne(first.name) : prose.untitled
}

/** @returns undefined: services of several publishers, or none named */
export function publisherOf(services: readonly IndexedService[]): string | undefined {
  const [first, ...others] = new Set(services.map(({ publisher }) => publisher))
  return others.length === 0 ? first : undefined
}

function otherPage({ language, main, taken }: Telling): Html | undefined {
  const other = otherLanguage(language)
  const path = pageName(other, main)
  if (taken.includes(path)) return undefined
  return html`<a href="${path}" lang="${other}" hreflang="${other}">${pageProse(language).otherLanguage}</a>`
}

function mostUsedFirst(services: readonly IndexedService[]): readonly IndexedService[] {
  return services.toSorted((a, b) => usesADay(b) - usesADay(a) || byName(a, b))
}

/** A day: beside a month, 28 days or a year would stand too low or too high. */
function usesADay({ latest }: IndexedService): number {
  if (!latest?.uses) return -1
  const { atLeast, value } = latest.uses.requests
  return (atLeast ?? value ?? -1) / (latest.lastDay - latest.firstDay + 1)
}

function byName(a: IndexedService, b: IndexedService): number {
  const [left, right] = [`${plainTitle(a.name)} ${a.folder}`, `${plainTitle(b.name)} ${b.folder}`]
  return left < right ? -1 : left > right ? 1 : 0
}

function byLetter(services: readonly IndexedService[], telling: Telling): Html {
  const letterOf = (service: IndexedService) => /^[a-z]/.exec(plainTitle(service.name))?.[0].toUpperCase() ?? '#'
  const letters = groupBy(services.toSorted(byName), letterOf)
  const all = [...letters].map(([letter, some]) => ({ letter, some, id: letter === '#' ? 'l-0' : `l-${letter}` }))
  return html`<nav class="letters" aria-label="${telling.prose.letters}">
      ${all.map(({ letter, id }) => html`<a href="#${id}">${letter}</a>`)}
    </nav>
    ${all.map(
      ({ letter, some, id }) =>
        html`<h3 id="${id}">${letter}</h3>
          ${table(some, telling, `${telling.prose.services}, ${letter}`)}`,
    )}`
}

function table(services: readonly IndexedService[], telling: Telling, name: string): Html {
  const { prose } = telling
  const headings = [prose.service, prose.uses, prose.change, prose.until, prose.licence]
  // Its roles are for Safari, which takes a table with `display: grid`, as on a phone, for none.
  return html`<table class="svc" role="table" aria-label="${name}">
    <thead role="rowgroup">
      <tr role="row">
        ${headings.map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${services.map((service) => row(service, telling))}
    </tbody>
  </table>`
}

function row(service: IndexedService, telling: Telling): Html {
  const { prose, language, publisher } = telling
  const { folder, name, version, created, licence } = service
  const address = `${encodeURIComponent(folder)}/${pageName(language, service.language)}`
  const by = service.publisher === undefined || service.publisher === publisher ? [] : [prose.by(service.publisher)]
  const [short] = pageProse(language).licenceShort[licence]
  const cell = (heading: string, says: Html) => html`<td role="cell" data-h="${heading}">${says}</td>`
  return html`<tr role="row">
    <th role="rowheader" scope="row">
      <a href="${address}"><bdi>${name}</bdi></a
      ><small><bdi>${[...by, prose.version(version, updatedOn(created, language))].join(', ')}</bdi></small>
    </th>
    ${cell(prose.uses, usesHtml(service, telling))}${cell(prose.change, changeHtml(service, telling))}${cell(prose.until, untilHtml(service, telling))}${cell(prose.licence, html`<a href="${LICENCE_WORDS[licence].address}">${short}</a>`)}
  </tr>`
}

function usesHtml({ latest }: IndexedService, { prose, language }: Telling): Html {
  if (latest === undefined) return html`<i>${prose.none}</i>`
  const { uses } = latest
  const during = html`<small>${periodsInWords(latest, language)}</small>`
  if (uses === null) return html`<i>${prose.notCounted}</i>${during}`
  const { state, value, atLeast } = uses.requests
  const count = value ?? atLeast
  if (count === null) return html`<i>${state === 'hidden' ? prose.hidden : prose.noFigure}</i>${during}`
  const before = state === 'noisy' ? `${prose.about} ` : state === 'exact' ? '' : '≥\u00A0'
  return html`<b>${before}${countText(count, language)}</b>${during}`
}

function periodsInWords(
  { kind, period, periods, isInPart }: NonNullable<IndexedService['latest']>,
  language: Language,
): string {
  const shown = Array<typeof period>(periods).fill(period)
  const words = spanInWords({ first: 0, last: periods - 1 }, { kind, periods: shown }, language)
  return `${words}${isInPart ? INCOMPLETE[language] : ''}`
}

function changeHtml({ latest }: IndexedService, { prose, language }: Telling): Html {
  const change = latest?.uses?.change ?? undefined
  if (change === undefined) return html`<i aria-hidden="true">–</i>`
  const { ratio, features } = change
  return html`<span class="${ratio > 1 ? 'up' : 'down'}"
      >${ratio > 1 ? '▲' : '▼'} ${changeText(ratio - 1, language)}</span
    ><small>${prose.features(features)}</small>`
}

/** A service by quarters or years has nothing newer for so long; one by months is told late after a month and a half. */
const DAYS_BEHIND = { day: 45, week: 45, month: 45, quarter: 137, year: 410 } as const

function untilHtml({ latest }: IndexedService, { prose, language, newest }: Telling): Html {
  if (latest === undefined) return html`<i aria-hidden="true">–</i>`
  const behind = behindOf(latest, newest)
  return html`<time datetime="${dayText(latest.through)}">${dateInWords(latest.through, language)}</time>
    ${behind > 0 ? html`<small class="late">${prose.behind(behind)}</small>` : undefined}`
}

/** So many whole months is the newest of the services ahead; 0 where this one is but late, or of longer periods. */
function behindOf({ kind, through }: NonNullable<IndexedService['latest']>, newest: DayIndex | undefined): number {
  if (newest === undefined || newest - through <= DAYS_BEHIND[kind]) return 0
  // From the day after, so that two ends of months are whole months apart.
  const [here, there] = [dateOf(dayAfter(through)), dateOf(dayAfter(newest))]
  return (there.year - here.year) * 12 + there.month - here.month - (there.day < here.day ? 1 : 0)
}

function reading(services: readonly IndexedService[], { prose, newest }: Telling): Html {
  const latest = services.flatMap((service) => service.latest ?? [])
  const says = [
    latest.some(({ uses }) => uses?.requests.value === null && uses.requests.atLeast !== null) && prose.reading.least,
    latest.some(({ uses }) => uses?.change) && prose.reading.change,
    latest.some((one) => behindOf(one, newest) > 0) && prose.reading.behind,
  ].filter((one) => one !== false)
  if (says.length === 0) return html``
  return html`<section aria-labelledby="reading">
    <h2 id="reading">${prose.reading.heading}</h2>
    ${says.map((one) => html`<p class="note">${one}</p>`)}
  </section>`
}

function foot({ prose, language, hasFeed, hasCatalogue, programVersion }: Telling): Html {
  const links = [
    hasFeed && html`<a href="${FEED}">${prose.feed}</a>`,
    hasCatalogue && html`<a href="catalog.jsonld">${prose.catalogue}</a>`,
  ].filter((one) => one !== false)
  return html`<footer>
    <p class="links">${links}</p>
    <p>${pageProse(language).madeWith(programVersion)}</p>
  </footer>`
}

const STYLE_OF_SERVICES = `
.svc{width:100%;margin-top:.75rem}
.svc th,.svc td{padding:.6rem 1.25rem .6rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.svc thead th{font-size:.8125rem;color:var(--muted);padding-top:0}
.svc tbody th{font-weight:600;width:40%}
.svc small{display:block;line-height:1.3;margin-top:.1rem}
.svc td,.svc small{overflow-wrap:normal}
.svc b{font-size:1.0625rem;font-weight:650;white-space:nowrap}
.svc .up,.svc .down{white-space:nowrap}
.svc .late{color:var(--orange)}
.letters{justify-content:flex-start;gap:.25rem .9rem;font-size:1rem;margin-top:1rem}
.letters a{padding:.15rem .25rem}
@media(max-width:44rem){
.svc,.svc tbody{display:block}
.svc thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.svc tbody tr{display:grid;grid-template-columns:1fr 1fr;gap:.35rem 1rem;padding:.75rem 0;border-bottom:1px solid var(--line);break-inside:avoid}
.svc tbody th{grid-column:1/-1;width:auto}
.svc th,.svc td{padding:0;border:0}
.svc td::before{display:block;font-size:.75rem;color:var(--muted);content:attr(data-h)}
}
@media print{
.letters{display:none}
.svc tr{break-inside:avoid}
}
`
