import type { RunStatus } from '../../../pipeline/index.ts'
import { say } from '../../language/language.ts'
import { grouped } from '../../words/words.ts'

/** Bytes that no run has read, and why. */
export function leftText({ log, bytes, isOfArchive }: RunStatus['leftBehind'][number]): string {
  return isOfArchive
    ? say({
        en: `${log}: ${grouped(bytes)} bytes behind the last line of archives`,
        fr: `${log} : ${grouped(bytes)} octets après la dernière ligne d’archives`,
      })
    : say({
        en: `${log}: ${grouped(bytes)} bytes that went before their line ended: a possible gap`,
        fr: `${log} : ${grouped(bytes)} octets disparus avant la fin de leur ligne : un trou possible`,
      })
}

/** How long ago another machine has looked through its logs. */
export function sourceText(id: string, scanned: number | undefined, now: number): string {
  if (scanned === undefined) return say({ en: `${id}: no tally yet`, fr: `${id} : aucun décompte encore` })
  const hours = Math.max(0, Math.round((now - scanned) / 3_600_000))
  return say({ en: `${id}: has read its logs ${hours} h ago`, fr: `${id} : a lu ses journaux il y a ${hours} h` })
}
