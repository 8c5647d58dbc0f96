import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WRAPPINGS } from '../../../src/format/wrap/wrappings.ts'
import { checkProperty } from '../../properties/check-property.ts'
import { inChunks, peel } from './peel.ts'

const LINE = '203.0.113.7 - LEAK [10/Mar/2026:09:31:24 +0100] "GET /\xe9 HTTP/1.1" 200 512 "-" "A \\x22"'
const TEXT = JSON.stringify(LINE).slice(1, -1)

/** A log of each kind, with whatever a damage may hit. */
const LOGS: Readonly<Record<string, string>> = {
  syslog: `<134>Mar 10 09:31:24.655 lb1 nginx[812]: a#011${LINE}\nMar  9 09:31:24 nginx: ${LINE}\n`,
  'syslog-iso': `2026-03-10T09:31:24.655+01:00 lb1 nginx: ${LINE}\n`,
  'syslog-5424': `<134>1 2026-03-10T08:31:24.655Z lb1 nginx 812 ID [a@1 k="\\"]"][b] \xef\xbb\xbf${LINE}\n<1>1 - - - - - - x\n`,
  'scalingo-logs': `2026-03-10 09:31:24.655123456 +0100 CET [web-1] ${LINE}\n2026-03-10 09:31:24 +0100 [web-1]\n`,
  docker: `{"log":"${TEXT}","stream":"stdout","time":"2026-03-10T08:31:24Z"}\n{"log":"\\ud83d\\ude00\\n","stream":"stdout","attrs":{"a":[1]}}\n`,
  kubernetes: `2026-03-10T08:31:24Z stderr P ${LINE}\n2026-03-10T08:31:24Z stdout F ${LINE}\n2026-03-10T08:31:24Z stderr F x\n`,
  'journald-json': `{"MESSAGE":"${TEXT}","__REALTIME_TIMESTAMP":"1773131484655123"}\n{"MESSAGE":[1,2, 255]}\n`,
  'json-message': `{"@timestamp":"2026-03-10T08:31:24Z","message":"${TEXT}"}\n{"message":"\\ud83d\\ude00"}\n`,
  'journald-export': `__REALTIME_TIMESTAMP=1773131484655123\nMESSAGE=${LINE}\n\nMESSAGE\n\x03\0\0\0\0\0\0\0a\nb\n\n`,
  compose: `\x1b[36mweb-1  |\x1b[0m ${LINE.replace('GET', '\x1b[1mGET')}\n`,
  quotes: `"${LINE}"\n`,
}

/** As much as may come out: every byte that went in, a longer time a line, and no more than a code point for six bytes. */
const mostBytes = (log: string): number => log.length + 40 * log.split('\n').length

describe('a damaged log is peeled to its end, however it is cut into chunks', () => {
  it('covers every wrapper', () => {
    expect(Object.keys(LOGS).sort()).toEqual(WRAPPINGS.map(({ name }) => name).sort())
  })

  it.each(Object.entries(LOGS))('%s, cut off at every byte', (name, log) => {
    for (let length = 0; length <= log.length; length++) {
      const cut = log.slice(0, length)
      for (const withTime of [false, true]) {
        const whole = peel(name, [cut, ''], { withTime })
        expect(peel(name, [...inChunks(cut, () => true), ''], { withTime })).toMatchObject({
          text: whole.text,
          tooLong: 0,
        })
        expect(whole.text.length).toBeLessThanOrEqual(mostBytes(cut))
      }
    }
  })

  it.each(Object.entries(LOGS))('%s, with any byte replaced', async (name, log) => {
    const damages = fc.array(fc.tuple(fc.nat(log.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
    await checkProperty(
      fc.property(damages, fc.array(fc.boolean()), fc.boolean(), (damaged, cuts, withTime) => {
        const bytes = Buffer.from(log, 'latin1')
        for (const [at, byte] of damaged) bytes[at] = byte
        const text = `${bytes.toString('latin1')}\n${log}`
        const whole = peel(name, [text, ''], { withTime })
        const chunked = peel(name, [...inChunks(text, (line) => cuts[line] ?? false), ''], { withTime })
        expect(chunked.text).toBe(whole.text)
        expect(whole.text.length).toBeLessThanOrEqual(mostBytes(text))
      }),
      200,
    )
  })

  it.each(WRAPPINGS)('$name: any bytes', async ({ name }) => {
    await checkProperty(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, withTime) => {
        const text = Buffer.from(bytes).toString('latin1')
        expect(peel(name, [text, ''], { withTime }).text.length).toBeLessThanOrEqual(mostBytes(text))
      }),
      200,
    )
  })
})
