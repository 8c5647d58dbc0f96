import type { PeriodKind } from '../../../domain/dictionary.ts'
import { FATES } from '../../../domain/fate.ts'
import type { RunStatus } from '../../../pipeline/index.ts'
import { dayInWords, momentInWords } from '../../language/dates.ts'
import type { Both } from '../../../domain/service.ts'
import { countOfFiles, countOfLines, grouped, say } from '../../language/language.ts'
import { printable } from '../../terminal/printable.ts'
import { fateLine } from '../../terminal/show-ledger.ts'
import { wide } from '../../terminal/wide.ts'
import { closedText, waitingTexts } from './closed-text.ts'
import { lateTexts } from './late-texts.ts'
import { matterTexts } from './matter-texts.ts'
import { span } from './span.ts'

/** What the runs came to, for a person: whether all is well comes first, what was counted last. */
export function statusReport(status: RunStatus, now: number): string {
  const { folder, linesRead, fates } = status
  return [
    ...matterTexts(status.matters, now),
    ...lastRun(status, now),
    row(LABELS.published, publishedText(status)),
    ...status.closed.map((kind) => row(KINDS[kind.kind], closedText(kind))),
    ...status.logs.map((log) => row(LABELS.log, logText(log, silenceOf(log.name, status)))),
    ...waitingTexts(status, now).map((text) => row(LABELS.waiting, text)),
    ...status.skipped.map((path) => row(LABELS.skipped, skippedText(path))),
    ...status.sources.map(({ id, scanned }) => row(LABELS.source, sourceText(id, scanned, now))),
    ...status.leftBehind.map((left) => row(LABELS.unread, leftText(left))),
    ...status.logGaps.map((gaps) => row(LABELS.unread, lostText(gaps))),
    ...lateTexts(status).map((text) => row(LABELS.late, text)),
    ...status.lostKey.map(({ kind, last }) => row(LABELS.noiseKey, replacedText(kind, last))),
    row(LABELS.lines, say({ en: `${grouped(linesRead)} read`, fr: `${grouped(linesRead)} lues` })),
    ...FATES.filter((fate) => fates[fate] > 0).map(
      (fate) => `  ${grouped(fates[fate]).padStart(12)}  ${fateLine(fate)}`,
    ),
    row(LABELS.state, folder),
    '',
  ].join('\n')
}

const KINDS: Readonly<Record<PeriodKind, Both>> = {
  day: { en: 'day', fr: 'jour' },
  week: { en: 'week', fr: 'semaine' },
  month: { en: 'month', fr: 'mois' },
  quarter: { en: 'quarter', fr: 'trimestre' },
  year: { en: 'year', fr: 'année' },
}

const LABELS = {
  lastRun: { en: 'last run', fr: 'exécution' },
  lag: { en: 'lag', fr: 'retard' },
  published: { en: 'published', fr: 'publié' },
  log: { en: 'log', fr: 'journal' },
  source: { en: 'source', fr: 'source' },
  unread: { en: 'unread', fr: 'non lu' },
  waiting: { en: 'waiting', fr: 'en attente' },
  skipped: { en: 'skipped', fr: 'abandonné' },
  late: { en: 'late', fr: 'tardives' },
  lines: { en: 'lines', fr: 'lignes' },
  noiseKey: { en: 'noise key', fr: 'clé' },
  state: { en: 'state', fr: 'état' },
} as const satisfies Record<string, Both>

function row(label: Both, words: string): string {
  return `${wide(say(label), 10)}  ${words}`
}

function lastRun({ lastRun: last, lagMs, isRunning }: RunStatus, now: number): readonly string[] {
  if (last === undefined) return [row(LABELS.lastRun, say({ en: 'none', fr: 'aucune' }))]
  const code = last.exitCode ?? 0
  const ended =
    last.ended === null
      ? say(isRunning === false ? STOPPED : { en: 'has not ended', fr: 'pas encore finie' })
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
    ...(last.exitCode === 0 ? [] : [row(LABELS.lag, lagText(lagMs))]),
  ]
}

const STOPPED: Both = { en: 'was stopped', fr: 'arrêtée' }

function lagText(lagMs: number | undefined): string {
  if (lagMs === undefined)
    return say({ en: 'no run has ended well yet', fr: 'aucune exécution ne s’est encore bien finie' })
  const since = span(lagMs)
  return say({ en: `${since} since a run ended well`, fr: `${since} depuis une exécution bien finie` })
}

function publishedText({ version, pending, isPublisher, closed }: RunStatus): string {
  if (!isPublisher)
    return say({
      en: 'nothing: without output: another machine publishes what this one exports',
      fr: 'rien : sans output:, une autre machine publie ce que celle-ci exporte',
    })
  if (version === undefined && pending === undefined && closed.some(({ last }) => last !== undefined))
    return say({
      en: 'nothing yet: no period that has closed is whole',
      fr: 'rien encore : aucune période close n’est entière',
    })
  if (version === undefined && pending === undefined)
    return say({ en: 'nothing yet: no period has closed', fr: 'rien encore : aucune période n’est close' })
  const nothing = { en: 'nothing in the folder', fr: 'rien dans le dossier' }
  return (version === undefined ? say(nothing) : `version ${version}`) + pendingText(pending)
}

