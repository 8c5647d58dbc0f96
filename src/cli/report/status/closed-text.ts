import type { Awaited, ClosedKind } from '../../../pipeline/index.ts'
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

function heldText({ waitsFor, ...span }: ClosedKind['held'][number]): string {
  const periods = periodsText(span)
  const why = reasonsOf(waitsFor)
  const wait = why === '' ? '' : say({ en: ` (waits for ${why})`, fr: ` (attend ${why})` })
  return say({ en: `, but for ${periods}${wait}`, fr: `, sauf ${periods}${wait}` })
}

function nextText(hours: number, waitsFor: Awaited, later: string | undefined): string {
  const named = later === undefined ? { en: 'the next', fr: 'la période suivante' } : withLine(later)
  if (hours > 0) {
    const wait = span(hours * 3_600_000)
    return say({ en: `${named.en} is due in ${wait}`, fr: `${named.fr} est attendue dans ${wait}` })
  }
  const why = reasonsOf(waitsFor)
  return why === ''
    ? say({ en: `${named.en} can close`, fr: `${named.fr} peut se clore` })
    : say({ en: `${named.en} waits for ${why}`, fr: `${named.fr} attend ${why}` })
}

function withLine(period: string): Both {
  return { en: `the next with a line, ${period},`, fr: `la suivante qui ait une ligne, ${period},` }
}

function reasonsOf({ lines, file, logs, machines, format }: Awaited): string {
  const [ofLogs, ofMachines] = [printable(listed(logs)), printable(listed(machines))]
  return [
    ...(lines ? [say({ en: 'a later line', fr: 'une ligne plus récente' })] : []),
    ...(file ? [say({ en: 'a file that was not read', fr: 'un fichier qui n’a pas été lu' })] : []),
    ...(format
      ? [say({ en: 'lines that do not fit their format', fr: 'des lignes qui ne suivent pas leur format' })]
      : []),
    ...(logs.length === 0 ? [] : [say({ en: `lines of ${ofLogs}`, fr: `des lignes de ${ofLogs}` })]),
    ...(machines.length === 0 ? [] : [say({ en: `the tally of ${ofMachines}`, fr: `le décompte de ${ofMachines}` })]),
  ].join(', ')
}
