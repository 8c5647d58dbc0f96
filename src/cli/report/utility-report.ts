import type { Utility } from '../../pipeline/index.ts'
import { percent } from '../words/words.ts'
import { columnsText } from './columns-text.ts'
import { heading } from './heading.ts'

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
    ...(word === undefined ? [] : [`  ${name}: ${ADVICE[word]}\n`]),
    ...(withheld.length === 0 ? [] : [`  ${name}: ${withheldText(withheld)}\n`]),
  ])
  return [
    heading('what protection leaves'),
    columnsText(
      [
        { title: 'name' },
        ...['uses shown', 'cells shown', 'median error', '95 % below', 'ranks', 'distance'].map(
          (title) => ({ title, align: 'right' }) as const,
        ),
      ],
      rows,
    ),
    ...(advice.length === 0 ? [] : ['\n', ...advice]),
  ].join('')
}

const ADVICE = {
  'longer-period': 'too much is hidden; a longer period would show more',
  'fewer-dimensions': 'too much is hidden; a longer period, or fewer dimensions, would show more',
} as const

function withheldText(withheld: Utility['withheld']): string {
  const features = withheld.map(({ feature, periods }) => `${feature} (${periods})`).join(', ')
  return `large enough, but hidden above hidden shorter periods: ${features}; one length of period alone, or cell-key, shows them`
}

function numberText(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2)
}

function shareText(share: number | undefined): string {
  return share === undefined ? '–' : percent(share)
}
