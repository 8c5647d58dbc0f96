import type { Disclosure } from '../../../pipeline/index.ts'
import { say } from '../../language/language.ts'
import { percent } from '../../words/words.ts'
import { columnsText } from '../columns-text.ts'
import { heading } from '../heading.ts'

/** What somebody who lacks nothing but the key can still find out of each table. */
export function disclosureReport(plan: readonly Disclosure[]): string {
  return [
    heading(say({ en: 'what can still be found out', fr: 'ce qui peut encore se découvrir' })),
    `  ${say(GUESSES)}\n`,
    columnsText(
      [
        { title: say({ en: 'name', fr: 'nom' }) },
        { title: say({ en: 'that it came', fr: 'qu’elle est venue' }), align: 'right' },
        { title: say({ en: 'its categories', fr: 'ses catégories' }), align: 'right' },
        { title: '' },
      ],
      plan.map((disclosure) => [
        disclosure.spec.name,
        shareText(disclosure.presence),
        disclosure.profile === undefined ? '' : shareText(disclosure.profile),
        caveatOf(disclosure),
      ]),
    ),
    twiceText(plan),
    `  ${say(COIN)}\n`,
  ].join('')
}

/** Of the table that tells most. */
function twiceText(plan: readonly Disclosure[]): string {
  const all = plan.flatMap(({ twice }) => twice ?? [])
  if (all.length === 0) return ''
  const presence = shareText(Math.max(...all.map((one) => one.presence)))
  const profiles = all.flatMap(({ profile }) => profile ?? [])
  const profile = profiles.length === 0 ? '' : `, ${shareText(Math.max(...profiles))}`
  const words = {
    en: `Of a period with noise that --revise publishes a second time: ${presence}${profile}.`,
    fr: `D’une période bruitée que --revise publie une seconde fois : ${presence}${profile}.`,
  }
  return `  ${say(words)}\n`
}

const GUESSES = {
  en: 'Whoever sends requests of their own and knows all others but one guesses right, a period:',
  fr: 'Qui envoie ses propres requêtes et connaît toutes les autres sauf une devine juste, par période :',
}

const COIN = {
  en: '50 % is the toss of a coin. A habit of many days is found out sooner; k counts requests, not people.',
  fr: '50 % est un tirage à pile ou face. Une habitude de plusieurs jours se découvre plus tôt ; k porte sur des requêtes, non sur des personnes.',
}

function caveatOf({ spec, toldBy, profileToldBy }: Disclosure): string {
  if (toldBy !== undefined) return tellersText(toldBy, profileToldBy)
  if (spec.protection.level !== 'threshold') return ''
  return say({
    en: 'by filling up to the threshold; below it, nothing else tells',
    fr: 'en complétant jusqu’au seuil ; en dessous, rien d’autre ne le dit',
  })
}

/** What tells some of the categories tells that it came, too. */
function tellersText(presence: string, profile: string | undefined): string {
  if (profile === undefined)
    return say({ en: `${presence} tells that it came`, fr: `${presence} dit qu’elle est venue` })
  const alone = {
    en: `${profile} tells that it came, and some of its categories`,
    fr: `${profile} dit qu’elle est venue, et une partie de ses catégories`,
  }
  const both = {
    en: `${presence} tells that it came, ${profile} some of its categories`,
    fr: `${presence} dit qu’elle est venue, ${profile} une partie de ses catégories`,
  }
  return say(presence === profile ? alone : both)
}

/** `66.5 %`, `100 %`. */
function shareText(share: number): string {
  return share === 1 ? say({ en: '100 %', fr: '100 %' }) : percent(share)
}
