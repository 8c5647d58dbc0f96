import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Change } from '../../domain/change.ts'
import type { RunDone } from '../../pipeline/index.ts'
import type { Both } from '../../domain/service.ts'
import { countOfFiles, listed, numbered, say } from '../language/language.ts'

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
  return [
    ...periodTexts(changes, {
      added: { en: 'would close', fr: 'à clore :' },
      revised: { en: 'would publish anew', fr: 'à publier à nouveau :' },
    }),
    say({ en: 'nothing was kept or written', fr: 'rien n’a été gardé ni écrit' }),
  ]
}

function published({ changes, changed }: RunDone): readonly string[] {
  return [
    ...periodTexts(changes, {
      added: { en: 'published', fr: 'publié :' },
      revised: { en: 'published anew', fr: 'publié à nouveau :' },
    }),
    numbered(changed.length, FILES) + pageText(changed),
  ]
}

function periodTexts(
  changes: RunDone['changes'],
  words: Readonly<Record<'added' | 'revised', Both>>,
): readonly string[] {
  const textOf = (kinds: ReadonlySet<Change['kind']>, said: Both): readonly string[] => {
    const periods = changes.flatMap((change) => (kinds.has(change.kind) && 'periods' in change ? change.periods : []))
    return periods.length === 0 ? [] : [`${say(said)} ${listed([...new Set(periods)])}`]
  }
  const texts = [...textOf(ADDED, words.added), ...textOf(REVISED, words.revised)]
  return texts.length === 0 ? [noPeriod()] : texts
}

const ADDED = new Set<Change['kind']>(['periods-added'])
const REVISED = new Set<Change['kind']>(['periods-revised', 'percentiles-raised'])

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
