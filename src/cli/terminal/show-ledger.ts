import { FATES, type Fate } from '../../domain/fate.ts'
import type { Ledger } from '../../pipeline/index.ts'
import { grouped, say } from '../language/language.ts'
import { FATE_MEANINGS, FATE_WORDS } from '../words/lists/line-words.ts'

/** Where the lines ended, on stderr. */
export function showLedger(ledger: Ledger): void {
  process.stderr.write(ledgerText(ledger))
}

/** Where the lines ended: one fate a row, the sum first. */
export function ledgerText({ total }: Ledger): string {
  const rows = FATES.filter((fate) => total.fates[fate] > 0)
  const sum = grouped(total.linesRead)
  const width = Math.max(sum.length, ...rows.map((fate) => grouped(total.fates[fate]).length))
  const lines = rows.map((fate) => `${grouped(total.fates[fate]).padStart(width)}  ${fateLine(fate)}\n`)
  return `${sum.padStart(width)}  ${say({ en: 'lines read', fr: 'lignes lues' })}\n${lines.join('')}`
}

// As wide as the longest of them, whatever stands in a ledger.
const FATE_WIDTH = 13

/** A fate, and what it means. */
export function fateLine(fate: Fate): string {
  return `${say(FATE_WORDS[fate]).padEnd(FATE_WIDTH)}  ${say(FATE_MEANINGS[fate])}`
}
