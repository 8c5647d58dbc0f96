import { say, type Both } from '../language/language.ts'

/** What a tally is, to whoever just made one. @param by of an export: `period` where the state publishes */
export function tellTally(path: string, by: 'day' | 'period' = 'day'): void {
  const words = {
    en: `${path}: true counts, small ones too; for comptage merge, never for publication`,
    fr: `${path} : les chiffres exacts, petits compris ; pour comptage merge, jamais à publier`,
  }
  process.stderr.write(`${say(words)}\n`)
  if (by === 'period') process.stderr.write(`${say(BY_PERIOD)}\n`)
}

const BY_PERIOD: Both = {
  en: 'counted by period, since this state publishes: sources: of another machine do not take it',
  fr: 'compté par période, car cet état publie : sources: d’une autre machine ne le prend pas',
}
