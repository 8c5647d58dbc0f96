import { dateOf, type Days } from '../../../domain/calendar.ts'
import type { Language } from '../../../domain/service.ts'
import type { Judge, KnownService, SureReason, SureVerdicts } from '../../../domain/verdict.ts'
import type { Edition } from '../../edition.ts'
import { knownService } from '../../known-service.ts'
import { monthInWords } from '../../words.ts'
import { html, type Html } from '../html.ts'
import { rowId, titleHtml, type Page } from '../page.ts'
import { reasonText, verdictProse } from '../verdict-words.ts'

/** What is sure to fit, and of which months. */
export type Verdicts = { readonly windows: KnownService['windows']; readonly sure: SureVerdicts }

/** Undefined: the operator asks for none, or the figures allow none. */
export function verdictsOf(edition: Edition, judge: Judge | undefined): Verdicts | undefined {
  const rules = edition.publication.voice?.verdicts
  if (rules === undefined || edition.tier !== 'summary') return undefined
  if (judge === undefined) throw new TypeError('verdicts need a judge')
  const known = knownService(edition)
  return known && { windows: known.windows, sure: judge(known, rules) }
}

/** What to act on first, and how. */
const ORDER: readonly SureReason['verdict'][] = ['improve', 'strengthen', 'retire']

export function verdictsSection({ edition, language }: Page, { windows, sure }: Verdicts): Html {
  const prose = verdictProse(language)
  const rows = ORDER.flatMap((verdict) =>
    edition.publication.features.flatMap((feature) => {
      const reason = sure.get(feature.id)
      return reason?.verdict === verdict ? [{ feature, reason }] : []
    }),
  )
  const items = rows.map(
    ({ feature, reason }) =>
      html`<li>
        <b>${prose.verdicts[reason.verdict]}</b>${prose.colon}<a href="#${rowId(feature)}"
          >${titleHtml(feature, language)}</a
        >, ${reasonText(reason, language)}
      </li>`,
  )
  return html`<section class="verdicts" aria-labelledby="verdicts">
    <h2 id="verdicts">${prose.heading}</h2>
    <p class="note">${prose.how(monthOf(windows.now, language), monthOf(windows.before, language))}</p>
    ${
      items.length === 0
        ? html`<p>${prose.none}</p>`
        : html`<ul>
            ${items}
          </ul>`
    }
  </section>`
}

function monthOf({ from }: Days, language: Language): string {
  const { year, month } = dateOf(from)
  return `${monthInWords(month, language)} ${year}`
}
