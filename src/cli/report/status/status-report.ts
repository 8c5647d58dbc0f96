import { leftText, sourceText } from './left-texts.ts'
import type { RunStatus } from '../../../pipeline/index.ts'
import { FATES } from '../../../domain/fate.ts'
import { say, type Both } from '../../language/language.ts'
import { fateText } from '../../terminal/show-ledger.ts'
import { grouped, numbered } from '../../words/words.ts'
import { wide } from '../../terminal/wide.ts'

/** What the runs came to, for a person. */
export function statusReport(status: RunStatus, now: number): string {
  const { folder, linesRead, fates, isBalanced } = status
  return [
    ...lastRun(status, now),
    row(LABELS.published, publishedText(status)),
    ...status.closed.map(closedText),
    ...status.logs.map(({ name, lines, lastDay }) => row(LABELS.log, logText(name, lines, lastDay))),
    ...status.waiting.map(({ path, why, since }) => row(LABELS.waiting, waitingText(path, why, now - since))),
    ...status.sources.map(({ id, scanned }) => row(LABELS.source, sourceText(id, scanned, now))),
    ...status.leftBehind.map((left) => row(LABELS.unread, leftText(left))),
    ...status.late.map(({ day, lines }) => row(LABELS.late, lateText(day, lines))),
    ...status.lostKey.map(({ kind, last }) => row(LABELS.noiseKey, replacedText(kind, last))),
    row(
      LABELS.lines,
      `${say({ en: `${grouped(linesRead)} read`, fr: `${grouped(linesRead)} lues` })}${isBalanced ? '' : say(UNBALANCED)}`,
    ),
    ...FATES.filter((fate) => fates[fate] > 0).map(
      (fate) => `  ${grouped(fates[fate]).padStart(12)}  ${fateText(fate)}`,
    ),
    row(LABELS.state, folder),
    '',
  ].join('\n')
}

const LABELS = {
  lastRun: { en: 'last run', fr: 'exécution' },
  lag: { en: 'lag', fr: 'retard' },
  published: { en: 'published', fr: 'publié' },
  log: { en: 'log', fr: 'journal' },
  source: { en: 'source', fr: 'source' },
  unread: { en: 'unread', fr: 'non lu' },
  waiting: { en: 'waiting', fr: 'en attente' },
  late: { en: 'late', fr: 'tardives' },
  lines: { en: 'lines', fr: 'lignes' },
  noiseKey: { en: 'noise key', fr: 'clé' },
  state: { en: 'state', fr: 'état' },
} as const satisfies Record<string, Both>

const UNBALANCED: Both = {
  en: ', and their fates do not add up: please report this',
  fr: ', et la somme de leurs sorts n’y est pas : merci de le signaler',
}

function row(label: Both, words: string): string {
  return `${wide(say(label), 10)}  ${words}`
}

function lastRun({ lastRun: last, lagMs }: RunStatus, now: number): readonly string[] {
  if (last === undefined) return [row(LABELS.lastRun, say({ en: 'none', fr: 'aucune' }))]
  const code = last.exitCode ?? 0
  const ended =
    last.ended === null
      ? say({ en: 'did not end', fr: 'inachevée' })
      : say({ en: `ended with ${code}`, fr: `finie avec le code ${code}` })
  const read = { lines: countOfLines(last.lines), files: countOfFiles(last.files), ago: span(now - last.started) }
  return [
    row(
      LABELS.lastRun,
      say({
        en: `${read.ago} ago, ${ended}: ${read.lines} in ${read.files}`,
        fr: `il y a ${read.ago}, ${ended} : ${read.lines} dans ${read.files}`,
      }),
    ),
    row(LABELS.lag, lagText(lagMs)),
  ]
}

function lagText(lagMs: number | undefined): string {
  if (lagMs === undefined)
    return say({ en: 'no run has ended well yet', fr: 'aucune exécution ne s’est encore bien finie' })
  const since = span(lagMs)
  return say({ en: `${since} since a run ended well`, fr: `${since} depuis une exécution bien finie` })
}

function publishedText({ version, isPublisher }: RunStatus): string {
  if (!isPublisher)
    return say({
      en: 'nothing: without output: another machine publishes what this one exports',
      fr: 'rien : sans output:, une autre machine publie ce que celle-ci exporte',
    })
  return version === undefined
    ? say({ en: 'nothing yet: no period has closed', fr: 'rien encore : aucune période n’est close' })
    : `version ${version}`
}

function closedText({ kind, last, nextInHours }: RunStatus['closed'][number]): string {
  const next =
    nextInHours === 0
      ? say({ en: 'waits for lines', fr: 'attend des lignes' })
      : say({
          en: `is due in ${span(nextInHours * 3_600_000)}`,
          fr: `est attendue dans ${span(nextInHours * 3_600_000)}`,
        })
  return row(
    { en: kind, fr: kind },
    say({ en: `closed up to ${last}; the next ${next}`, fr: `clos jusqu’à ${last} ; la période suivante ${next}` }),
  )
}

function logText(name: string, lines: number, lastDay: string | undefined): string {
  const count = countOfLines(lines)
  return lastDay === undefined
    ? say({ en: `${name}: ${count}, the newest of none`, fr: `${name} : ${count}, sans date` })
    : say({
        en: `${name}: ${count}, the newest of ${lastDay}`,
        fr: `${name} : ${count}, la plus récente du ${lastDay}`,
      })
}

function waitingText(path: string, why: string, ms: number): string {
  const reason = say(WAITING[why] ?? { en: why, fr: why })
  return say({ en: `${path}: ${reason}, for ${span(ms)}`, fr: `${path} : ${reason}, depuis ${span(ms)}` })
}

function lateText(day: string, lines: number): string {
  const count = countOfLines(lines)
  return say({
    en: `${count} of ${day}: comptage run --revise ${day}`,
    fr: `${count} du ${day} : comptage run --revise ${day}`,
  })
}

function replacedText(kind: string, last: string): string {
  return say({
    en: `replaced: every ${kind} with noise up to ${last} stays as it was published`,
    fr: `remplacée : tout ce qui a du bruit (${kind}) jusqu’à ${last} reste tel que publié`,
  })
}

function countOfLines(lines: number): string {
  return numbered(lines, say({ en: ['line', 'lines'], fr: ['ligne', 'lignes'] }))
}

function countOfFiles(files: number): string {
  return numbered(files, say({ en: ['file', 'files'], fr: ['fichier', 'fichiers'] }))
}

const WAITING: Readonly<Record<string, Both>> = {
  copy: { en: 'looks like a copy that is being made', fr: 'ressemble à une copie en cours' },
  changed: { en: 'changed while it was read', fr: 'a changé pendant la lecture' },
  moved: { en: 'was moved while it was looked for', fr: 'a été déplacé pendant qu’on le cherchait' },
}

function span(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  if (minutes < 120) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  if (hours < 72) return `${hours} h`
  const days = Math.round(hours / 24)
  return say({ en: `${days} days`, fr: `${days} jours` })
}
