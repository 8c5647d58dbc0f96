import type { Disclosure } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { percent, say } from '../../language/language.ts'
import { columnsText, heading } from '../columns-text.ts'

/** What somebody who lacks nothing but the key can still find out of each table. */
export function disclosureReport(plan: readonly Disclosure[]): string {
  return [
    heading(say({ en: 'What can still be found out', fr: 'Ce qui peut encore se découvrir' })),
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
    habitText(plan),
    `  ${say(COIN)}\n`,
  ].join('')
}

/** What noise leaves, in a sentence: of the table that tells most. Empty where no table has noise. */
export function disclosureSentence(plan: readonly Disclosure[]): string {
  const noisy = plan.filter(({ twice }) => twice !== undefined)
  const [first] = noisy
  if (first === undefined) return ''
  const presence = timesIn100(noisy.map((one) => one.presence))
  const profiles = noisy.flatMap(({ profile }) => profile ?? [])
  const profile = profiles.length === 0 ? undefined : timesIn100(profiles)
  const told = first.toldBy
  if (told === undefined) return `  ${say(unknownWords(presence, profile))}\n`
  return `  ${say(toldWords(told, profile, noisy.find((one) => one.profileToldBy !== undefined)?.profileToldBy))}\n`
}

function timesIn100(shares: readonly number[]): number {
  // Rounded up, as the shares are: no figure is less than what somebody can do.
  return Math.ceil(Math.max(...shares) * 100 - 1e-9)
}

function unknownWords(presence: number, profile: number | undefined): Both {
  return {
    en: `Whoever knows everything else and tries to find out whether one request came is right ${presence} times in a hundred${profile === undefined ? '' : `, and which categories it has, ${profile} times`}; 50 is chance.`,
    fr: `Qui sait tout le reste et cherche à savoir si une requête est venue devine juste ${presence} fois sur cent${profile === undefined ? '' : `, et ses catégories ${profile} fois`} ; 50, c’est le hasard.`,
  }
}

/** A table without noise tells that it came, to whoever fills it up; what noise keeps is its categories. */
function toldWords(table: string, profile: number | undefined, teller: string | undefined): Both {
  const but = {
    en: teller === undefined ? '' : `, but for what ${teller} tells of them,`,
    fr: teller === undefined ? '' : `, hors ce que ${teller} en dit`,
  }
  const categories = {
    en: `; which categories it has${but.en} they guess right ${String(profile)} times in a hundred, where 50 is chance`,
    fr: ` ; ses catégories${but.fr}, il les devine juste ${String(profile)} fois sur cent, où 50 est le hasard`,
  }
  return {
    en: `Whoever knows everything else and sends requests of their own finds out from ${table} whether one more came${profile === undefined ? '' : categories.en}.`,
    fr: `Qui sait tout le reste et envoie ses propres requêtes découvre par ${table} si une autre est venue${profile === undefined ? '' : categories.fr}.`,
  }
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

/** An upper bound, since nobody knows how much else was counted in each of its periods. */
function habitText(plan: readonly Disclosure[]): string {
  const all = plan.flatMap(({ habit }) => habit ?? [])
  if (all.length === 0) return ''
  const presence = shareText(Math.max(...all.map((one) => one.presence)))
  const words = {
    en: `Of who comes once in each of seven periods with noise, whether they came at all: ${presence} at most.`,
    fr: `De qui vient une fois dans chacune de sept périodes bruitées, qu’il est venu : ${presence} au plus.`,
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