function pendingText(pending: string | undefined): string {
  if (pending === undefined) return ''
  return say({
    en: `; version ${pending} is not written there yet`,
    fr: ` ; la version ${pending} n’y est pas encore écrite`,
  })
}

function replacedText(kind: string, last: string): string {
  return say({
    en: `replaced: every ${kind} with noise up to ${last} stays as it was published`,
    fr: `remplacée : tout ce qui a du bruit (${kind}) jusqu’à ${last} reste tel que publié`,
  })
}

/** Bytes that no run has read, and why. */
function leftText({ log, bytes, isOfArchive, gaps }: RunStatus['leftBehind'][number]): string {
  if (isOfArchive)
    return say({
      en: `${log}: ${grouped(bytes)} bytes behind the last line of archives`,
      fr: `${log} : ${grouped(bytes)} octets après la dernière ligne d’archives`,
    })
  return say({
    en: `${log}: ${grouped(bytes)} bytes that went before their line ended: ${gapsText(gaps)}`,
    fr: `${log} : ${grouped(bytes)} octets disparus avant la fin de leur ligne : ${gapsText(gaps)}`,
  })
}

function lostText({ log, gaps }: RunStatus['logGaps'][number]): string {
  return say({
    en: `${log}: a file went before all of it was read: ${gapsText(gaps)}`,
    fr: `${log} : un fichier a disparu avant que tout en soit lu : ${gapsText(gaps)}`,
  })
}

/** The last of them; all stand in the JSON. */
function gapsText(gaps: RunStatus['leftBehind'][number]['gaps']): string {
  const last = gapText(gaps.at(-1) ?? {})
  const others = gaps.length - 1
  const more = others <= 0 ? '' : say({ en: `, and ${others} before it`, fr: `, et ${others} avant lui` })
  return say({ en: `a possible gap${last}${more}`, fr: `un trou possible${last}${more}` })
}

/** Hours between which lines may be missing. */
function gapText({ from, to }: Partial<RunStatus['leftBehind'][number]['gaps'][number]>): string {
  if (from !== undefined && to !== undefined)
    return say({
      en: ` between ${momentInWords(from)} and ${momentInWords(to)}`,
      fr: ` entre le ${momentInWords(from)} et le ${momentInWords(to)}`,
    })
  return from === undefined
    ? ''
    : say({ en: ` from ${momentInWords(from)} on`, fr: ` à partir du ${momentInWords(from)}` })
}

/** How long ago another machine has looked through its logs. */
function sourceText(id: string, scanned: number | undefined, now: number): string {
  if (scanned === undefined) return say({ en: `${id}: no tally yet`, fr: `${id} : aucun décompte encore` })
  const hours = Math.max(0, Math.round((now - scanned) / 3_600_000))
  return say({ en: `${id}: has read its logs ${hours} h ago`, fr: `${id} : a lu ses journaux il y a ${hours} h` })
}

/** A log, how far it was read, and whether it fell silent. */
function logText({ name, lines, lastDay }: RunStatus['logs'][number], silence: Silence): string {
  const count = countOfLines(lines)
  const log = printable(name)
  const known =
    lastDay === undefined
      ? say({ en: `${log}: ${count}, the newest of none`, fr: `${log} : ${count}, sans date` })
      : say({
          en: `${log}: ${count}, the newest of ${dayInWords(lastDay)}`,
          fr: `${log} : ${count}, la plus récente du ${dayInWords(lastDay)}`,
        })
  return known + (silence === undefined ? '' : say(SILENCES[silence]))
}

/** Whether periods still wait for a log that fell silent. Undefined: it did not. */
type Silence = 'awaited' | 'given-up' | undefined

const SILENCES: Readonly<Record<NonNullable<Silence>, Both>> = {
  awaited: { en: '; silent, waited for', fr: ' ; muet, attendu' },
  'given-up': { en: '; silent, waited for no more', fr: ' ; muet, plus attendu' },
}

function silenceOf(name: string, { matters }: Pick<RunStatus, 'matters'>): Silence {
  if (matters.some((matter) => matter.what === 'awaited' && matter.logs.includes(name))) return 'awaited'
  const isSilent = matters.some(
    ({ what, ...of }) =>
      what === 'problem' && 'problem' in of && of.problem.code === 'LOG_SILENT' && of.problem.log === name,
  )
  return isSilent ? 'given-up' : undefined
}

function skippedText(path: string): string {
  const file = printable(path)
  return say({
    en: `${file}: given up with comptage state skip; none of it is counted`,
    fr: `${file} : abandonné par comptage state skip ; rien n’en est compté`,
  })
}
