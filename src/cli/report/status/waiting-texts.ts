import type { WhyUnread } from '../../../domain/why-unread.ts'
import type { RunStatus } from '../../../pipeline/index.ts'
import { say, type Both } from '../../language/language.ts'
import { printable } from '../../terminal/printable.ts'
import { span } from './span.ts'

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
