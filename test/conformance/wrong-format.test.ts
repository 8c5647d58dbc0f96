import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { compileFormat, detectFormat, detectWrapper, listFormats } from '../../src/format/index.ts'
import { openCounting, type LogCounted } from '../../src/pipeline/reading/open-counting.ts'
import { planCount } from '../../src/pipeline/plan-count.ts'
import { configurationIn } from '../run/machines.ts'
import { COLUMN_SPELLINGS } from './column-spellings.ts'
import { EXCHANGES } from './exchanges.ts'
import { JSON_SPELLINGS } from './json-spellings.ts'
import { PLATFORM_SPELLINGS } from './platform-spellings.ts'
import { PROXY_SPELLINGS } from './proxy-spellings.ts'
import { SPELLINGS } from './spellings.ts'

/** The formats that may be meant; none where nobody finds one, as of a string of the operator's own. */
function formatsFound(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'latin1')
  const detected = detectFormat({ bytes, start: 0, end: bytes.length })
  if ('scanner' in detected) return [detected.scanner.name]
  return 'quiet' in detected ? [] : (detected.alike ?? [])
}

const ASKING = 'datasets: [ { by: [ day, feature ], measures: [ requests, entries, duration_p50 ] } ]\n'
const plan = planCount({ configuration: configurationIn('/nowhere', `logs: [ { path: a.log } ]\n${ASKING}`) })
const log = { path: 'a.log', pattern: 'a.log', id: 'a.log', fileKey: '', sizeBytes: 0 }

/** Requests of browsers, which every format can write. */
const LOGS = [...SPELLINGS, ...COLUMN_SPELLINGS, ...PROXY_SPELLINGS, ...PLATFORM_SPELLINGS, ...JSON_SPELLINGS].map(
  ({ title, header = [], skips, forges = {}, write }) => {
    const written = EXCHANGES.filter(
      ({ why, request, refused }) => request !== undefined && refused !== true && !(why in skips) && !(why in forges),
    )
    const text = [...header, ...written.slice(0, 10).map(write)].map((line) => `${line}\n`).join('')
    return { title, text, found: formatsFound(text) }
  },
)

type Read = Pick<LogCounted, 'misfits'> & ReturnType<LogCounted['sums']['entry']> & { readonly isRead: boolean }

/** Undefined: it reads the lines, and lacks what the table asks for. */
function countAs(format: string, text: string): Read | undefined {
  const counting = openCounting({
    plan: { ...plan, request: { ...plan.request, format } },
    input: { log, entry: undefined },
    lastDay: 99_999,
    onHit: () => undefined,
  })
  const bytes = Buffer.from(text, 'latin1')
  try {
    counting.read({ bytes, start: 0, end: bytes.length, tooLong: false })
    const { sums, misfits } = counting.end()
    return { ...sums.entry(), misfits, isRead: sums.fits().first >= 0 }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    expect(error.problems.map(({ code }) => code)).toContain('FORMAT_LACKS')
    return undefined
  }
}

describe.each(listFormats().map(({ name }) => name))('logs of other formats, named %s', (name) => {
  const others = LOGS.map((one) => ({ ...one, read: countAs(name, one.text) }))

  // A format takes for messages what its server may write beside requests; a whole access log is none of that.
  it('are no logs of messages', () => {
    const passedOver = others.filter(
      ({ read }) => read !== undefined && read.linesRead - read.fates['not-a-request'] < read.linesRead / 2,
    )
    expect(passedOver.map(({ title }) => title)).toEqual([])
  })

  it('are said to be of the format that reads them, and not what the one that was named lacks', () => {
    for (const { title, text, found, read } of others) {
      if (read === undefined) expect(readsFirst(name, text), title).toBe(true)
      else if (!read.isRead && found.length > 0) expect(read.misfits.first?.instead, title).toEqual(found)
    }
  })
})

function readsFirst(name: string, text: string): boolean {
  const bytes = Buffer.from(text, 'latin1')
  const first = { bytes, start: 0, end: bytes.length }
  const detected = detectWrapper(first, (some) => compileFormat(name, undefined, some))
  return detected !== undefined && 'scanner' in detected
}
