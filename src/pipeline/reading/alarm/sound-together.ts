import type { Problem } from '../../../domain/problem.ts'
import type { FileCounted } from '../count-file.ts'
import { addFits, areTooMany, type Fits, LEAST_LINES, NO_FITS, shareOf } from '../../../timeline/index.ts'
import { judgedOf } from './sound-alarm.ts'

/** A log of which no line is dated, and too few do not fit for it to be refused alone. */
type Quiet = Pick<FileCounted, 'ledger' | 'misfits'> & { readonly format: string; readonly judged: Fits }

/**
 * What is wrong with the logs of an entry of which no line is dated, where none is alarming alone: many small ones may be of
 * another format, or one of a few lines. Where no line of all that was read fits, nothing is known, however few they are.
 */
export function soundTogether(counted: readonly FileCounted[], limit: number): readonly Problem[] {
  if (limit >= 1) return []
  const isNoneRead = counted.every(({ ledger, misfits }) => fitsNowhere(judgedOf(ledger, misfits)))
  const entries = new Set(counted.map(({ entry }) => entry))
  return [...entries].flatMap((of) =>
    soundOfEntry(
      counted.filter(({ entry }) => entry === of),
      limit,
      isNoneRead,
    ),
  )
}

function soundOfEntry(files: readonly FileCounted[], limit: number, isNoneRead: boolean): readonly Problem[] {
  const quiet = files.flatMap((file): Quiet[] =>
    file.scanner === undefined || file.alarm !== undefined || file.fits.first >= 0
      ? []
      : [{ ...file, format: file.scanner.name, judged: judgedOf(file.ledger, file.misfits) }],
  )
  const judged = quiet.reduce((sum, file) => addFits(sum, file.judged), NO_FITS)
  if (isNoneRead || areTooMany(judged, limit)) return alarmOf(quiet, judged, limit)
  return quiet.filter(({ judged: { lines } }) => lines < LEAST_LINES).flatMap(remarkUnread)
}

function alarmOf(files: readonly Quiet[], judged: Fits, limit: number): readonly Problem[] {
  const doubted = files.filter(({ judged: { misfits } }) => misfits > 0)
  const others = doubted.length - 1
  const share = { share: shareOf(judged), limit, ...(others > 0 && { others }) }
  return doubted
    .slice(0, 1)
    .flatMap(({ ledger: { file }, format, misfits: { first } }): Problem[] =>
      first === undefined ? [] : [{ code: 'TOO_MANY_MALFORMED', file, format, ...first, ...share }],
    )
}

function remarkUnread({ ledger: { file }, format, judged, misfits: { first } }: Quiet): readonly Problem[] {
  if (first === undefined || !fitsNowhere(judged)) return []
  return [{ code: 'NO_LINE_FITS', file, format, lines: judged.lines, ...first }]
}

function fitsNowhere({ lines, misfits }: Fits): boolean {
  return misfits === lines
}

/** True where all lines of a log are messages of a server whose requests are in another log of the same entry. */
export function isVouchedFor(problem: Problem, counted: readonly FileCounted[]): boolean {
  if (problem.code !== 'FORMAT_NOT_DETECTED' || problem.why !== 'messages') return false
  const { entry } = counted.find(({ alarm }) => alarm === problem) ?? {}
  return counted.some((file) => file.entry === entry && file.scanner?.name === problem.nearest)
}
