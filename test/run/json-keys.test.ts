import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { configurationIn, runAt } from './machines.ts'

const { fresh } = testFolder('json-keys')
const START = Date.UTC(2026, 2, 10)
const HOUR = 3_600_000
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

type Hour = { readonly codes: readonly string[]; readonly counted: number }

/** A service with a few lines an hour, a run after each, and a file of its own for each hour, or one for all. */
function serviceOf(path: (page: number) => string, oneFile: boolean): (pages: readonly string[]) => Promise<Hour> {
  const folder = fresh()
  const configuration = configurationIn(folder, 'logs: [ { path: "access.log*" } ]\n')
  let [hours, lines] = [0, 0]
  return async (pages) => {
    const written = pages.map((url, i) => {
      const time = new Date(START + hours * HOUR + i * 1000).toISOString()
      return `${JSON.stringify({ time, path: path(lines++), method: 'GET', url, status: 200, ua: AGENT })}\n`
    })
    appendFileSync(join(folder, oneFile ? 'access.log' : `access.log-202603100${hours}`), written.join(''))
    const { problems } = await runAt(configuration, START + hours++ * HOUR + HOUR / 2)
    const state = await openState(join(folder, 'state'))
    const counted = state.counts.allFates().filter(({ fate }) => fate === 'counted')
    state.close()
    return {
      codes: problems.map(({ code }) => code).filter((code) => code !== 'MEASURE_LEFT_OUT'),
      counted: counted.reduce((sum, row) => sum + row.lines, 0),
    }
  }
}

const REFUSED = 'FORMAT_NOT_DETECTED'
const MANY = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? '/aide' : '/simulateur'))

it.each([true, false])(
  'the file of a collector is no target from the first line on, in one file: %s',
  async (oneFile) => {
    const hour = serviceOf(() => '/var/log/containers/web.log', oneFile)
    let counted = 0
    for (const pages of [['/aide'], ['/aide', '/aide'], MANY, ['/simulateur']]) {
      counted += pages.length
      expect(await hour(pages)).toEqual({ codes: [], counted })
    }
  },
)

it('of two keys none counts before there are enough lines, and then the same in each file', async () => {
  const hour = serviceOf(() => '/app', false)
  expect(await hour(['/aide'])).toEqual({ codes: [REFUSED], counted: 0 })
  // The file of the hour before shows no more than it did; by the log it is known now what it says.
  expect((await hour(MANY)).counted).toBeGreaterThanOrEqual(30)
  expect(await hour(['/aide', '/aide'])).toEqual({ codes: [], counted: 33 })
})

it('what was decided does not turn with a file that shows the contrary', async () => {
  const hour = serviceOf((line) => (line < 30 ? '/app' : `/aide/${line}`), false)
  expect(await hour(MANY)).toEqual({ codes: [], counted: 30 })
  expect(await hour(MANY.map(() => '/aide'))).toEqual({ codes: [], counted: 60 })
})
