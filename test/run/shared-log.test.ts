import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import type { Configuration } from '../../src/domain/service.ts'
import type { Problem } from '../../src/domain/problem.ts'
import { checkFound, planCount, statusOf } from '../../src/pipeline/index.ts'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'
import { runAt } from './machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('shared-log')

function serviceText(id: string, path: string, output = 'out'): string {
  return `service: { id: ${id}, name: Essai }
timezone: UTC
logs: [ { path: "${path}", format: combined } ]
features: [ { id: aide, match: [ /aide ] } ]
output: ${output}
state: state-${id}
`
}

function serviceIn(folder: string, id: string, path: string, output?: string): Configuration {
  const text = serviceText(id, path, output)
  const { configuration } = readConfiguration(text, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new Error('the configuration of the test is refused')
  return configuration
}

function settle(): string {
  const folder = fresh()
  for (const name of ['logs', 'links', 'other', 'out']) mkdirSync(join(folder, name))
  appendFileSync(join(folder, 'logs/access.log'), linesOf(60, START))
  appendFileSync(join(folder, 'logs/LEAK.log.1'), linesOf(60, START))
  appendFileSync(join(folder, 'other/access.log'), linesOf(60, START + DAY))
  symlinkSync('../logs/access.log', join(folder, 'links/soft.log'))
  linkSync(join(folder, 'logs/access.log'), join(folder, 'links/hard.log'))
  return folder
}

const isShared = ({ code }: Problem): boolean => code === 'SHARED_LOG'

describe('a log that two services of one folder read', () => {
  it.each([
    { path: 'logs/access.log', files: 1, why: 'the same path' },
    { path: 'logs/*', files: 2, why: 'a glob' },
    { path: 'links/soft.log', files: 1, why: 'a link' },
    { path: 'links/hard.log', files: 1, why: 'another name of the file' },
    { path: 'other/access.log', files: 0, why: 'another log' },
    { path: 'logs/*', files: 0, output: 'elsewhere', why: 'another folder' },
  ])('is told by check, by a run once, and by status: $why', async ({ path, files, output }) => {
    const folder = settle()
    const first = serviceIn(folder, 'un', 'logs/*')
    const other = serviceIn(folder, 'deux', path, output)
    await runAt(first, START + 9 * DAY)
    const told = files === 0 ? [] : [expect.objectContaining({ code: 'SHARED_LOG', service: 'un', files })]
    expect(await checkFound(planCount({ configuration: other }))).toEqual(told)
    const runs = [await runAt(other, START + 9 * DAY), await runAt(other, START + 11 * DAY)]
    expect(runs.flatMap(({ news }) => news.filter(isShared))).toEqual(told)
    const { matters } = await statusOf(other, { now: START + 11 * DAY })
    const problems = matters.flatMap((matter) => (matter.what === 'problem' ? [matter.problem] : []))
    expect(problems.filter(isShared)).toEqual(told)
    // The first is told by its next run.
    expect((await runAt(first, START + 10 * DAY)).news.filter(isShared)).toHaveLength(files === 0 ? 0 : 1)
  })

  it.each([
    { args: ['--write'], isNoted: true, why: 'into output: of the configuration' },
    { args: ['-o', 'out'], isNoted: false, why: 'on trial' },
  ])('is told by what count publishes, $why', async ({ args, isNoted }) => {
    const folder = settle()
    writeFileSync(join(folder, 'comptage.yaml'), serviceText('un', 'logs/*'))
    const count = async () => (await runComptage(['count', ...args], { cwd: folder })).stderr
    const other = serviceIn(folder, 'deux', 'links/soft.log')
    expect(await count()).not.toContain('reads')
    expect((await runAt(other, START + 9 * DAY)).news.filter(isShared)).toHaveLength(isNoted ? 1 : 0)
    expect(await count()).toContain('the service deux, which publishes into the same folder, reads this log too')
    expect(readdirSync(join(folder, 'out')).includes('.comptage.logs.un')).toBe(isNoted)
  })

  it('is noted without a word of its name, for those who may publish there', async () => {
    const folder = settle()
    chmodSync(join(folder, 'out'), 0o775)
    await runAt(serviceIn(folder, 'un', 'logs/*'), START + 9 * DAY)
    const note = join(folder, 'out/.comptage.logs.un')
    expect(readFileSync(note, 'utf8')).toMatch(/^(?:[0-9a-f]{32}\n){4}$/)
    expect(statSync(note).mode & 0o777).toBe(0o640)
  })

  it('is not looked for, nor noted, through a link that somebody planted', async () => {
    const folder = settle()
    const secret = join(folder, 'secret')
    appendFileSync(secret, 'as it was')
    symlinkSync(secret, join(folder, 'out/.comptage.logs.un'))
    await runAt(serviceIn(folder, 'un', 'logs/*'), START + 9 * DAY)
    expect(readFileSync(secret, 'utf8')).toBe('as it was')
  })

  it('is told by run, check, status and count that a folder is in the place of the note', async () => {
    const folder = settle()
    const un = serviceIn(folder, 'un', 'logs/*')
    const path = join(folder, 'out/.comptage.logs.un')
    mkdirSync(path)
    const told = { code: 'WRITE_FAILED', path, errno: 'EISDIR' }
    expect(await checkFound(planCount({ configuration: un }))).toEqual([told])
    expect((await runAt(un, START + 9 * DAY)).news).toContainEqual(told)
    expect((await statusOf(un, { now: START + 10 * DAY })).matters).toContainEqual(
      expect.objectContaining({ what: 'problem', problem: told }),
    )
    writeFileSync(join(folder, 'comptage.yaml'), serviceText('un', 'logs/*', 'elsewhere'))
    mkdirSync(join(folder, 'elsewhere/.comptage.logs.un'), { recursive: true })
    const { stderr } = await runComptage(['count', '--write'], { cwd: folder })
    expect(stderr).toContain('a file is needed, and there is a folder')
  })

  it('is not noted by a rehearsal', async () => {
    const folder = settle()
    await runAt(serviceIn(folder, 'un', 'logs/*'), START + 9 * DAY, { dryRun: true })
    expect(readdirSync(join(folder, 'out'))).toEqual([])
  })
})
