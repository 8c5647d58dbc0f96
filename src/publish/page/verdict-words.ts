import type { Language } from '../../domain/service.ts'
import type { SureReason } from '../../domain/verdict.ts'
import type { Words } from '../words.ts'
import { countText, percentText, shareText, timesText } from './numbers.ts'

/** What the page says around its verdicts. */
export function verdictProse(language: Language) {
  const say = (words: Words) => words[language]
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
export function reasonText(reason: SureReason, language: Language): string {
  const say = (words: Words) => words[language]
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
  const say = (words: Words) => words[language]
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
