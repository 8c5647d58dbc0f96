import type { Report } from '../../domain/finding.ts'
import { unfitSign } from '../../domain/text.ts'
import type { Published } from '../folder/open-published.ts'

/** No line of ours is longer: titles are texts of people. */
const MOST_BYTES = 1 << 16
const LF = 10

/**
 * Hands out the lines of a file one by one, however large it is.
 *
 * @param take is told each line and its number, from 1
 */
export function readLines(
  published: Published,
  path: string,
  take: (line: string, number: number) => void,
  report: Report,
): void {
  let number = 0
  let rest = Buffer.alloc(0)
  let isTooLong = false

  function end(bytes: Buffer): void {
    number += 1
    if (isTooLong || bytes.length > MOST_BYTES) report({ code: 'LINE_TOO_LONG', file: path, line: number })
    else takeLine(bytes.toString('utf8'))
    isTooLong = false
  }

  function takeLine(line: string): void {
    if (line.includes('\uFFFD')) report({ code: 'NOT_UTF8', file: path, line: number })
    else if (unfitSign(line) !== undefined) report({ code: 'CONTROL_CHARACTER', file: path, line: number })
    else take(line, number)
  }

  function takePiece(piece: Uint8Array): void {
    const bytes = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    let start = 0
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, start)) {
      end(bytes.subarray(start, at))
      start = at + 1
    }
    rest = bytes.subarray(start)
    if (rest.length <= MOST_BYTES) return
    isTooLong = true
    rest = Buffer.alloc(0)
  }

  const isUnfinished = (): boolean => rest.length > 0 || isTooLong
  if (!published.readPieces(path, takePiece) || !isUnfinished()) return
  report({ code: 'CSV_ENDING', file: path, line: number + 1 })
  end(rest)
}
