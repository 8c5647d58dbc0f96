import { once } from 'node:events'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { readConfiguration } from '../../../../src/config/index.ts'
import { ProblemError, type Problem } from '../../../../src/domain/problem.ts'
import { countFile, type FileCounted } from '../../../../src/pipeline/reading/count-file.ts'
import { dayBookOf, type DayBook } from '../../../../src/pipeline/reading/days/day-book.ts'
import { hireCounter } from '../../../../src/pipeline/reading/jobs/hire-counter.ts'
import { learntBy } from '../../../../src/pipeline/reading/jobs/learnt.ts'
import type { JobMessage, JobAnswer } from '../../../../src/pipeline/reading/jobs/job-messages.ts'
import {
  helpWith,
  shareWith,
  threadsWithin,
  type Helpers,
  type Started,
} from '../../../../src/pipeline/reading/jobs/open-helpers.ts'
import { countLines } from '../../../../src/pipeline/reading/ledger.ts'
import { openAccumulator } from '../../../../src/pipeline/reading/open-accumulator.ts'
import { openCounting } from '../../../../src/pipeline/reading/open-counting.ts'
import { planCount, type CountRequest } from '../../../../src/pipeline/plan-count.ts'
import { openPieces, sharePieces, type SharedPieces } from '../../../../src/source/index.ts'
import { testFolder } from '../../../cli/run-comptage.ts'
import { longLog } from './long-log.ts'
import { startHere } from './start-here.ts'

const FIRST_MISFIT = 74_000
const LOG = longLog(FIRST_MISFIT)
const folder = testFolder('jobs').fresh({
  'access.log': LOG,
  'access.log.gz': gzipSync(LOG),
  'torn.log.gz': gzipSync(LOG).subarray(0, -100),
  'docker.log': LOG.split(/(?<=\n)/)
    .map((log) => `${JSON.stringify({ log, stream: 'stdout', time: 'LEAK' })}\n`)
    .join(''),
  'w3c.log': `#Fields: date time cs-method cs-uri sc-status\n${`2026-03-01 10:00:00 GET /${'x'.repeat(220)} 200\n`.repeat(75_000)}`,
})
const YAML = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features:
  - { id: simulateur, match: [ /simulateur ] }
