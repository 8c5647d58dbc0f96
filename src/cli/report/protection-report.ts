import type { Protection } from '../../domain/table.ts'
import type { Disclosure } from '../../pipeline/index.ts'
import { columnsText } from './columns-text.ts'

/** The protection plan: what protects each table, and what somebody who lacks nothing but the key can still find out. */
export function protectionReport(plan: readonly Disclosure[]): string {
  const noisy = plan.map(({ spec }) => spec.protection).find((protection) => 'views' in protection)
  return [
    columnsText(
      [{ title: 'name' }, { title: 'measures' }, { title: 'protection' }],
      plan.map(({ spec }) => [spec.name, spec.measures.join(', '), wordsForProtection(spec.protection)]),
    ),
    noisy === undefined
      ? ''
      : `\n  T = ${noisy.views}: one request is part of so many noisy figures a period; four are the most.\n`,
    '\n  Whoever sends requests of their own and knows all others but one guesses right, a period:\n',
    columnsText(
      [
        { title: 'name' },
        { title: 'that it came', align: 'right' },
        { title: 'its categories', align: 'right' },
        { title: '' },
      ],
      plan.map((disclosure) => [
        disclosure.spec.name,
        shareText(disclosure.presence),
        disclosure.profile === undefined ? '' : shareText(disclosure.profile),
        caveatOf(disclosure),
      ]),
    ),
    '  50 % is the toss of a coin. A habit of many days is found out sooner; k counts requests, not people.\n',
  ].join('')
}

function wordsForProtection(protection: Protection): string {
  switch (protection.level) {
    case 'threshold':
      return `threshold: counts below ${protection.k} are hidden`
    case 'exact':
      return 'exact: every count is shown, at your risk'
    case 'cell-key':
      return `cell-key: noise of variance ${protection.variance}, at most ${protection.reach}; hidden below ${protection.k}`
    case 'dp':
      return `dp: epsilon ${protection.epsilon} a period for ${protection.changes} requests; hidden below ${protection.k}`
  }
}

function caveatOf({ spec, toldBy }: Disclosure): string {
  if (toldBy !== undefined) return `${toldBy} tells that it came`
  if (spec.protection.level === 'threshold') return 'by filling up to the threshold; below it, nothing else tells'
  return ''
}

/** `67 %`. */
function shareText(share: number): string {
  return `${Math.round(share * 100)} %`
}
