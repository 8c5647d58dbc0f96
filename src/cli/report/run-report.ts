import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { RunDone } from '../../pipeline/index.ts'
import { countOfFiles, listed, numbered, say, type Both } from '../language/language.ts'

/** What a run did, or a rehearsal would do, in one line. */
export function runReport(done: RunDone, isRehearsal: boolean): string {
  const { files, lines } = done
  const read = numbered(lines, { en: ['new line', 'new lines'], fr: ['nouvelle ligne', 'nouvelles lignes'] })
  const from = countOfFiles(files)
  const parts = [
    say({ en: `${read} in ${from}`, fr: `${read} dans ${from}` }),
    ...(isRehearsal ? rehearsed(done) : published(done)),
  ]
  return `${parts.join(say({ en: '; ', fr: '\u202f; ' }))}\n`
}

function rehearsed({ changes }: RunDone): readonly string[] {
  const closing = [...new Set(changes.flatMap((change) => ('periods' in change ? change.periods : [])))]
  const closed = listed(closing)
  return [
    closing.length === 0 ? noPeriod() : say({ en: `would close ${closed}`, fr: `à clore : ${closed}` }),
    say({ en: 'nothing was kept or written', fr: 'rien n’a été gardé ni écrit' }),
  ]
}

function published({ changes, changed }: RunDone): readonly string[] {
  const periodsOf = (kind: 'periods-added' | 'periods-revised'): readonly string[] => [
    ...new Set(changes.flatMap((change) => (change.kind === kind ? change.periods : []))),
  ]
  const [added, revised] = [periodsOf('periods-added'), periodsOf('periods-revised')]
  return [
    ...(added.length + revised.length === 0 ? [noPeriod()] : []),
    ...(added.length === 0 ? [] : [say({ en: `published ${listed(added)}`, fr: `publié : ${listed(added)}` })]),
    ...(revised.length === 0
      ? []
      : [say({ en: `published anew ${listed(revised)}`, fr: `publié à nouveau : ${listed(revised)}` })]),
    numbered(changed.length, FILES) + pageText(changed),
  ]
}

/** The page of the data, where it was written. */
function pageText(changed: readonly string[]): string {
  const page = changed.find((path) => basename(path) === 'index.html' && existsSync(path))
  return page === undefined ? '' : ` (${page} …)`
}

const FILES: Both<readonly [one: string, several: string]> = {
  en: ['file changed', 'files changed'],
  fr: ['fichier modifié', 'fichiers modifiés'],
}

function noPeriod(): string {
  return say({ en: 'no period closes', fr: 'aucune période ne se clôt' })
}

/** The files that were written, a path a line: a script that copies them would fail at one that is gone. */
export function changedReport(changed: readonly string[]): string {
  return changed
    .filter((path) => existsSync(path))
    .map((path) => `${path}\n`)
    .join('')
}
