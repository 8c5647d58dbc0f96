import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPANS_LENGTH } from '../../src/domain/contracts.ts'
import { FATE } from '../../src/domain/fate.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'
import { openKernel } from '../../src/kernel/index.ts'
import { testGate } from '../gate/test-gate.ts'
import { checkProperty } from '../properties/check-property.ts'

const KERNEL = openKernel([])

const STRINGS = [
  '$remote_addr [$time_iso8601] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time',
  '$host $remote_addr - $remote_user [$time_local] "$request" $status $bytes_sent "$http_user_agent" "$http_cookie"',
  '$status $msec "$request" $remote_user [$time_local] "$http_user_agent" "$http_referer"',
  '%t %>s "%r" %{Referer}i | %{User-Agent}i',
  '{"t":"$time_iso8601","s":$status,"r":"$request","b":$body_bytes_sent,"a":"$http_user_agent","h":{"ref":"$http_referer"}}',
]

const LINES = [
  '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /simulateur?age=LEAK HTTP/1.1" 200 3126 "-" "Mozilla/5.0"',
  '203.0.113.7 - jean [x] dupont [10/Mar/2026:09:59:59 +0100] "POST /api/v1/calculate HTTP/1.1" 201 - "" "a \\"b\\" c"',
  '203.0.113.7 - - [10/Mar/2026:09:31:60 +0100] "GET /old" 404 0 "https://www.example.fr/" "a \\\\"',
  '203.0.113.7 - - [29/Mar/2026:01:59:59 +0100] "GET /a b c HTTP/1.1" 400 0 "-" "x" 200 1 "-" "y"',
  '203.0.113.7 - - [29/Mar/2026:03:00:00 +0200] "-" 408 - "-" "-"',
  '203.0.113.7 [2026-03-10T09:31:24+01:00] "GET / HTTP/2.0" 200 512 "-" "curl/8.5.0" 0.046',
  '203.0.113.7 [2026-03-10T09:41:64+01:00] "GET / HTTP/2.0" 200 512 "-" "curl/8.5.0" 0.000, 0.041',
  '[10/Mar/2026:09:31:24 +0100] 200 "GET / HTTP/1.1" https://www.example.fr/ | curl/8.5.0',
  '{"time":"2026-03-10T09:31:24Z","request":"GET / HTTP/1.1","status":200,"bytes":7,"ua":"a \\"b\\" c"}',
  '{"time":"2026-03-10T09:59:60Z","request":"GET /aide HTTP/1.1","status":"404","bytes":"-","ut":0.000, 0.041}',
  '{"t":"2026-03-29T01:59:59+01:00","s":200,"r":"POST /api/v1/calculate HTTP/1.1","b":3,"a":"","h":{"ref":"-"}}',
  '{"t":"2026-03-29T03:00:00+02:00", "s": 301, "r":"GET /old", "b":null , "a":"x", "h":{"ref":"https://a.fr/"}}',
]

const ODD = [
  '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "get /simulateur HTTP/1.1" 400 3126 "-" "Mozilla/5.0"  ',
  '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "gET /simulateur" 200 3126 "-" "Mozilla/5.0" \t',
  '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /simulateur ICY" 200 3126 "-" "Mozilla/5.0" ',
  '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "SOURCE /simulateur ICY/1.0" 200 3126 ',
  '203.0.113.7 [2026-03-10T09:31:24+01:00] "GET /simulateur ICYB" 200 512 "-" "curl/8.5.0" 0.046 ',
  '{"time":"2026-03-10T09:31:24Z","request":"GET \\/aide ICY\\/1.0","status":200,"bytes":7,"ua":"x"} ',
  '{"time":"2026-03-10T09:31:24Z","method":"get","uri":"/simulateur","status":200,"bytes":7,"ua":"x"}',
]

const SAMPLES = [...LINES, ...ODD, ...listFormats().flatMap(({ samples }) => samples)].map((line) =>
  Buffer.from(line, 'latin1'),
)

/** A sample, cut, with bytes of it put elsewhere or turned into bytes that mean something to a scanner. */
function lineOf(samples: readonly Buffer[]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...Buffer.from('"\\ -[]{}/:,?#\0\r0a5.HTP\xff', 'latin1'))), {
        maxLength: 3,
      }),
      fc.option(fc.nat(400), { freq: 6 }),
    )
    .map(([sample, changes, cut]) => {
      const line = Buffer.from(sample)
      for (const [at, byte] of changes) if (at < line.length) line[at] = byte
      return cut === null ? line : line.subarray(0, cut)
    })
}

/** Half of them lines that the format reads, before they are changed. */
function lineFor(format: string): fc.Arbitrary<Buffer> {
  const { scan } = compileFormat(format)
  const fitting = SAMPLES.filter((line) => scan(line, 0, line.length, new Int32Array(SPANS_LENGTH).fill(-1)) < 0)
  return fc.oneof(lineOf(SAMPLES), lineOf(fitting))
}

describe('a gate with the kernel and one without say the same of any line', () => {
  const formats = [...listFormats().map(({ name }) => name), ...STRINGS].filter(
    (format) => compileFormat(format).kernelPlan !== undefined,
  )

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
  gate.readLines(log, 0, log.length, (hit) =>
    hits.push({ ...hit, column: hit.fate === FATE.malformed ? gate.column() : 0 }),
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
