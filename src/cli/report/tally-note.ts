import { say } from '../language/language.ts'

/** What a tally is, to whoever just made one. */
export function tellTally(path: string): void {
  const words = {
    en: `${path}: true counts, small ones too; for comptage merge, never for publication`,
    fr: `${path} : de vrais comptes, petits compris ; pour comptage merge, jamais à publier`,
  }
  process.stderr.write(`${say(words)}\n`)
}
