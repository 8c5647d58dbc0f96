import { describe, expect, it } from 'vitest'
import { openKernel } from '../../src/kernel/index.ts'
import { BROWSER, FEATURES, hitsOf, rememberedPaths, testGate } from './test-gate.ts'

const SIZE = { mostEntries: 64, arenaBytes: 1 << 13 }
// Those whose path alone decides.
const features = FEATURES.filter(({ id }) => id !== 'map' && id !== 'search')
const kernel = openKernel([SIZE, SIZE, SIZE], rememberedPaths(SIZE, features))
const [agents, heads, hosts] = [kernel.openMemo(SIZE), kernel.openMemo(SIZE), kernel.openMemo(SIZE)]
const SUMMING = { kernel, features, verdicts: kernel.paths!, sums: { agents, heads, hosts } }

/** Each letter in every way that JSON has for it. */
const WAYS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('/', String.raw`\/`),
  (text) => text.replaceAll('/', String.raw`\u002f`),
  (text) => text.replace(/[a-z.:/]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
]

describe('what a line of JSON says, however it writes its letters', () => {
  it.each([
    { referrer: 'https://www.example.fr/simulateur', agent: BROWSER, is: { referrer: 'internal', client: 'human' } },
    { referrer: 'https://www.google.com/', agent: BROWSER, is: { referrer: 'search', browser: 'firefox' } },
    { referrer: 'https://www.example.org/', agent: 'curl/8.5.0', is: { referrer: 'other', client: 'machine' } },
    { referrer: '-', agent: 'Googlebot/2.1', is: { client: 'search-robot' } },
  ])('$referrer, $agent', ({ referrer, agent, is }) => {
    const lines = WAYS.flatMap((one) =>
      WAYS.map((other) => {
        return `{"time":"2026-03-10T09:31:24+01:00","request":"POST \\/api\\/v1/calculate HTTP\\/1.1","status":200,"http_referer":"${one(referrer)}","http_user_agent":"${other(agent)}"}`
      }),
    )
    // Twice: the second time all of it is remembered.
    const text = [...lines, ...lines].map((line) => `${line}\n`).join('')
    const format = 'nginx_json'
    // What another gate remembered of its own.
    for (const memo of [agents, heads, hosts]) memo.clear()
    for (const gate of [testGate({ format }), testGate({ format, kernel }), testGate({ format, ...SUMMING })])
      for (const hit of hitsOf(gate, text)) expect(hit).toMatchObject(is)
  })
})
