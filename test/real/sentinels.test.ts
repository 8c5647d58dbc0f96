import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FEW_FEATURES, WITHOUT_REFERRER, WITH_REFERRER } from './sentinels/configurations.ts'
import { leakFinder, type LeakFinder } from './sentinels/find-leaks.ts'
import { knownSentinels } from './sentinels/known-sentinels.ts'
import {
  runsOfAudit,
  runsOfCheck,
  runsOfCount,
  runsOfExplain,
  runsOfInit,
  runsOfRun,
  runsOfTallies,
  type Made,
  type Run,
} from './sentinels/list-runs.ts'
import { writtenBelow, runComptage, type Ran } from './sentinels/run-comptage.ts'
import { ARE_HERE, describeReal, readReal, realPath } from './shared-logs.ts'

const BUG = 70

// Every run has a folder of its own, with its temporary files and its home, so that all that is left there is the program's.
const ROOT = join(tmpdir(), `comptage-real-${process.pid}`)
const MADE: Made = {
  full: join(ROOT, 'full.yaml'),
  plain: join(ROOT, 'plain.yaml'),
  few: join(ROOT, 'few.yaml'),
  torn: join(ROOT, 'torn.log.gz'),
  damaged: join(ROOT, 'damaged.log.gz'),
  mixed: join(ROOT, 'mixed.log'),
}
const HELP = ARE_HERE ? (await runComptage(['--help'], { folder: tmpdir() })).stdout : ''
const COMMANDS = [...HELP.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, command]) => command)

const RUNS: readonly Run[] = ARE_HERE
  ? [
      ...runsOfCount(MADE),
      ...runsOfCheck(MADE),
      ...runsOfAudit(MADE),
      ...runsOfExplain(MADE),
      ...runsOfInit(MADE),
      ...runsOfRun(MADE),
      ...runsOfTallies(MADE),
    ]
  : []

describeReal('no name, address or token of a real log comes out', () => {
  let sentinels: readonly string[]
  let leaksIn: LeakFinder

  beforeAll(() => {
    rmSync(ROOT, { recursive: true, force: true })
    mkdirSync(ROOT)
    sentinels = knownSentinels()
    leaksIn = leakFinder(sentinels)
    writeFileSync(MADE.full, WITH_REFERRER)
    writeFileSync(MADE.plain, WITHOUT_REFERRER)
    writeFileSync(MADE.few, FEW_FEATURES)
    const archive = readFileSync(realPath('large/ezpaarse_sd_2012-11-30.log'))
    const middle = Math.floor(archive.length / 2)
    writeFileSync(MADE.torn, archive.subarray(0, middle))
    writeFileSync(MADE.damaged, Buffer.from(archive).fill(0, middle, middle + 64))
    const parts = ['large/elastic_apache_logs_10k.log', 'large/ezpaarse_edp_2013-01-23.log']
    const [first, second] = parts.map((name) => readReal(name).subarray(0, 60_000))
    writeFileSync(MADE.mixed, Buffer.concat([second!, first!, archive.subarray(0, 20_000), second!, first!]))
  })
  afterAll(() => rmSync(ROOT, { recursive: true, force: true }))

  it('knows thousands of them', () => {
    expect(sentinels.length).toBeGreaterThan(12_000)
  })

  it('runs every command there is', () => {
    expect([...COMMANDS].sort()).toEqual([
      'audit',
      'check',
      'completion',
      'count',
      'explain',
      'export',
      'formats',
      'help',
      'init',
      'licences',
      'merge',
      'publish',
      'run',
      'status',
      'tally',
      'verify',
    ])
  })

  // While what one has written is looked through, the next is at work.
  for (const [position, run] of RUNS.entries())
    it.concurrent(run.title, async ({ expect }) => {
      const folder = join(ROOT, `run-${position}`)
      mkdirSync(folder)
      if (run.configuration !== undefined) writeFileSync(join(folder, 'comptage.yaml'), run.configuration)
      const ran = await runComptage(run.args, { folder, stdin: run.stdin?.(), killAfterMs: run.killAfterMs })
      expect(leaksOf(ran, folder, leaksIn)).toEqual([])
      if (run.exitCode === undefined) expect(ran.exitCode).not.toBe(BUG)
      else expect(ran.exitCode).toBe(run.exitCode)
      if (run.exitCode === 0) expect(ran.stdout.length + writtenBelow(folder).length).toBeGreaterThan(0)
    })

  it('would see what is planted in any of the places', () => {
    const folder = join(ROOT, 'planted')
    mkdirSync(join(folder, 'out', 'LICENSES'), { recursive: true })
    const [long, short] = [sentinels.findIndex((text) => /^[a-z.]{12,}$/.test(text)), sentinels.findIndex(isShort)]
    const [longText, shortText] = [sentinels[long]!, sentinels[short]!]
    writeFileSync(join(folder, 'out', `${longText.toUpperCase()}.csv`), 'day,feature\n')
    writeFileSync(join(folder, 'out', 'day-feature.csv'), `day,feature\n2026-03-01,${longText}\n`)
    writeFileSync(join(folder, 'out', 'features.csv'), `id,title\n${shortText},X${shortText}\n`)
    writeFileSync(join(folder, 'out', 'quality.csv'), `id,title\nX${shortText},${shortText}Y\n`)
    const ran = { exitCode: 0, stdout: `${longText}\n`, stderr: `error: ${shortText} is not a number\n` }
    expect(leaksOf(ran, folder, leaksIn)).toEqual([
      `stdout ${long}`,
      `stderr ${short}`,
      `the name of a file ${long}`,
      `out/day-feature.csv ${long}`,
      `out/features.csv ${short}`,
    ])
  })
})

function isShort(text: string): boolean {
  return /^[A-Z]{4}$/.test(text)
}

const ZONES = new Set(Intl.supportedValuesOf('timeZone'))

/** A draft names zones of that list, which may hold the name of some client. */
function withoutZones(text: string): string {
  return text.replaceAll(/^ *timezone: .*/gm, (line) =>
    line.replaceAll(/[\w/+-]+/g, (word) => (ZONES.has(word) ? '' : word)),
  )
}

/** Where something leaked, and the place of the sentinel in the sorted list: neither the sentinel nor a name that holds one. */
function leaksOf({ stdout, stderr }: Ran, folder: string, leaksIn: LeakFinder): readonly string[] {
  const left = writtenBelow(folder).flatMap(({ name, text }) => {
    const inName = leaksIn(name)
    const shown = inName.length === 0 ? name : 'a file'
    return [...told('the name of a file', inName), ...told(shown, isLicence(name) ? [] : leaksIn(withoutZones(text)))]
  })
  return [...told('stdout', leaksIn(stdout)), ...told('stderr', leaksIn(stderr)), ...left]
}

function told(where: string, places: readonly number[]): readonly string[] {
  return places.map((place) => `${where} ${place}`)
}

/** The official text of a licence, which is nobody's log. */
function isLicence(name: string): boolean {
  return /^out\/[a-z-]+\/LICENSES\/[\w.-]+\.txt$/.test(name)
}
