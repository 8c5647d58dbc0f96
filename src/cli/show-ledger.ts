import type { Fate } from '../domain/fate.ts'
import { FATES } from '../domain/fate.ts'
import type { Ledger } from '../pipeline/index.ts'
import { grouped } from './words/words.ts'

/** In the operator's words: what each fate means. */
export const MEANINGS: Readonly<Record<Fate, string>> = {
  counted: 'uses of a feature',
  failed: 'a feature answered with an error, or not at all',
  redirect: 'a feature sent the reader elsewhere',
  partial: 'a part of a file (206)',
  robot: 'robots, and programs where only people count',
  unmatched: 'no feature has this path',
  asset: 'images, style sheets, scripts, fonts',
  ignored: 'told to ignore',
  method: 'no feature takes this method',
  'out-of-period': 'before the first or after the last day asked for',
  late: 'for a period that is already published',
  'not-a-request': 'blank, a comment, or a message of the server',
  malformed: 'do not fit the format, or are no HTTP',
  'too-long': 'longer than 65 536 bytes',
}

/** Where the lines ended, on stderr. */
export function showLedger(ledger: Ledger): void {
  process.stderr.write(ledgerText(ledger))
}

/** Where the lines ended: one fate a row, the sum first. */
export function ledgerText({ total }: Ledger): string {
  const rows = FATES.filter((fate) => total.fates[fate] > 0).map((fate) => [
    grouped(total.fates[fate]),
    fate,
    MEANINGS[fate],
  ])
  const sum = grouped(total.linesRead)
  const width = Math.max(sum.length, ...rows.map(([count = '']) => count.length))
  const lines = rows.map(
    ([count = '', fate = '', meaning = '']) => `${count.padStart(width)}  ${fate.padEnd(13)}  ${meaning}`,
  )
  return `${sum.padStart(width)}  lines read\n${lines.map((line) => `${line}\n`).join('')}`
}
