import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { combinedLine, FIREFOX } from '../cli/run-comptage.ts'
import { checkProperty } from './check-property.ts'
import { configurationOf, countInProcess, type Outputs } from './count-in-process.ts'

const chunk = vi.hoisted(() => ({ bytes: 1_048_576 }))

vi.mock(import('../../src/source/cut-lines.ts'), async (original) => {
  const { cutLines, ...others } = await original()
  return { ...others, cutLines: (reader, _, rooms) => cutLines(reader, chunk.bytes, rooms) }
})

const CONFIG = configurationOf(`service: { name: Essai, hosts: [ www.example.fr ] }
features:
  - { id: simulateur, match: [ /simulateur, /simulateur/** ] }
  - { id: dossier, match: [ "GET,POST /dossier/:numero" ] }
protection: { k: 3 }
datasets:
  - by: [ day, feature ]
  - by: [ month, feature ]
  - { by: [ month, feature, device ], protection: exact, accept_risk: true }
`)

const line = fc
  .record({
    day: fc.integer({ min: 1, max: 4 }),
    month: fc.constantFrom('Feb', 'Mar'),
    hour: fc.integer({ min: 0, max: 23 }),
    request: fc.constantFrom(
      'GET /simulateur',
      'GET /simulateur/a',
      'POST /dossier/LEAK',
      'GET /autre',
      'HEAD /',
      'LEAK',
    ),
    status: fc.constantFrom(200, 303, 404),
    agent: fc.constantFrom(FIREFOX, 'Googlebot/2.1', 'curl/8.5.0', '-'),
  })
  .map(({ day, month, hour, request, ...rest }) =>
    combinedLine({ ...rest, time: `0${day}/${month}/2026:${hour}:59:59 +0100`, request: `${request} HTTP/1.1` }),
  )
const lines = fc.array(fc.oneof(line, fc.constantFrom('LEAK no line\n', '\n', '# LEAK\n')), {
  minLength: 1,
  maxLength: 80,
})

/** What must not change; of the ledger, the sum, since the files are others. */
async function outputsOf(logs: readonly string[]): Promise<Omit<Outputs, 'problems' | 'ledger'> & { total: object }> {
  const { tables, files, ledger } = await countInProcess(CONFIG, logs, { format: 'combined', malformedLimit: 1 })
  return { tables, files, total: ledger.total }
}

describe('the same lines give the same bytes', () => {
  it('in whichever order, in however many files, in chunks of whichever size', async () => {
    const property = fc.asyncProperty(
      lines.chain((all) =>
        fc.record({
          all: fc.constant(all),
          shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
          fileOf: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: all.length, maxLength: all.length }),
          chunkBytes: fc.integer({ min: 1, max: 500 }),
        }),
      ),
      async ({ all, shuffled, fileOf, chunkBytes }) => {
        chunk.bytes = 1_048_576
        const expected = await outputsOf([all.join('')])
        chunk.bytes = chunkBytes
        expect(await outputsOf([shuffled.join('')])).toEqual(expected)
        const dealt = [0, 1, 2, 3].map((file) => shuffled.filter((_, n) => fileOf[n] === file).join(''))
        expect(await outputsOf(dealt)).toEqual(expected)
        expect(await outputsOf(dealt.toReversed())).toEqual(expected)
        // One file, cut in two at a line end: what a rotation does.
        const at = fileOf[0]! % all.length
        expect(await outputsOf([all.slice(0, at).join(''), all.slice(at).join('')])).toEqual(expected)
      },
    )
    await checkProperty(property, 40)
  })

  it('and one line more does not', async () => {
    const once = await outputsOf([combinedLine()])
    expect(await outputsOf([combinedLine().repeat(2)])).not.toEqual(once)
  })
})