datasets: [ { by: [ day, feature, client ], protection: exact, accept_risk: true } ]
`
const { configuration, problems } = readConfiguration(YAML, 'comptage.yaml', { folder })
if (configuration === undefined) throw new ProblemError(...problems)
const request: CountRequest = { configuration, format: 'combined', malformedLimit: 1 }
const PLAN = planCount(request)
const ASKED = { request, placing: 'period' } as const

type Counted = { readonly file: FileCounted; readonly hits: number; readonly sums: unknown; readonly book: DayBook }

async function countWith(helpers?: Helpers, name = 'access.log', format = 'combined'): Promise<Counted> {
  const plan = planCount({ ...request, format })
  const accumulator = openAccumulator(plan)
  let hits = 0
  const log = { path: join(folder, name), id: '1', pattern: '', sizeBytes: 1, fileKey: '' }
  const onHit: typeof accumulator.note = (hit) => {
    hits++
    accumulator.note(hit)
  }
  const help = helpers && { helpers, take: accumulator.take }
  const file = await countFile(plan, { log, entry: undefined }, { onHit }, () => undefined, help)
  const noted = accumulator.noted()
  return { file, hits, sums: noted.tables, book: dayBookOf(noted, plan) }
}

describe('lines that helpers count', () => {
  it.each([
    { name: 'access.log', format: 'combined', count: 1 },
    { name: 'access.log', format: 'auto', count: 3 },
    { name: 'access.log.gz', format: 'auto', count: 1 },
    { name: 'access.log.gz', format: 'combined', count: 3 },
  ])('of $name as $format, with $count beside the reader: every sum is that of one alone', async (log) => {
    const { name, format, count } = log
    const alone = await countWith(undefined, name, format)
    const helpers = shareWith(count, { request: { ...request, format }, placing: 'period' }, startHere)
    const together = await countWith(helpers, name, format).finally(helpers.dismiss)
    expect(together.hits).toBeLessThan(alone.hits)
    expect(together.file.ledger).toEqual(alone.file.ledger)
    expect(together.file.ledger).toMatchObject({ linesRead: 75_000, malformed: { 'bad-line': 11 } })
    expect(together.sums).toEqual(alone.sums)
    expect(together.book.daily()).toEqual(alone.book.daily())
    expect([together.book.days(), together.book.lastHour()]).toEqual([alone.book.days(), alone.book.lastHour()])
  })

  it.each([
    { name: 'docker.log', format: 'combined', why: 'a line may come in pieces' },
    { name: 'w3c.log', format: 'w3c', why: 'a header amid the log changes what follows' },
  ])('none of a log in which $why: $name', async ({ name, format }) => {
    const helpers = shareWith(1, { request: { ...request, format }, placing: 'period' }, startHere)
    const { file, hits } = await countWith(helpers, name, format).finally(helpers.dismiss)
    expect(file.ledger.linesRead).toBeGreaterThanOrEqual(75_000)
    expect(hits).toBe(file.ledger.linesRead)
  })

  it.each([true, false])('of a plain log alone, where archives are not shared: %s', async (isPlain) => {
    const started: Started[] = []
    const start = (): Started => {
      started.push(startHere())
      return started.at(-1)!
    }
    const grain = { leastBytes: 16_777_216, pieceBytes: 1_048_576, sharesArchives: false }
    const helpers = shareWith(1, ASKED, start, grain)
    const name = isPlain ? 'access.log' : 'access.log.gz'
    const log = { path: join(folder, name), id: '1', pattern: '', sizeBytes: 2 ** 30, fileKey: '' }
    helpWith([{ log, entry: undefined }], helpers, () => undefined)
    expect(started.length).toBe(Number(isPlain))
    const { file, hits } = await countWith(helpers, name).finally(helpers.dismiss)
    expect([hits < file.ledger.linesRead, started.length]).toEqual([isPlain, Number(isPlain)])
  })

  it('none of what Docker wrote around lines, which are those of the log without it', async () => {
    const [bare, wrapped] = [await countWith(), await countWith(undefined, 'docker.log')]
    expect(wrapped.file.ledger).toEqual({ ...bare.file.ledger, file: join(folder, 'docker.log') })
    expect(wrapped.sums).toEqual(bare.sums)
  })

  it('one that fails ends the count, with what it failed of', async () => {
    const failing = (): Started => ({
      port: new MessageChannel().port1,
      onError: (fail) => fail(new Error('out of memory')),
      end: () => Promise.resolve(),
    })
    await expect(countWith(shareWith(1, ASKED, failing))).rejects.toThrow('out of memory')
  })

  it('one that dies with a piece in hand ends the count, and no other piece is read for nothing', async () => {
    let shared: SharedPieces | undefined
    const dying = (): Started => {
      const { port1, port2 } = new MessageChannel()
      let die: (error: Error) => void = () => undefined
      comesUp(port2)
      port2.on('message', (asked: JobMessage) => {
        if (asked.kind !== 'pieces') return
        ;({ shared } = asked.pieces)
        Atomics.store(asked.pieces.begun, 0, 1)
        openPieces(shared, new Uint8Array(2 ** 21))()
        die(new Error('killed'))
      })
      const end = (): Promise<void> => {
        port1.close()
        return Promise.resolve()
      }
      return { port: port1, onError: (fail) => (die = fail), end }
    }
    const helpers = shareWith(1, ASKED, dying)
    await expect(countWith(helpers).finally(helpers.dismiss)).rejects.toThrow('killed')
    expect(shared && openPieces(shared, new Uint8Array(2 ** 21))()).toBeUndefined()
  })

  it('those under way are counted before a log that broke off is given up: the next has its own', async () => {
    let left = 0
    const slow = (): Started => {
      const { port1, port2 } = new MessageChannel()
      comesUp(port2)
      port2.on('message', (asked: JobMessage) => {
        if (asked.kind === 'end') return port2.postMessage({ kind: 'noted', noted: openAccumulator(PLAN).noted() })
        if (asked.kind !== 'lines') return
        left += 1
        const { buffer, position } = asked.lines
        setTimeout(() => {
          left -= 1
          port2.postMessage({ kind: 'part', buffer, position, part: countLines().handOver() }, [buffer])
        }, 100)
      })
      const end = (): Promise<void> => {
        port1.close()
        return Promise.resolve()
      }
      return { port: port1, onError: () => undefined, end }
    }
    const helpers = shareWith(1, ASKED, slow)
    await expect(countWith(helpers, 'torn.log.gz')).rejects.toThrow(ProblemError)
    expect(left).toBe(0)
    helpers.dismiss()
  })

  it.each([
    { name: 'a plain log', sharesArchives: true, isPlain: true, copies: 0 },
    { name: 'an archive', sharesArchives: false, isPlain: false, copies: 0 },
    { name: 'an archive that may be shared', sharesArchives: true, isPlain: false, copies: 1 },
  ])('the first lines of $name, which is short, are copied $copies times', ({ sharesArchives, isPlain, copies }) => {
    const bytes = Buffer.from(LOG.slice(0, LOG.indexOf('\n') + 1))
    const chunk = { bytes, start: 0, end: bytes.length, tooLong: false }
    const log = { path: join(folder, 'access.log'), id: '1', pattern: '', sizeBytes: 1, fileKey: '' }
    const around = { plan: PLAN, input: { log, entry: undefined }, lastDay: 0, onHit: () => undefined }
    const settling = Buffer.from(bytes)
    const copy = vi.spyOn(settling, 'subarray')
    const counting = { ...openCounting(around), settledBy: () => ({ ...chunk, bytes: settling }) }
    const helpers = shareWith(1, ASKED, startHere, { leastBytes: 16_777_216, pieceBytes: 1_048_576, sharesArchives })
    const rest = { path: log.path, file: -1, from: bytes.length, to: bytes.length }
    helpers.shareLog(around, counting).read({ ...chunk, ...(isPlain && { rest }) })
    expect(copy).toHaveBeenCalledTimes(copies)
  })

  it('none of a log that is short, however many of its lines are too long', () => {
    const started: Started[] = []
    const start = (): Started => {
      started.push(startHere())
      return started.at(-1)!
    }
    const bytes = Buffer.from(LOG.slice(0, LOG.indexOf('\n') + 1))
    const log = { path: join(folder, 'access.log'), id: '1', pattern: '', sizeBytes: 1, fileKey: '' }
    const around = { plan: PLAN, input: { log, entry: undefined }, lastDay: 0, onHit: () => undefined }
    const counting = openCounting(around)
    const helpers = shareWith(1, ASKED, start, { leastBytes: bytes.length * 20, pieceBytes: 1, sharesArchives: true })
    const { read } = helpers.shareLog(around, counting)
    for (let i = 0; i < 20; i++) {
      read({ bytes, start: 0, end: bytes.length, tooLong: false })
      read({ bytes, start: 0, end: 0, tooLong: true })
    }
    expect([counting.sums.lines(), started.length]).toEqual([40, 0])
    read({ bytes, start: 0, end: bytes.length, tooLong: false })
    expect(started.length).toBe(1)
    helpers.dismiss()
  })

  it('are sent where they are taken, though others stand in their place by then', async () => {
    const heads: Uint8Array[] = []
    const told = (): Started => {
      const { port, ...started } = startHere()
      const post = port.postMessage.bind(port)
      vi.spyOn(port, 'postMessage').mockImplementation((asked: JobMessage, transfer) => {
        if (asked.kind === 'log') heads.push(asked.log.head)
        post(asked, Array.isArray(transfer) ? transfer : [])
      })
      return { port, ...started }
    }
    const helpers = shareWith(1, ASKED, told)
    await countWith(helpers, 'access.log.gz').finally(helpers.dismiss)
    expect(heads.map((head) => LOG.startsWith(Buffer.from(head).toString('latin1')))).toEqual([true])
  })

  it('what keeps one from reading is told as if the reader had met it', async () => {
    const { port1, port2 } = new MessageChannel()
    const counter = hireCounter(port1, request, 'period')
    const problem: Problem = { code: 'LOG_UNREADABLE', path: 'access.log', errno: 'EIO' }
    const shared = sharePieces({ path: 'access.log', file: -1, from: 0, to: 100 }, 10)
    comesUp(port2)
    port2.on('message', (asked: JobMessage) => {
      if (asked.kind !== 'pieces') return
      Atomics.store(asked.pieces.begun, 0, 1)
      port2.postMessage({ kind: 'problems', problems: [problem] } satisfies JobAnswer)
    })
    counter.readPieces(shared, 0, () => undefined)
    // That it is up, and what it met.
    await once(port1, 'message')
    await once(port1, 'message')
    await expect(counter.settle()).rejects.toMatchObject({ problems: [problem] })
    port1.close()
  })

  it('come whole, whatever the length of those before', async () => {
    const { port1, port2 } = new MessageChannel()
    const heard: string[] = []
    comesUp(port2)
    port2.on('message', (asked: JobMessage) => {
      if (asked.kind !== 'lines') return
      const { buffer, length, position } = asked.lines
      heard.push(Buffer.from(buffer, 0, length).toString())
      port2.postMessage({ kind: 'part', buffer, position, part: countLines().handOver() }, [buffer])
    })
    const counter = hireCounter(port1, request, 'period')
    const pieces = ['a longer piece', 'short', 'the longest piece of all', '']
    for (const [position, text] of pieces.entries()) {
      const bytes = Buffer.from(`<${text}>`)
      expect(counter.take({ bytes, start: 1, end: bytes.length - 1, tooLong: false }, position)).toBe(true)
      await counter.settle()
    }
    port1.close()
    expect(heard).toEqual(pieces)
  })
})

/** Once it has its request. */
function comesUp(port: MessagePort): void {
  port.once('message', (asked: JobMessage) => {
    expect(asked.kind).toBe('request')
    port.postMessage({ kind: 'up' } satisfies JobAnswer)
  })
}

it('is handed a log once it is up, as the log is known by then', async () => {
  const { port1, port2 } = new MessageChannel()
  const heard: JobMessage['kind'][] = []
  port2.on('message', (asked: JobMessage) => heard.push(asked.kind))
  const counter = hireCounter(port1, request, 'period')
  let known = 0
  counter.open(
    () => {
      known += 1
      const log = { path: 'access.log', id: '1', pattern: '', sizeBytes: 1, fileKey: '' }
      return { input: { log, entry: undefined }, head: new Uint8Array(), lastDay: 0, learnt: learntBy(PLAN) }
    },
    () => undefined,
  )
  await once(port2, 'message')
  await setImmediate()
  expect({ heard, known }).toEqual({ heard: ['request'], known: 0 })
  port2.postMessage({ kind: 'up' } satisfies JobAnswer)
  await once(port2, 'message')
  expect({ heard, known }).toEqual({ heard: ['request', 'log'], known: 1 })
  port1.close()
})

it.each([
  { mebibytes: 4096, asked: 1, threads: 1 },
  { mebibytes: 4096, asked: 63, threads: 63 },
  { mebibytes: 256, asked: 63, threads: 6 },
  { mebibytes: 96, asked: 1, threads: 1 },
  { mebibytes: 95, asked: 1, threads: 0 },
  { mebibytes: 0, asked: 1, threads: 0 },
])('$mebibytes MiB have room for $threads of $asked threads', ({ mebibytes, asked, threads }) => {
  expect(threadsWithin(mebibytes * 2 ** 20, asked)).toBe(threads)
})
