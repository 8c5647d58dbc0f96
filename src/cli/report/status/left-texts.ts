import type { RunStatus } from '../../../pipeline/index.ts'
import { say } from '../../language/language.ts'
import { grouped } from '../../words/words.ts'

/** Bytes that no run has read, and why. */
export function leftText({ log, bytes, isOfArchive, gaps }: RunStatus['leftBehind'][number]): string {
  if (isOfArchive)
    return say({
      en: `${log}: ${grouped(bytes)} bytes behind the last line of archives`,
      fr: `${log} : ${grouped(bytes)} octets après la dernière ligne d’archives`,
    })
  // All of them stand in the JSON.
  const last = gapText(gaps.at(-1) ?? {})
  const others = gaps.length - 1
  const more = others <= 0 ? '' : say({ en: `, and ${others} before it`, fr: `, et ${others} avant lui` })
  return say({
    en: `${log}: ${grouped(bytes)} bytes that went before their line ended: a possible gap${last}${more}`,
    fr: `${log} : ${grouped(bytes)} octets disparus avant la fin de leur ligne : un trou possible${last}${more}`,
  })
}

/** Hours between which lines may be missing. */
function gapText({ from, to }: Partial<RunStatus['leftBehind'][number]['gaps'][number]>): string {
  if (from !== undefined && to !== undefined)
    return say({ en: ` between ${from} and ${to}`, fr: ` entre le ${from} et le ${to}` })
  return from === undefined ? '' : say({ en: ` from ${from} on`, fr: ` à partir du ${from}` })
}

/** How long ago another machine has looked through its logs. */
export function sourceText(id: string, scanned: number | undefined, now: number): string {
  if (scanned === undefined) return say({ en: `${id}: no tally yet`, fr: `${id} : aucun décompte encore` })
  const hours = Math.max(0, Math.round((now - scanned) / 3_600_000))
  return say({ en: `${id}: has read its logs ${hours} h ago`, fr: `${id} : a lu ses journaux il y a ${hours} h` })
}
