import fc from 'fast-check'
import { SPANS_LENGTH } from '../../src/domain/contracts.ts'
import { compileFormat, listFormats } from '../../src/format/index.ts'

export const STRINGS = [
  '$remote_addr [$time_iso8601] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time',
  '$host $remote_addr - $remote_user [$time_local] "$request" $status $bytes_sent "$http_user_agent" "$http_cookie"',
  '$status $msec "$request" $remote_user [$time_local] "$http_user_agent" "$http_referer"',
  '%t %>s "%r" %{Referer}i | %{User-Agent}i',
  '{"t":"$time_iso8601","s":$status,"r":"$request","b":$body_bytes_sent,"a":"$http_user_agent","h":{"ref":"$http_referer"}}',
]

export const LINES = [
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

export const ODD = [
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
      fc.array(fc.tuple(fc.nat(400), fc.constantFrom(...Buffer.from('"\\ -[]{}/:,?#\0\r\n0a5.HTP\xff', 'latin1'))), {
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

/** Those that the kernel reads. */
export const KERNEL_FORMATS = [...listFormats().map(({ name }) => name), ...STRINGS].filter(
  (format) => compileFormat(format).kernelPlan !== undefined,
)

/** Samples that the format reads. */
export function fittingLines(format: string): readonly Buffer[] {
  const { scan } = compileFormat(format)
  return SAMPLES.filter((line) => scan(line, 0, line.length, new Int32Array(SPANS_LENGTH).fill(-1)) < 0)
}

/** Half of them lines that the format reads, before they are changed. */
export function lineFor(format: string): fc.Arbitrary<Buffer> {
  return fc.oneof(lineOf(SAMPLES), lineOf(fittingLines(format)))
}
