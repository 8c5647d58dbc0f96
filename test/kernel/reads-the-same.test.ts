import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FATE } from '../../src/domain/fate.ts'
import { compileFormat } from '../../src/format/index.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { testGate } from '../gate/test-gate.ts'
import { checkProperty } from '../properties/check-property.ts'
import { KERNEL_FORMATS as formats, lineFor, LINES, ODD, STRINGS } from './mutated-lines.ts'

const KERNEL = openKernel([])

describe('a gate with the kernel and one without say the same of any line', () => {
  it('the stock formats of nginx and Apache, and all of JSON, are read by the kernel', () => {
    const stock = ['common', 'combined', 'vhost_combined', 'nginx_main', ...STRINGS.slice(0, 2)]
    expect(formats).toEqual(expect.arrayContaining([...stock, 'nginx_json', 'caddy', 'traefik_json', STRINGS.at(-1)]))
  })

  it.each(formats)('%s', async (format) => {
    const [quick, plain] = [testGate({ format, kernel: KERNEL }), testGate({ format })]
    await checkProperty(
      fc.property(fc.array(lineFor(format), { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, isTorn) => {
        const log = Buffer.concat(lines.flatMap((line, i) => (isTorn && i === lines.length - 1 ? [line] : [line, LF])))
        expect(hitsOf(quick, log)).toEqual(hitsOf(plain, log))
      }),
      100,
    )
  })
})

const LF = Buffer.from('\n')

function hitsOf(gate: ReturnType<typeof testGate>, log: Uint8Array): readonly unknown[] {
  const hits: unknown[] = []
  gate.readLines(log, 0, log.length, (hit, line) =>
    hits.push({ ...hit, column: hit.fate === FATE.malformed ? line.column() : 0 }),
  )
  return hits
}

describe('a gate with the kernel', () => {
  it('reads odd requests and blanks at the end as one without', () => {
    for (const format of ['common', 'combined', 'nginx_json', STRINGS[0]!]) {
      const log = Buffer.from(`${ODD.join('\n')}\n`, 'latin1')
      expect(hitsOf(testGate({ format, kernel: KERNEL }), log)).toEqual(hitsOf(testGate({ format }), log))
    }
  })

  it.each([
    ['an LF in a time', LINES[0]!.replace(':31:', ':\n1:')],
    ['an LF in each place of a line', Array.from(LINES[0]!, (_, i) => replaceAt(LINES[0]!, i, '\n')).join('\n')],
    ['a CR in each place', Array.from(LINES[0]!, (_, i) => replaceAt(LINES[0]!, i, '\r')).join('\n')],
    ['CRs before the end', `${LINES[0]!}\r\n${LINES[0]!}\r\r\n\r\n\r${LINES[0]!}`],
    ['NULs before it', `\0\0${LINES[0]!}\n\0\n${LINES[0]!}`],
    ['an empty column in front', `${LINES[0]!.replace('- -', ' -')}\n ${LINES[0]!}\n${LINES[0]!.replace('- -', '- ')}`],
    ['a column more in front', LINES[0]!.replace('- -', '- - -')],
    ['a column less', LINES[0]!.replace('- -', '-')],
    ['one less, and the time behind 64 bytes', LINES[0]!.replace('203.0.113.7 - -', `${'2'.repeat(62)} -`)],
    ['a user with a bracket', LINES[0]!.replace('- -', '- [a]')],
    ['a time that is none', LINES[0]!.replace('10/Mar/2026', '10-Mar-2026')],
    ['one before it', LINES[0]!.replace('- -', '- a [10-Mar-2026:09:31:24 +0100] "GET / HTTP/1.1" 200 1 "-" "-"')],
    ['a user of many blanks', LINES[0]!.replace('- -', `- ${'a [b '.repeat(40)}`)],
    ['a long address', LINES[0]!.replace('203', '2'.repeat(70))],
    ['sizes of each length', Array.from('123456789012', (_, i) => withSize('9'.repeat(i))).join('\n')],
    ['sizes that are none', ['-', '--1', '1-', '+1', '1 1', '12:45678'].map(withSize).join('\n')],
    [
      'requests of odd blanks',
      [
        'GET  / HTTP/1.1',
        'GET /  HTTP/1.1',
        ' GET / HTTP/1.1',
        'GET / HTTP/1.1 ',
        'GET  HTTP/1.1',
        'A-B / HTTP/1.1',
        'ABCDEFGHIJKLMNOPQ / HTTP/1.1',
        'ABCDEFGHIJKLMNOP / HTTP/1.1',
        'ABCDEFGHIJKLMNO / HTTP/1.1',
        'get /a HTTP/10.1',
        ' / HTTP/1.1',
        'GET HTTP/1.1',
        '/ HTTP/1.1',
      ]
        .map(withRequest)
        .join('\n'),
    ],
  ])('reads %s as one without', (_, text) => {
    const log = Buffer.from(`${text}\n`, 'latin1')
    for (const format of ['common', 'combined', 'vhost_combined', 'nginx_main'])
      for (const end of [log.length, log.length - 1]) {
        const [quick, plain] = [testGate({ format, kernel: KERNEL }), testGate({ format })]
        expect(hitsOf(quick, log.subarray(0, end))).toEqual(hitsOf(plain, log.subarray(0, end)))
        // Lines that stood there before are none of these.
        const cut = log.subarray(0, end - 9)
        expect(hitsOf(quick, cut)).toEqual(hitsOf(plain, cut))
      }
  })

  it('reads a format whose text has a line end', () => {
    const format = '$remote_addr [$time_local]\n"$request" $status'
    const log = Buffer.from('203.0.113.7 [10/Mar/2026:09:31:24 +0100]\n"GET / HTTP/1.1" 200\n')
    const [quick, plain] = [testGate({ format, kernel: KERNEL }), testGate({ format })]
    expect(hitsOf(quick, log)).toEqual(hitsOf(plain, log))
  })

  it('reads a chunk that the kernel has no room for', () => {
    const line = Buffer.from(`${LINES[0]}\n`)
    const log = Buffer.concat(Array.from({ length: 12_000 }, () => line))
    expect(log.length).toBeGreaterThan(1 << 20)
    expect(hitsOf(testGate({ kernel: KERNEL }), log)).toEqual(hitsOf(testGate(), log))
  })

  it('reads a format that the kernel has no room for', () => {
    const format = `${'x'.repeat(60)} $remote_addr [$time_local] "$request" $status`
    const log = Buffer.from(`${'x'.repeat(60)} 203.0.113.7 [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200\n`)
    expect(compileFormat(format).kernelPlan).toBeDefined()
    const hits = hitsOf(testGate({ format, kernel: KERNEL }), log)
    expect(hits).toEqual(hitsOf(testGate({ format }), log))
    expect(hits).toHaveLength(1)
  })

  it('does not take the hour of another log for its own', () => {
    const [paris, utc] = ['Europe/Paris', 'UTC'].map((serviceZone) => testGate({ serviceZone, kernel: KERNEL }))
    const log = Buffer.from(`${LINES[0]}\n`)
    for (const gate of [paris!, utc!, paris!, utc!]) hitsOf(gate, log)
    expect(hitsOf(paris!, log)).toMatchObject([{ hour: 9 }])
    expect(hitsOf(utc!, log)).toMatchObject([{ hour: 8 }])
  })

  // Zones whose hours begin within those that are written, and one whose clocks change by half an hour.
  const zones = ['Europe/Paris', 'Pacific/Marquesas', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe']
  const forms = [
    { format: 'combined', write: clf },
    { format: STRINGS[0]!, write: iso },
    { format: STRINGS[4]!, write: iso },
    // Some libraries leave out a fraction of zero: one log has both.
    { format: STRINGS[4]!, write: mixed },
  ]
  it.each(zones.flatMap((serviceZone) => forms.map((form) => ({ serviceZone, ...form }))))(
    'counts lines in any order in their own hour: $serviceZone, $format',
    async ({ serviceZone, format, write }) => {
      const [quick, plain] = [testGate({ format, serviceZone, kernel: KERNEL }), testGate({ format, serviceZone })]
      const changes = [Date.UTC(2026, 3, 4, 15), Date.UTC(2026, 9, 3, 15, 30), Date.UTC(2026, 5, 2, 9, 30)]
      const time = fc.record({
        at: fc.constantFrom(...changes),
        minutes: fc.integer({ min: -150, max: 150 }),
        offset: fc.constantFrom(0, 0, 330, -210),
      })
      await checkProperty(
        fc.property(fc.array(time, { minLength: 2, maxLength: 12 }), (times) => {
          const written = times.map(({ at, minutes, offset }) => write(at + minutes * 60_000, offset))
          const log = Buffer.from(written.map((text) => `${lineAs(format, text)}\n`).join(''))
          const hits = hitsOf(quick, log)
          expect(hits).toEqual(hitsOf(plain, log))
          // One line at a time nothing is remembered.
          expect(hits).toEqual(written.flatMap((text) => hitsOf(fresh(), Buffer.from(`${lineAs(format, text)}\n`))))
        }),
        20,
      )
      function fresh(): ReturnType<typeof testGate> {
        return testGate({ format, serviceZone })
      }
    },
  )
})

function replaceAt(text: string, at: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + 1)
}

function withSize(size: string): string {
  return LINES[0]!.replace(' 3126 ', ` ${size} `)
}

function withRequest(request: string): string {
  return LINES[0]!.replace('GET /simulateur?age=LEAK HTTP/1.1', request)
}

function lineAs(format: string, time: string): string {
  if (format.startsWith('{')) return `{"t":"${time}","s":200,"r":"GET /aide HTTP/1.1","b":3,"a":"x","h":{"ref":"-"}}`
  if (format === 'combined') return `203.0.113.7 - - [${time}] "GET /aide HTTP/1.1" 200 3126 "-" "Mozilla/5.0"`
  return `203.0.113.7 [${time}] "GET /aide HTTP/2.0" 200 512 "-" "curl/8.5.0" 0.046`
}

/** @param offset in minutes */
function clf(instant: number, offset: number): string {
  const [, day, month, year, time] = new Date(instant + offset * 60_000).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} ${zoneText(offset, '')}`
}

function iso(instant: number, offset: number): string {
  return `${new Date(instant + offset * 60_000).toISOString().slice(0, 19)}${zoneText(offset, ':')}`
}

function mixed(instant: number, offset: number): string {
  const written = iso(instant, offset)
  return (instant / 60_000) % 2 === 0 ? written : `${written.slice(0, 19)}.5${written.slice(19)}`
}

function zoneText(offset: number, between: string): string {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${offset < 0 ? '-' : '+'}${hours}${between}${minutes}`
}
