import type { WhyUnread } from '../../../domain/why-unread.ts'
import type { ClosedKind, OpenFor, RunStatus } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { listed, say } from '../../language/language.ts'
import { printable } from '../../terminal/printable.ts'
import { span } from './span.ts'

/** How far periods are closed, which before that are not, and what the next one waits for. */
export function closedText({ last, unpublished, held, next: later, nextInHours, waitsFor }: ClosedKind): string {
  const open = held.map(heldText).join('')
  const next = nextInHours === undefined ? [] : [nextText(nextInHours, waitsFor, later)]
  return [closedUpTo(last) + unpublishedText(unpublished) + open, ...next].join(say({ en: '; ', fr: ' ; ' }))
}

function closedUpTo(last: string | undefined): string {
  return last === undefined
    ? say({ en: 'none closed yet', fr: 'aucune clôture encore' })
    : say({ en: `closed up to ${last}`, fr: `clôture jusqu’à ${last}` })
}

function unpublishedText(unpublished: ClosedKind['unpublished']): string {
  return Object.entries(UNPUBLISHED)
    .map(([why, { en, fr }]) => {
      const named = listed(unpublished.filter((span) => span.why === why).map(periodsText))
      return named === ''
        ? ''
        : say({ en: ` (not published${en}: ${named})`, fr: ` (sans publication${fr}\u00A0: ${named})` })
    })
    .join('')
}

const UNPUBLISHED: Readonly<Record<ClosedKind['unpublished'][number]['why'], Both>> = {
  part: { en: ', as the logs begin within', fr: ', car les journaux y commencent' },
  adopted: {
    en: ', as the logs do not confirm days of it that were taken over',
    fr: ', car les journaux ne confirment pas des jours qui ont été repris',
  },
  'before-its-time': { en: ', as the table came later', fr: ', car le tableau est venu plus tard' },
  away: {
    en: ', as the table was out of the configuration then',
    fr: ', car le tableau n’était pas dans la configuration alors',
  },
  unaccepted: {
    en: ', as nobody accepts the risk of exact figures any more',
    fr: ', car plus personne n’accepte le risque de chiffres exacts',
  },
  'above-ended': {
    en: ', as it would tell what a table hid that is gone',
    fr: ', car on y lirait ce qu’a masqué un tableau qui n’est plus là',
  },
  'above-away': {
    en: ', as a table of shorter periods was out of the configuration then',
    fr: ', car un tableau de périodes plus courtes n’était pas dans la configuration alors',
  },
  'between-eras': { en: ', as its protection changed within', fr: ', car la protection y a changé' },
  withheld: { en: '', fr: '' },
}

function periodsText({ from, to }: Pick<ClosedKind['held'][number], 'from' | 'to'>): string {
  return from === to ? from : say({ en: `${from} to ${to}`, fr: `${from} à ${to}` })
}

/** “, but for 2026-02 to 2026-03 (waits for 2026-01: a file that was not read)”. */
function heldText({ waitsFor, ...span }: ClosedKind['held'][number]): string {
  const periods = periodsText(span)
  const why = reasonsOf(waitsFor)
  const wait: Both = why === '' ? CAN_CLOSE : { en: `waits for ${why}`, fr: `attend ${why}` }
  return say({ en: `, but for ${periods} (${wait.en})`, fr: `, sauf ${periods} (${wait.fr})` })
}

/** “the next is due in 18 h”, “the next can close”, “the next waits for a later line”. */
function nextText(hours: number, waitsFor: OpenFor, later: string | undefined): string {
  const named = later === undefined ? { en: 'the next', fr: 'la période suivante' } : withLine(later)
  if (hours > 0) {
    const wait = span(hours * 3_600_000)
    return say({ en: `${named.en} is due in ${wait}`, fr: `${named.fr} est attendue dans ${wait}` })
  }
  const why = reasonsOf(waitsFor)
  return why === ''
    ? say({ en: `${named.en} ${CAN_CLOSE.en}`, fr: `${named.fr} ${CAN_CLOSE.fr}` })
    : say({ en: `${named.en} waits for ${why}`, fr: `${named.fr} attend ${why}` })
}

function withLine(period: string): Both {
  return { en: `the next with a line, ${period},`, fr: `la suivante qui ait une ligne, ${period},` }
}

/** With the next run. */
const CAN_CLOSE: Both = { en: 'can close', fr: 'peut se clore' }

function reasonsOf({ before, ...open }: OpenFor): string {
  const reasons = Object.values(wordsOf(open)).flat().map(say).join(', ')
  return before === undefined ? reasons : say({ en: `${before}: ${reasons}`, fr: `${before}\u00A0: ${reasons}` })
}

type Own = Omit<OpenFor, 'before'>

