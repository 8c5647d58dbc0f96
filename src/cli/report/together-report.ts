import type { NamedStep, VerifiedTogether } from '../../pipeline/index.ts'
import type { Both } from '../../domain/service.ts'
import { grouped, numbered, say } from '../language/language.ts'
import { clipped, printable } from '../terminal/printable.ts'

/** Which hidden figures all folders together tell, by which steps; then what was looked at. */
export function togetherReport(verified: VerifiedTogether): string {
  const { folders, figures, told, contradicted, unread, notCompared } = verified
  const open = told.filter(({ isAccepted }) => !isAccepted)
  const rest = open.length - MOST_TOLD
  return [
    ...open.slice(0, MOST_TOLD).map(blockOf),
    ...(rest > 0 ? [say({ en: `and ${grouped(rest)} more\n`, fr: `et ${grouped(rest)} de plus\n` })] : []),
    ...unread.map((path) =>
      say({ en: `${printable(path)}: cannot be read\n`, fr: `${printable(path)} : ne peut pas être lu\n` }),
    ),
    ...(contradicted.length === 0 ? [] : [contradiction(contradicted.length, printable(contradicted[0] ?? ''))]),
    ...(notCompared.length === 0 ? [] : [apart(notCompared.length)]),
    summaryOf({
      folders: folders.length,
      hidden: figures.length,
      told: open.length,
      accepted: told.length - open.length,
    }),
  ].join('\n')
}

const MOST_TOLD = 20

/** The same for programs: every hidden figure with its interval; `high` is absent where nothing bounds it. */
export function togetherJson(verified: VerifiedTogether, isRight: boolean): string {
  const finite = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') return printable(value)
    return typeof value === 'number' && !Number.isFinite(value) ? undefined : value
  }
  return `${JSON.stringify({ isRight, ...verified }, finite, 2)}\n`
}

type Counts = Readonly<Record<'folders' | 'hidden' | 'told' | 'accepted', number>>

function summaryOf({ folders, hidden, told, accepted }: Counts): string {
  const inFolders = numbered(folders, { en: ['folder', 'folders'], fr: ['dossier', 'dossiers'] })
  const figures = numbered(hidden, {
    en: ['hidden figure', 'hidden figures'],
    fr: ['chiffre masqué', 'chiffres masqués'],
  })
  const summary = say({
    en: `${figures} in ${inFolders}: ${told === 0 ? 'none is told' : `${grouped(told)} told`}\n`,
    fr: `${figures} dans ${inFolders} : ${told === 0 ? 'aucun ne se déduit' : `se déduisent : ${grouped(told)}`}\n`,
  })
  const exact = say({
    en: `${numbered(accepted, ['more is', 'more are'])} told by tables that hide nothing, a risk that the publisher accepted\n`,
    fr: `${numbered(accepted, ['autre se déduit', 'autres se déduisent'])} de tableaux qui ne masquent rien, risque accepté par le producteur\n`,
  })
  return accepted === 0 ? summary : summary + exact
}

function apart(services: number): string {
  return say({
    en: `the features of the ${grouped(services)} services were not compared: of those that read one log, the figures of one may tell what another hides\n`,
    fr: `les fonctionnalités des ${grouped(services)} services n’ont pas été comparées : parmi ceux qui lisent un même journal, les chiffres de l’un peuvent trahir ce qu’un autre masque\n`,
  })
}

function contradiction(count: number, first: string): string {
  return say({
    en: `nothing is known of ${numbered(count, ['hidden figure', 'hidden figures'])}, as ${first}: the folders contradict each other, or count other lines\n`,
    fr: `rien n’est su de ${numbered(count, ['chiffre masqué', 'chiffres masqués'])}, dont ${first} : les dossiers se contredisent, ou comptent d’autres lignes\n`,
  })
}

type Named = NamedStep['figure']
type Range = { readonly low: number; readonly high: number }

function blockOf(figure: VerifiedTogether['told'][number]): string {
  const { k } = figure
  const promise = say({
    en: `${numbered(k, ['value is', 'values are'])} promised`,
    fr: numbered(k, ['valeur est promise', 'valeurs sont promises']),
  })
  const hidden = say({ en: '; hidden in', fr: ' ; masqué dans' })
  const steps = figure.steps.map(
    (step, n) => `  ${n + 1}. ${stepText(step)}\n${step.files.map((file) => `     ${printable(file)}\n`).join('')}`,
  )
  return `${nameOf(figure)} ${rangeOf(figure)}, ${promise}${hidden} ${printable(figure.file)}\n${steps.join('')}`
}

const WHATS: Readonly<Record<Named['what'], Both>> = {
  count: { en: '', fr: '' },
  others: { en: 'that are no entries', fr: 'qui ne sont pas des entrées' },
  rest: { en: 'on days of which no table tells', fr: 'des jours dont aucun tableau ne parle' },
  change: { en: 'that came later', fr: 'arrivés plus tard' },
  silence: { en: 'without a row', fr: 'sans ligne' },
  shared: { en: 'and others that two sums have in common', fr: 'et d’autres communs à deux sommes' },
}

function nameOf({ service, feature, measure, period, what }: Named): string {
  return [service, feature, measure, period, say(WHATS[what])]
    .filter((word) => word !== '')
    .map(clipped)
    .join(' ')
}

function rangeOf({ low, high }: Range): string {
  if (low === high) return `= ${grouped(low)}`
  return Number.isFinite(high) ? `= ${grouped(low)}…${grouped(high)}` : `≥ ${grouped(low)}`
}

const WHYS: Readonly<Record<NamedStep['why'], Both>> = {
  parts: { en: 'a period is the sum of the shorter ones', fr: 'une période est la somme des plus courtes' },
  open: { en: 'some of a period is not more than all of it', fr: 'une partie d’une période ne dépasse pas le tout' },
  entries: { en: 'entries and the others are all requests', fr: 'les entrées et les autres font toutes les requêtes' },
  change: { en: 'the difference of two editions', fr: 'la différence de deux éditions' },
  noise: {
    en: 'the sum of its categories, each off by what the noise can',
    fr: 'la somme de ses catégories, chacune au bruit près',
  },
  exact: { en: 'beside an exact table', fr: 'à côté d’un tableau exact' },
  quality: { en: 'the lines of all features', fr: 'les lignes de toutes les fonctionnalités' },
  'one-log': {
    en: 'if both services read one log, its lines are the lines of either',
    fr: 'si les deux services lisent un journal, ses lignes sont celles de chacun',
  },
  shown: { en: 'hidden in one file, and shown in another', fr: 'masqué dans un fichier, et montré dans un autre' },
  'shown-exact': { en: 'shown in an exact table', fr: 'montré dans un tableau exact' },
  'no-row': { en: 'a period without a row had no line', fr: 'une période absente n’a eu aucune ligne' },
}

function stepText({ figure, bounds, why, shown, others }: NamedStep): string {
  const sum = numbered(shown.count, {
    en: ['figure is shown', 'figures are shown'],
    fr: ['chiffre est montré', 'chiffres sont montrés'],
  })
  const left = say({ en: 'and leave', fr: 'et laissent' })
  const told = shown.count === 0 ? '' : `, ${sum} ${left} ${grouped(Math.abs(shown.sum))}`
  const beside = others.map((other) => `${nameOf(other)} ${rangeOf(other)}`).join(', ')
  const besides = beside === '' ? '' : say({ en: `; beside ${beside}`, fr: ` ; à côté de ${beside}` })
  return `${nameOf(figure)} ${rangeOf(bounds)}${say({ en: ': ', fr: ' : ' })}${say(WHYS[why])}${told}${besides}`
}
