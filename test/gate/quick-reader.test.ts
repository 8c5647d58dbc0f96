import { describe, expect, it } from 'vitest'
import { LINE, type Kernel } from '../../src/domain/contracts.ts'
import { compileFormat } from '../../src/format/index.ts'
import { quickReader, type QuickReader } from '../../src/gate/quick-reader.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { combined, hitsOf, testGate } from './test-gate.ts'

function open(format: string, kernel: Kernel): QuickReader {
  const quick = quickReader(compileFormat(format), kernel)
  if (quick === undefined) throw new Error(`the kernel does not know ${format}`)
  return quick
}

describe('the hour of a time, which the kernel remembers for the next line', () => {
  const LOCAL = '{"time":"$time_local","request":"$request","status":$status}'
  const ISO = LOCAL.replace('local', 'iso8601')
  const UNIX = LOCAL.replace('time_local', 'msec')
  const TIME_AT = '{"time":"'.length
  it.each<{ why: string; format: string; time: string; next: string; isKept: boolean }>([
    { why: 'nginx', format: LOCAL, time: '10/Mar/2026:09:31:24 +0100', next: '09:59:00', isKept: true },
    { why: 'ISO with an offset', format: ISO, time: '2026-03-10T09:31:24+01:00', next: '09:59:00', isKept: true },
    { why: 'ISO of UTC', format: ISO, time: '2026-03-10T09:31:24Z', next: '09:59:00', isKept: true },
    { why: 'as long as nginx, no slash', format: LOCAL, time: '10-Mar-2026:09:31:24 +0100', next: '', isKept: false },
    { why: 'as long as nginx, no colon', format: LOCAL, time: '10/Mar/2026:09.31.24 +0100', next: '', isKept: false },
    { why: 'as long as an offset, no dash', format: ISO, time: '2026/03/10T09:31:24+01:00', next: '', isKept: false },
    { why: 'as long as UTC, no dash', format: ISO, time: '2026/03/10T09:31:24Z', next: '', isKept: false },
    { why: 'as long as UTC, no colon', format: ISO, time: '2026-03-10T09.31.24Z', next: '', isKept: false },
    { why: 'of another length, ISO else', format: ISO, time: '2026-03-10T09:31:24.5Z', next: '', isKept: false },
    { why: 'seconds since 1970', format: UNIX, time: '1773131484.123', next: '', isKept: false },
  ])('$why: $isKept', ({ format, time, next, isKept }) => {
    const { kernel, hold, keepHour } = open(format, openKernel([]))
    const lineAt = (when: string): string => `{"time":"${when}","request":"GET /aide HTTP/1.1","status":200}\n`
    const lines = [time, time.replace('09:31:24', next), time.replace('09:31:24', '10:00:00')].map(lineAt).join('')
    const held = hold(Buffer.from(lines), 0, lines.length)
    expect(keepHour(kernel.bytes, held + TIME_AT, held + TIME_AT + time.length)).toBe(isKept)
    const isSameHour = (): boolean => {
      kernel.readLine(kernel.line[LINE.lf]! + 1, held + lines.length)
      return kernel.line[LINE.isSameHour] === 1
    }
    kernel.readLine(held, held + lines.length)
    expect([isSameHour(), isSameHour()]).toEqual([isKept, false])
  })

  it('is kept from one chunk to the next, and not for the gate of another log', () => {
    const kernel = openKernel([])
    const scanner = compileFormat('combined')
    const [own, other] = [quickReader(scanner, kernel), quickReader(scanner, kernel)]
    const line = Buffer.from(`${combined({ time: '10/Mar/2026:09:31:24 +0100' })}\n`)
    const timeAt = line.indexOf('10/Mar')
    const isKept = (quick: QuickReader | undefined): boolean => {
      const at = quick?.hold(line, 0, line.length) ?? -1
      kernel.readLine(at, at + line.length)
      const wasKept = kernel.line[LINE.isSameHour] === 1
      expect(quick?.keepHour(kernel.bytes, at + timeAt, at + timeAt + 26)).toBe(true)
      return wasKept
    }
    expect([own, own, other, other, own].map(isKept)).toEqual([false, true, false, true, false])
  })

  it('is none where the time stands elsewhere: the gate read the line without the kernel', () => {
    const { keepHour } = open('combined', openKernel([]))
    const time = Buffer.from('10/Mar/2026:09:31:24 +0100')
    expect(keepHour(time, 0, time.length)).toBe(false)
  })
})

it.each([0, 1, 2] as const)('lines that stand in room %i of the memory are read there', (position) => {
  const kernel = openKernel([])
  const room = kernel.rooms[position]
  const line = Buffer.from(`${combined()}\n`)
  room.set(line, 5)
  const { buffer, byteOffset, byteLength } = room
  for (const bytes of [room, Buffer.from(buffer, byteOffset, byteLength)])
    expect(open('combined', kernel).hold(bytes, 5, 5 + line.length)).toBe(byteOffset + 5)
  expect(kernel.readLine(byteOffset + 5, byteOffset + 5 + line.length)).toBeLessThan(0)
})

describe('lines that the kernel has no room for', () => {
  const log = Array.from({ length: 3 }, () => `${combined()}\n`).join('')

  it.each<[string, Partial<Kernel>]>([
    ['its plan', { follow: () => false }],
    ['too many', { hold: () => -1 }],
  ])('%s: are read without it', (_, small) => {
    const kernel = { ...openKernel([]), ...small }
    const bytes = Buffer.from(log)
    expect(open('combined', kernel).hold(bytes, 0, bytes.length)).toBe(-1)
    expect(hitsOf(testGate({ kernel }), log)).toEqual(hitsOf(testGate(), log))
  })

  it.each([
    { why: 'a raw quote in the request', line: combined({ request: 'GET /simulateur/q"uote HTTP/1.1' }) },
    { why: 'two readings', line: combined({ request: 'GET /simulateur" 200 1 "-" "x HTTP/1.1', status: '404' }) },
    { why: 'no line of this format', line: 'LEAK' },
  ])('$why: is read with care after it', ({ line }) => {
    const kernel = openKernel([])
    const text = `${combined()}\n${line}\n${combined({ request: 'GET /open HTTP/1.1' })}\n`
    expect(hitsOf(testGate({ kernel }), text)).toEqual(hitsOf(testGate(), text))
  })

  it('a format it does not know, or no kernel: there is no quick reader', () => {
    const { kernelPlan, ...unknown } = compileFormat('combined')
    expect(kernelPlan).toBeDefined()
    expect(quickReader(unknown, openKernel([]))).toBeUndefined()
    expect(quickReader(compileFormat('combined'), undefined)).toBeUndefined()
  })
})
