import { dateOf, type Days } from '../../../domain/calendar.ts'
import type { Language, Both } from '../../../domain/service.ts'
import type { Judge, KnownService, SureReason, SureVerdicts } from '../../../domain/sure-verdicts.ts'
import type { Edition } from '../../edition.ts'
import { knownService } from '../../known-service.ts'
import { monthInWords } from '../../words.ts'
import { html, type Html } from '../html.ts'
import { rowId, titleHtml, type Page } from '../page.ts'
import { countText, percentText, shareText, timesText } from '../numbers.ts'

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

/** What the page says around its verdicts. */
function verdictProse(language: Language) {
  const say = (words: Both) => words[language]
  return {
    heading: say({ en: 'What the figures suggest', fr: 'Ce que les chiffres suggèrent' }),
    how: (now: string, before: string) =>
      say({
        en: `By fixed rules, from published figures alone: ${now} against ${before}. Each holds whatever the hidden figures are; of features that are not named, none does for sure. It is a place to look, not a decision.`,
        fr: `Selon des règles fixes, d’après les seuls chiffres publiés\u00A0: ${now} face à ${before}. Chaque constat vaut quels que soient les chiffres masqués\u202F; pour les autres fonctionnalités, aucun n’est sûr. C’est un endroit où regarder, pas une décision.`,
      }),
    none: say({ en: 'No rule fits for sure.', fr: 'Aucune règle ne s’applique à coup sûr.' }),
    colon: say({ en: ': ', fr: '\u00A0: ' }),
    verdicts: {
      improve: say({ en: 'Improve', fr: 'Améliorer' }),
      strengthen: say({ en: 'Strengthen', fr: 'Renforcer' }),
      retire: say({ en: 'Retire', fr: 'Retirer' }),
    },
  }
}

/** The rule and its figures, each rounded to the side on which it stays true. */
function reasonText(reason: SureReason, language: Language): string {
  const say = (words: Both) => words[language]
  const least = (share: number) => shareText(share, language, Math.floor)
  const most = (share: number) => shareText(share, language, Math.ceil)
  switch (reason.rule) {
    case 'errors':
      return say({
        en: `errors are at least ${least(reason.low)} of its requests, chance allowed for, above ${most(reason.limit)}`,
        fr: `au moins ${least(reason.low)} de ses requêtes en erreur, hasard déduit, plus de ${most(reason.limit)}`,
      })
    case 'unused':
      return unusedText(reason, language)
    case 'strong':
      return say({
        en: `at least ${least(reason.low)} of all uses, chance allowed for, and not falling; the rule asks for ${most(reason.limit)}`,
        fr: `au moins ${least(reason.low)} des utilisations, hasard déduit, et sans baisse\u202F; la règle demande ${most(reason.limit)}`,
      })
    case 'growing': {
      if (reason.change === Infinity)
        return say({ en: 'new: none before, beyond chance', fr: 'nouvelle\u00A0: aucune avant, au-delà du hasard' })
      const change =
        reason.change >= 1
          ? `×\u00A0${timesText(reason.change + 1, language, Math.floor)}`
          : `+${percentText(Math.floor(reason.change * 100), language)}`
      return say({
        en: `${change} or more against the rest of the service, beyond chance`,
        fr: `${change} ou plus par rapport au reste du service, au-delà du hasard`,
      })
    }
  }
}

/** A count is below a limit that is carried over to more days where it is below the next whole number. */
function unusedText(reason: Extract<SureReason, { readonly rule: 'unused' }>, language: Language): string {
  const say = (words: Both) => words[language]
  const uses = countText(reason.most, language)
  const isOne = reason.most === 1 || (reason.most === 0 && language === 'fr')
  const of28 = Number.isInteger(reason.limitOf28)
    ? countText(reason.limitOf28, language)
    : timesText(reason.limitOf28, language)
  const limit =
    reason.limit === reason.limitOf28
      ? of28
      : say({
          en: `${countText(Math.ceil(reason.limit), language)} (${of28} in 28 days)`,
          fr: `${countText(Math.ceil(reason.limit), language)} (${of28} en 28 jours)`,
        })
  const average = countText(Math.floor(reason.average), language)
  return say({
    en: `at most ${uses} ${isOne ? 'use' : 'uses'} in ${reason.days} days, below ${limit}, where features have at least ${average} on average`,
    fr: `${uses} ${isOne ? 'utilisation' : 'utilisations'} au plus en ${reason.days} jours, moins de ${limit}, pour au moins ${average} en moyenne par fonctionnalité`,
  })
}
