import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { configurationIn, runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('foreign-hosts')

describe('lines of another host', () => {
  it('are told by a run once, and by status for as long as the log has them', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const read = configurationIn(folder, 'logs: [ { path: "logs/*", format: vhost_combined } ]\noutput: out\n')
    const configuration = { ...read, service: { ...read.service, hosts: ['www.example.fr'] } }
    const write = (host: string, day: number): void => {
      const lines = linesOf(30, START + day * DAY).replaceAll('203.0.113.', `${host}:443 203.0.113.`)
      appendFileSync(join(folder, 'logs/vhosts.log'), lines)
    }
    const toldOn = async (day: number): Promise<readonly [told: readonly unknown[], status: readonly unknown[]]> => {
      const now = START + day * DAY
      const { news } = await runAt(configuration, now)
      const { matters } = await statusOf(configuration, { now })
      return [
        news,
        matters.map((matter) => (matter.what === 'problem' ? [matter.problem.code, matter.since] : matter.what)),
      ]
    }
    const problem = { code: 'HOSTS_FOREIGN', file: join(folder, 'logs/vhosts.log'), lines: 20, others: 0 }
    const since = [['HOSTS_FOREIGN', START + 2 * DAY]]
    write('www.example.fr', 0)
    expect(await toldOn(1)).toEqual([[], []])
    write('other.example.org', 1)
    expect(await toldOn(2)).toEqual([[problem], since])
    // Nothing is new; then there are more of them, days later.
    expect(await toldOn(2.5)).toEqual([[], since])
    write('other.example.org', 3)
    expect(await toldOn(4)).toEqual([[], since])
    write('www.example.fr', 4)
    expect(await toldOn(5)).toEqual([[], []])
  })
  it('are told of their targets too, for as long as the log has them', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const read = configurationIn(folder, 'logs: [ { path: "logs/*", format: combined } ]\noutput: out\n')
    const configuration = { ...read, service: { ...read.service, hosts: ['www.example.fr'] } }
    const toldOn = async (host: string, day: number): Promise<readonly unknown[]> => {
      const lines = linesOf(30, START + (day - 1) * DAY).replaceAll('"GET /', `"GET http://${host}/`)
      appendFileSync(join(folder, 'logs/a.log'), lines)
      const { news } = await runAt(configuration, START + day * DAY)
      return news.filter(({ code }) => code === 'HOSTS_FOREIGN')
    }
    expect(await toldOn('www.example.fr', 1)).toEqual([])
    expect(await toldOn('other.example.org', 2)).toEqual([
      { code: 'HOSTS_FOREIGN', file: join(folder, 'logs/a.log'), lines: 30, others: 0, by: 'target' },
    ])
    await toldOn('www.example.fr', 3)
    const { matters } = await statusOf(configuration, { now: START + 3 * DAY })
    expect(matters).toEqual([])
  })

  it.each([
    'xn--caf-dma.example.fr',
    'café.example.fr',
    'CAFé.example.fr',
    'caf\\xC3\\xA9.example.fr',
    'caf\\xc3\\xa9.example.fr',
    'cafe.example.fr',
  ])('are those of the service however an international name is written: %s', async (host) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const read = configurationIn(folder, 'logs: [ { path: "logs/*", format: vhost_combined } ]\noutput: out\n')
    const configuration = { ...read, service: { ...read.service, hosts: ['xn--caf-dma.example.fr'] } }
    const lines = linesOf(30, START).replaceAll('203.0.113.', `${host}:443 203.0.113.`)
    appendFileSync(join(folder, 'logs/vhosts.log'), lines)
    const { news } = await runAt(configuration, START + DAY)
    expect(news).toEqual(host === 'cafe.example.fr' ? [expect.objectContaining({ code: 'HOSTS_FOREIGN' })] : [])
  })
})
