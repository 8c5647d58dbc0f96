import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { compileFormat } from '../../../src/format/index.ts'
import { NAMED_FORMATS } from '../../../src/format/named/list.ts'
import { explainLine } from '../../../src/pipeline/explain/explain-line.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { configurationOf } from '../configuration-of.ts'

const MESSAGES = [
  'Proxy fe started.',
  'Server be/srv1 is DOWN, reason: Layer4 connection problem.',
  'time="2026-03-10T09:31:24+01:00" level=info msg="Configuration loaded"',
  '{"level":"info","ts":1773131484.1,"logger":"tls","msg":"finished cleaning storage units"}',
  'Serving HTTP on 0.0.0.0 port 8000 (http://0.0.0.0:8000/) ...',
  ...NAMED_FORMATS.flatMap(({ samples }) => samples),
]

/** Every format with every line of the list that it takes for a message of its server. */
const CASES = NAMED_FORMATS.flatMap(({ name }) =>
  MESSAGES.filter((line) => isMessageOf(name, line)).map((line) => ({ name, line })),
)

function isMessageOf(name: string, line: string): boolean {
  const bytes = Buffer.from(line)
  return compileFormat(name).isNotRequest?.(bytes, 0, bytes.length) ?? false
}

async function fateOf(line: string, format: string): Promise<string> {
  const configuration = configurationOf('features: [ { id: aide, match: /aide } ]\n')
  return (await explainLine(planCount({ configuration, format }), Readable.from([Buffer.from(`${line}\n`)]))).fate
}

describe('a message of the server, alone, is one to explain as it is to count', () => {
  it.each(CASES.filter(({ line }) => !NAMED_FORMATS.some(({ samples }) => samples.includes(line))))(
    'of $name, within syslog and without: $line',
    async ({ name, line }) => {
      expect(await fateOf(line, name)).toBe('not-a-request')
      expect(await fateOf(`Mar 10 09:31:24 lb1 haproxy[812]: ${line}`, name)).toBe('not-a-request')
      expect(await fateOf(`<134>Mar 10 09:31:24 lb1 haproxy[812]: ${line}`, name)).toBe('not-a-request')
    },
  )

  it('is none where the line is a request of another format', async () => {
    const line = '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /aide HTTP/1.1" 200 9 "-" "x"'
    for (const name of new Set(CASES.map(({ name }) => name)))
      expect(await fateOf(line, name)).not.toBe('not-a-request')
  })
})
