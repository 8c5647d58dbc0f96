import type { Peeler } from '../../../domain/contracts.ts'
import { isDigit } from '../../time/read-time.ts'
import { createLineKeeper, createLineWriter } from '../line-writer.ts'
import { writeEpoch } from '../write-time.ts'
import type { PeelOptions } from '../wrapper.ts'

const LF = 0x0a
const SPACE = 0x20
const EQUALS = 0x3d
const MESSAGE = new TextEncoder().encode('MESSAGE')
const TIME = new TextEncoder().encode('__REALTIME_TIMESTAMP')
const MOST_TIME_DIGITS = 16
const LENGTH_BYTES = 8
/** systemd's own limit of a field is 768 MiB: a length beyond is none, and lines are read again. */
const MOST_FIELD_BYTES = 1 << 30
const NAME = 'journald-export'

/** What the bytes at hand are: lines `KEY=value`, the length of a binary field, its bytes, the LF after them. */
const STATE = { lines: 0, length: 1, field: 2, end: 3 } as const
type State = (typeof STATE)[keyof typeof STATE]

/**
 * Peels `journalctl -o export`: entries of lines `KEY=value` with a blank line between them, of which MESSAGE alone comes
 * out. A value that is not text stands as `KEY`, LF, its length in eight bytes, the lowest first, its bytes, LF.
 */
export function createExportPeeler({ withTime }: PeelOptions): Peeler {
  const out = createLineWriter()
  const message = createLineKeeper()
  const time = new Uint8Array(MOST_TIME_DIGITS)
  let timeDigits = 0
  let state: State = STATE.lines
  let isMessage = false
  let lengthRead = 0
  let left = 0
  let tooLong = 0

  function readLine(bytes: Uint8Array, start: number, stop: number, hasEnd: boolean): void {
    const key = endOfKey(bytes, start, stop)
    if (start === stop) return release(true)
    if (key === stop && hasEnd) return openField(isKey(MESSAGE, bytes, start, key))
    if (key === start || key === stop || bytes[key] !== EQUALS) {
      // Not part of an entry.
      out.copy(bytes, start, stop)
      if (hasEnd) out.put(LF)
    } else if (isKey(MESSAGE, bytes, start, key)) keep(bytes, key + 1, stop)
    else if (isKey(TIME, bytes, start, key)) keepTime(bytes, key + 1, stop)
  }

  function openField(isOfMessage: boolean): void {
    isMessage = isOfMessage
    state = STATE.length
    lengthRead = 0
    left = 0
  }

  function readLength(byte: number): void {
    left += byte * 256 ** lengthRead++
    if (lengthRead < LENGTH_BYTES) return
    state = left > MOST_FIELD_BYTES ? STATE.lines : left === 0 ? STATE.end : STATE.field
    if (isMessage && state !== STATE.lines) message.keep(time, 0, 0)
  }

  function readField(bytes: Uint8Array, start: number, end: number): number {
    const stop = Math.min(end, start + left)
    left -= stop - start
    if (left === 0) state = STATE.end
    if (isMessage) keep(bytes, start, stop)
    return stop
  }

  function keep(bytes: Uint8Array, start: number, stop: number): void {
    const before = out.length()
    for (let i = start; i < stop; i++) out.put(bytes[i] === LF ? SPACE : bytes[i]!)
    message.keep(out.bytes(), before, out.length())
    out.cut(before)
  }

  function keepTime(bytes: Uint8Array, start: number, stop: number): void {
    timeDigits = 0
    while (timeDigits < MOST_TIME_DIGITS && start + timeDigits < stop && isDigit(bytes[start + timeDigits]!))
      time[timeDigits] = bytes[start + timeDigits++]!
  }

  /** The entry ends: its message comes out. An entry without one holds no line. */
  function release(hasEnd: boolean): void {
    const before = out.length()
    if (message.holds()) {
      if (withTime && timeDigits > 0) {
        writeEpoch(time, 0, timeDigits, out)
        out.put(SPACE)
      }
      if (message.release(out)) {
        if (hasEnd) out.put(LF)
      } else {
        out.cut(before)
        tooLong++
      }
    }
    timeDigits = 0
  }

  return {
    name: NAME,
    peel: (bytes, start, end, isLast) => {
      out.cut(0)
      tooLong = 0
      let at = start
      while (at < end) {
        if (state === STATE.length) readLength(bytes[at++]!)
        else if (state === STATE.field) at = readField(bytes, at, end)
        else if (state === STATE.end) {
          state = STATE.lines
          if (bytes[at] === LF) at++
        } else {
          const lf = bytes.indexOf(LF, at)
          const stop = lf < 0 || lf >= end ? end : lf
          readLine(bytes, at, stop, stop < end)
          at = stop + 1
        }
      }
      if (isLast) {
        state = STATE.lines
        release(false)
      }
      return { bytes: out.bytes(), start: 0, end: out.length(), tooLong }
    },
    isAside: () => false,
  }
}

/**
 * True for a line `KEY=value`. A key alone, before a value that is not text, proves nothing: so does any word in capitals,
 * and what is taken for an entry without a message is no line of the log any more.
 */
export function isExportLine(bytes: Uint8Array, start: number, end: number): boolean {
  const key = endOfKey(bytes, start, end)
  return key > start && key < end && bytes[key] === EQUALS
}

function endOfKey(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isKeyByte(bytes[at]!)) at++
  return at
}

function isKeyByte(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f
}

function isKey(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== key.length) return false
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false
  return true
}
