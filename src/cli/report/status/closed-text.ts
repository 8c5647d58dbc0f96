import type { ClosedKind, OpenFor } from '../../../pipeline/index.ts'
import { listed, say, type Both } from '../../language/language.ts'
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
  return WHYS.map(([why, { en, fr }]) => {
    const named = listed(unpublished.filter((span) => span.why === why).map(periodsText))
    return named === ''
      ? ''
      : say({ en: ` (not published${en}: ${named})`, fr: ` (sans publication${fr}\u00A0: ${named})` })
  }).join('')
}

const WHYS: readonly (readonly [ClosedKind['unpublished'][number]['why'], Both])[] = [
  ['part', { en: ', as the logs begin within', fr: ', car les journaux y commencent' }],
  [
    'adopted',
    {
      en: ', as the logs do not confirm days of it that were taken over',
      fr: ', car les journaux ne confirment pas des jours qui ont été repris',
    },
  ],
  ['withheld', { en: '', fr: '' }],
]

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
