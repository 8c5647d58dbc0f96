import { expect, it } from 'vitest'
import { detectFormat, listFormats } from '../../src/format/index.ts'
import { openCounting } from '../../src/pipeline/reading/open-counting.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { configurationIn } from '../run/machines.ts'
import { COLUMN_SPELLINGS } from './column-spellings.ts'
import { EXCHANGES } from './exchanges.ts'
import { JSON_SPELLINGS } from './json-spellings.ts'
import { PLATFORM_SPELLINGS } from './platform-spellings.ts'
import { PROXY_SPELLINGS } from './proxy-spellings.ts'
import { SPELLINGS } from './spellings.ts'

/** Some are found by nobody: only by name, or of a string of the operator's own. */
function isFound(text: string): boolean {
  const bytes = Buffer.from(text, 'latin1')
  return 'scanner' in detectFormat({ bytes, start: 0, end: bytes.length })
}

const plan = planCount({ configuration: configurationIn('/nowhere', 'logs: [ { path: a.log } ]\n') })
const log = { path: 'a.log', pattern: 'a.log', id: 'a.log', fileKey: '', sizeBytes: 0 }

/** Requests of browsers, which every format can write. */
const LOGS = [...SPELLINGS, ...COLUMN_SPELLINGS, ...PROXY_SPELLINGS, ...PLATFORM_SPELLINGS, ...JSON_SPELLINGS]
  .map(({ title, format, header = [], skips, forges = {}, write }) => {
    const written = EXCHANGES.filter(
      ({ why, request, refused }) => request !== undefined && refused !== true && !(why in skips) && !(why in forges),
    )
    return { title, format, text: [...header, ...written.slice(0, 10).map(write)].map((line) => `${line}\n`).join('') }
  })
  .filter(({ text }) => isFound(text))

function fatesOf(format: string, text: string) {
  const counting = openCounting({
    plan: { ...plan, request: { ...plan.request, format } },
    input: { log, entry: undefined },
    lastDay: 99_999,
    onHit: () => undefined,
  })
  const bytes = Buffer.from(text, 'latin1')
  counting.read({ bytes, start: 0, end: bytes.length, tooLong: false })
  return counting.end().sums.entry()
}

// A format takes for messages what its server may write beside requests; a whole access log is none of that.
it.each(listFormats().map(({ name }) => name))('a log of another format is no log of messages, named %s', (name) => {
  const passedOver = LOGS.filter(({ text }) => {
    const { linesRead, fates } = fatesOf(name, text)
    return linesRead - fates['not-a-request'] < linesRead / 2
  })
  expect(passedOver.map(({ title }) => title)).toEqual([])
})
