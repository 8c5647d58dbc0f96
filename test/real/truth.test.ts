import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { METHODS } from '../../src/domain/dictionary.ts'
import { JUDGED_LINES, type JudgedLines } from './judged-lines.ts'
import { seeLines, type SeenLine } from './see-lines.ts'
import { ARE_HERE, describeReal, readRealJson, realLines, realPath } from './shared-logs.ts'

// Lines that are not valid are numbered in the truth up to here.
const MOST_NUMBERED = 200

const COUNTS = z.record(z.string(), z.number())
const TRUTH = z.object({
  total_lines: z.number(),
  classes: COUNTS,
  malformed_line_numbers: z.array(z.number()),
  request_classes: COUNTS,
  per_day_utc: COUNTS,
  per_status: COUNTS,
  per_method: COUNTS,
})

const NONE_JUDGED: JudgedLines = { as: 'bad-line', because: 'none', lines: [] }

// The sums over a folder, and the list of identifiers, are no truth about one log.
const LOGS = (ARE_HERE ? readdirSync(realPath('truth')) : [])
  .filter((name) => !name.includes('__ALL') && name !== 'SENTINELS.json')
  .map((name) => name.replace('__', '/').replace(/\.json$/, ''))

describeReal('counts of real logs, against a truth counted without our code', () => {
  it('has a truth for all logs but the folder sums', () => {
    expect(LOGS).toHaveLength(27)
    expect(LOGS).toEqual(expect.arrayContaining(Object.keys(JUDGED_LINES)))
  })

  describe.each(LOGS)('%s', (log) => {
    const truth = TRUTH.parse(readRealJson(`truth/${log.replace('/', '__')}.json`))
    const judged = JUDGED_LINES[log] ?? NONE_JUDGED
    let lines: readonly SeenLine[]

    beforeAll(async () => {
      const format = /^(?:ezpaarse|nasa)/.test(log) ? 'common' : 'combined'
      const seen = await seeLines(realPath(`large/${log}`), format)
      lines = seen.lines
      expect(seen.ledger.total.linesRead).toBe(lines.length)
    })

    it('reads every line', () => {
      expect(lines).toHaveLength(truth.total_lines)
    })

    it('differs on the judged lines alone', () => {
      const isJudged = (line: number) => judged.lines.includes(line)
      const misfits = numbersOf(lines, isMisfit).filter((line) => !isJudged(line))
      expect(misfits).toHaveLength(truth.classes['malformed'] ?? 0)
      expect(misfits.slice(0, MOST_NUMBERED)).toEqual(truth.malformed_line_numbers)
      const badRequests = numbersOf(lines, ({ reason }) => reason === 'bad-request').filter((line) => !isJudged(line))
      expect(badRequests).toHaveLength(truth.request_classes['other'] ?? 0)
      expect(numbersOf(lines, ({ fate }) => fate === 'not-a-request')).toHaveLength(truth.classes['blank'] ?? 0)
      expect(judged.lines.map((line) => lines[line - 1]?.reason)).toEqual(judged.lines.map(() => judged.as))
    })

    it('counts days, status classes and methods as the truth does', () => {
      // On judged lines the truth knows more: what it read there is read from the line once more, by other means.
      const source = judged.lines.length === 0 ? [] : realLines(`large/${log}`)
      const known = lines.map((seen, position) =>
        judged.lines.includes(position + 1) ? { ...readLeniently(source[position]!), ...withoutUnread(seen) } : seen,
      )
      expect(countWords(known, ({ day }) => day)).toEqual(truth.per_day_utc)
      expect(countWords(known, ({ status }) => status)).toEqual(merged(truth.per_status, (code) => `${code[0]!}xx`))
      const { '(none)': none = 0, ...methods } = merged(truth.per_method, methodWord)
      expect(countWords(known, ({ method }) => method)).toEqual(methods)
      expect(none).toBe(truth.request_classes['other'] ?? 0)
    })
  })
})

type KnownLine = Partial<Pick<SeenLine, 'day' | 'status' | 'method'>>

/** A line that does not fit the format, in the truth's sense: a client that speaks no HTTP is none. */
function isMisfit({ fate, reason }: SeenLine): boolean {
  return fate === 'malformed' && reason !== 'bad-request'
}

function numbersOf(lines: readonly SeenLine[], is: (line: SeenLine) => boolean): readonly number[] {
  return lines.flatMap((line, position) => (is(line) ? [position + 1] : []))
}

function readLeniently(line: Buffer): KnownLine {
  const [front = '', request = '', answer = ''] = line.toString('latin1').split('"')
  const instant = Date.parse(
    front
      .slice(front.indexOf('[') + 1, -2)
      .replace(':', ' ')
      .replaceAll('/', ' '),
  )
  return {
    day: new Date(instant).toISOString().slice(0, 10),
    status: `${answer.trim()[0] ?? ''}xx`,
    method: request.split(' ')[0],
  }
}

function withoutUnread({ day, status, method }: SeenLine): KnownLine {
  return {
    ...(day === undefined ? {} : { day }),
    ...(status === undefined ? {} : { status }),
    ...(method === undefined ? {} : { method }),
  }
}

function countWords<L>(lines: readonly L[], wordOf: (line: L) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const word = wordOf(line)
    if (word !== undefined) counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

function merged(counts: Readonly<Record<string, number>>, wordOf: (key: string) => string): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, count] of Object.entries(counts)) sums[wordOf(key)] = (sums[wordOf(key)] ?? 0) + count
  return sums
}

function methodWord(method: string): string {
  return method === '(none)' ? method : (METHODS.find((word) => word === method) ?? 'other')
}