/** In the order in which they are told. */
function wordsOf({ logs, machines, ...is }: Own): Readonly<Record<keyof Own, readonly Both[]>> {
  const [ofLogs, ofMachines] = [printable(listed(logs)), printable(listed(machines))]
  return {
    time: where(is.time, { en: 'its end and protection.grace', fr: 'sa fin et protection.grace' }),
    lines: where(is.lines, { en: 'a later line', fr: 'une ligne plus récente' }),
    ahead: where(is.ahead, {
      en: 'a line that is not dated ahead of this machine’s clock (or the day of those that are)',
      fr: 'une ligne qui ne soit pas datée en avance sur l’horloge de cette machine (ou le jour de celles qui le sont)',
    }),
    file: where(is.file, { en: 'a file that was not read', fr: 'un fichier qui n’a pas été lu' }),
    format: where(is.format, {
      en: 'lines that do not fit their format',
      fr: 'la correction de lignes qui ne suivent pas leur format',
    }),
    logs: where(logs.length > 0, { en: `lines of ${ofLogs}`, fr: `des lignes de ${ofLogs}` }),
    machines: where(machines.length > 0, { en: `the tally of ${ofMachines}`, fr: `le décompte de ${ofMachines}` }),
    change: where(is.change, {
      en: 'the first line since the configuration changed (or 24 h without one)',
      fr: 'la première ligne depuis que la configuration a changé (ou 24 h sans aucune)',
    }),
    clock: where(is.clock, {
      en: 'the clock of this machine, which jumped',
      fr: 'l’horloge de cette machine, qui a sauté',
    }),
  }
}

function where(isSo: boolean, words: Both): readonly Both[] {
  return isSo ? [words] : []
}

/** Files that wait and of which no problem tells already: those of the last run are forgotten when the program is exchanged. */
export function waitingTexts({ waiting, matters }: RunStatus, now: number): readonly string[] {
  const told = matters.flatMap((matter) =>
    matter.what === 'problem' ? Object.values(matter.problem).filter((value) => typeof value === 'string') : [],
  )
  return waiting.filter(({ path }) => !told.includes(path)).map((file) => waitingText(file, now))
}

function waitingText({ path, why, since }: RunStatus['waiting'][number], now: number): string {
  const [file, reason, ago] = [printable(path), say(reasonOf(why)), span(now - since)]
  return say({ en: `${file}: ${reason}, for ${ago}`, fr: `${file}\u00A0: ${reason}, depuis ${ago}` })
}

/** A state may have been written by a later version, too, whose tables are the same. */
function reasonOf(why: string): Both {
  return new Map<string, Both>(Object.entries(WAITING)).get(why) ?? OF_LATER
}

const OF_LATER: Both = {
  en: 'waits for a reason that a later version of comptage knows: install that one again',
  fr: 'attend pour une raison que connaît une version plus récente de comptage\u00A0: réinstallez-la',
}

const WAITING: Readonly<Record<WhyUnread, Both>> = {
  copy: { en: 'looks like a copy that is being made', fr: 'ressemble à une copie en cours' },
  part: { en: 'stands at the start of another log too', fr: 'se trouve aussi au début d’un autre journal' },
  changed: { en: 'changed while it was read', fr: 'a changé pendant la lecture' },
  unfinished: { en: 'looks like an archive that is being written', fr: 'ressemble à une archive en cours d’écriture' },
  moved: { en: 'was moved while it was looked for', fr: 'a été déplacé pendant qu’on le cherchait' },
  FORMAT_NOT_DETECTED: {
    en: 'has too few lines yet to tell its format, or lines in none that is known',
    fr: 'a encore trop peu de lignes pour que son format se devine, ou n’en suit aucun qui soit connu',
  },
  LOG_UNREADABLE: { en: 'could not be read', fr: 'n’a pas pu être lu' },
  LOG_DAMAGED: { en: 'is a damaged archive', fr: 'est une archive abîmée' },
  LOG_COMPRESSION_UNKNOWN: {
    en: 'is an archive of a kind that is not read',
    fr: 'est une archive d’un type qui n’est pas lu',
  },
  LOG_IS_DIRECTORY: { en: 'is a folder', fr: 'est un dossier' },
  LOG_IS_SOCKET: { en: 'is a socket', fr: 'est un socket' },
  LOG_IS_PIPE: { en: 'is a pipe', fr: 'est un tube' },
  LOG_SWELLS: {
    en: 'unpacks to more than logs[].unpack_limit: allows',
    fr: 'donne plus que logs[].unpack_limit: ne permet',
  },
  UNPACKER_MISSING: {
    en: 'needs a program that could not be run',
    fr: 'demande un programme qui n’a pas pu être lancé',
  },
}
