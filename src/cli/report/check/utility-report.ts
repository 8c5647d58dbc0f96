import type { Utility } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { decimal, percent, say } from '../../language/language.ts'
import { columnsText, heading } from '../columns-text.ts'

/** What protection would leave of each table: shares and errors over the whole, never a single count. */
export function utilityReport(tables: readonly Utility[]): string {
  const rows = tables.map((table) => [
    table.name,
    shareText(table.usesShown),
    shareText(table.cellsShown),
    shareText(table.medianError),
    shareText(table.error95),
    numberText(table.ranks),
    numberText(table.distance),
  ])
  const advice = tables.flatMap(({ name, advice: word, withheld }) => [
    ...(word === undefined ? [] : [adviceText(name, ADVICE[word])]),
    ...(withheld.length === 0 ? [] : [adviceText(name, withheldWords(withheld))]),
  ])
  const titles = say({
    en: ['uses shown', 'cells shown', 'median error', '95 % below', 'ranks', 'distance'],
    fr: ['utilisations montrées', 'cases montrées', 'erreur médiane', '95 % en dessous de', 'rangs', 'distance'],
  })
  return [
    heading(say({ en: 'What protection leaves', fr: 'Ce que laisse la protection' })),
    columnsText(
      [{ title: say({ en: 'name', fr: 'nom' }) }, ...titles.map((title) => ({ title, align: 'right' }) as const)],
      rows,
    ),
    `  ${say(LEGEND)}\n`,
    ...(advice.length === 0 ? [] : ['\n', ...advice]),
  ].join('')
}

const LEGEND: Both = {
  en: 'error: of the shown figures, against the true ones; ranks: 1 where the order of the features is kept; distance: 0 where their shares are',
  fr: 'erreur : des chiffres montrés, par rapport aux exacts ; rangs : 1 si l’ordre des fonctionnalités est gardé ; distance : 0 si leurs parts le sont',
}

function adviceText(name: string, { en, fr }: Both): string {
  return `  ${say({ en: `${name}: ${en}`, fr: `${name} : ${fr}` })}\n`
}

const ADVICE = {
  'whole-periods': {
    en: 'nearly all that is hidden is of periods not yet closed, or begun before the logs; wait, or write since: if the service opened with them',
    fr: 'ce qui est masqué tient presque tout à des périodes pas encore closes, ou commencées avant les journaux ; attendez, ou écrivez since: si le service a ouvert avec eux',
  },
  'longer-period': {
    en: 'too much is hidden; a longer period would show more',
    fr: 'presque tout est masqué ; une période plus longue montrerait davantage',
  },
  'fewer-dimensions': {
    en: 'too much is hidden; a longer period, or fewer dimensions, would show more',
    fr: 'presque tout est masqué ; une période plus longue, ou moins de dimensions, montrerait davantage',
  },
} as const satisfies Record<string, Both>

function withheldWords(withheld: Utility['withheld']): Both {
  const features = withheld.map(({ feature, periods }) => `${feature} (${periods})`).join(', ')
  return {
    en: `large enough, but hidden above hidden shorter periods: ${features}; one length of period alone, or cell-key, shows them`,
    fr: `assez grand, mais masqué au-dessus de périodes plus courtes masquées : ${features} ; une seule durée de période, ou cell-key, les montre`,
  }
}

/** `0.97`; `0,97` in French. */
function numberText(value: number | undefined): string {
  return decimal(value?.toFixed(2) ?? '–')
}

function shareText(share: number | undefined): string {
  return share === undefined ? '–' : percent(share)
}
