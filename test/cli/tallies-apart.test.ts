import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../run/lines-of.ts'
import { follow } from './main-in-process.ts'
import { testFolder } from './run-comptage.ts'

const { fresh } = testFolder('tallies-apart')
const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)

/** A machine that publishes, what another one has counted, and a log of its own. */
async function settle(path: string): Promise<string> {
  const service = `service: { id: essai, name: Essai }
timezone: UTC
features: [ { id: aide, match: /aide } ]
logs: [ { path: access.log, format: combined } ]
`
  const folder = fresh({
    'access.log': linesOf(60, START) + linesOf(60, START + DAY) + linesOf(5, START + 9 * DAY),
    'web1.yaml': `${service}state: web1\n`,
    'comptage.yaml': `${service}output: out\nstate: state\nsources: [ { id: web1, path: "${path}" } ]\n`,
  })
  await follow(folder, 'run -c ./web1.yaml')
  await follow(folder, 'export -c ./web1.yaml --tally ./web1.tally')
  return folder
}

function bring(folder: string, from: string, to: string): void {
  mkdirSync(dirname(join(folder, to)), { recursive: true })
  renameSync(join(folder, from), join(folder, to))
}

describe('a tally of another machine among what is published', () => {
  /** `link` leads from a name to what it names. */
  const PLACES: readonly {
    readonly why: string
    readonly path: string
    readonly tally?: string
    readonly link?: readonly [string, string]
  }[] = [
    { why: 'beside the datasets', path: 'out/web1.tally', tally: 'out/web1.tally' },
    { why: 'in a folder below', path: 'out/tallies/web1.tally', tally: 'out/tallies/web1.tally' },
    { why: 'one of a glob', path: '*/web1.tally', tally: 'out/web1.tally' },
    { why: 'by a link to its folder', path: 'in/web1.tally', tally: 'out/web1.tally', link: ['in', 'out'] },
    { why: 'by a link to it', path: 'in.tally', tally: 'out/web1.tally', link: ['in.tally', 'out/web1.tally'] },
    { why: 'by a link to it, and a glob', path: 'in*', tally: 'out/web1.tally', link: ['in.tally', 'out/web1.tally'] },
    { why: 'a link among it to one elsewhere', path: 'out/web1.tally', link: ['out/web1.tally', '../web1.tally'] },
  ]
  it.each(PLACES)('is refused by whatever takes it, before a line is read: $why', async ({ path, tally, link }) => {
    const folder = await settle(path)
    mkdirSync(join(folder, 'out'))
    if (tally !== undefined) bring(folder, 'web1.tally', tally)
    if (link !== undefined) symlinkSync(link[1], join(folder, link[0]))
    for (const line of ['run', 'run --dry-run', 'check', ...(path.includes('*') ? [] : [`merge ./${path} -o ./out`])]) {
      const { code, stderr } = await follow(folder, `${line} -c ./comptage.yaml`)
      expect.soft({ line, code, isTold: stderr.includes('among_open_data') }).toEqual({ line, code: 64, isTold: true })
    }
    expect((await follow(folder, 'status -c ./comptage.yaml')).stdout).toMatch(/lines +0 read/)
  })

  it('is what status tells from when it lies there until it is gone', async () => {
    const folder = await settle('*/web1.tally')
    bring(folder, 'web1.tally', 'in/web1.tally')
    const isTold = async (): Promise<boolean> =>
      (await follow(folder, 'status -c ./comptage.yaml')).stdout.includes('true counts are for this file')
    expect(await follow(folder, 'run -c ./comptage.yaml')).toMatchObject({ code: 0 })
    bring(folder, 'in/web1.tally', 'out/web1.tally')
    expect(await isTold()).toBe(true)
    expect(await follow(folder, 'run -c ./comptage.yaml')).toMatchObject({ code: 64 })
    expect(await isTold()).toBe(true)
    bring(folder, 'out/web1.tally', 'in/web1.tally')
    expect(await isTold()).toBe(false)
    expect(await follow(folder, 'run -c ./comptage.yaml')).toMatchObject({ code: 0 })
  })

  it('is none beside it under a longer name', async () => {
    const folder = await settle('out-tallies/web1.tally')
    bring(folder, 'web1.tally', 'out-tallies/web1.tally')
    expect(await follow(folder, 'run -c ./comptage.yaml')).toMatchObject({ code: 0 })
  })
})
