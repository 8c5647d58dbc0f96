import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/domain/problem.ts'
import { mergeIntoTally, publishTallies, tallyLogs } from '../../../src/pipeline/index.ts'
import { sealTally, unsealTally } from '../../../src/pipeline/tallies/tally-on-disk.ts'
import { wordsForProblem } from '../../../src/cli/words/words-for-problem.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt } from '../../run/machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const MONTHS = 'datasets: [ { by: [ day, feature ] }, { by: [ month, feature ] } ]\n'
const AIDE = '  - { id: aide, match: [ /aide ] }\n'
const BOTH = `features:\n  - { id: simulateur, match: [ /simulateur ] }\n${AIDE}`
const { fresh } = testFolder('merged-periods')

/** Lines of these days of March, both included: a third of each for either feature. The 0th is the last of February. */
function march(first: number, last: number, lines = 60): string {
  return Array.from({ length: last - first + 1 }, (_, i) => linesOf(lines, START + (first + i - 1) * DAY)).join('')
}

/** What makes March whole: a day before it, and one so long after it that the grace is over. */
const BEFORE = march(0, 0)
const AFTER = march(36, 36)

async function tallyOf(folder: string, name: string, text: string, more = ''): Promise<string> {
  const [log, path] = [join(folder, `${name}.log`), join(folder, `${name}.tally`)]
  writeFileSync(log, text)
  await tallyLogs({ configuration: configurationIn(folder, more + MONTHS), logs: [log], format: 'combined' }, path)
  return path
}

/** @param read so many days after February the machine looks through its logs */
async function exportOf(folder: string, name: string, text: string, read: number): Promise<string> {
  const machine = machineIn(join(folder, name), MONTHS)
  machine.write(text)
  await machine.run(START + read * DAY)
  const path = join(folder, `${name}.tally`)
  await machine.exportTo(path)
  return path
}

type Merged = { readonly told: readonly string[]; readonly days: string; readonly months: string }

/** Into a folder of its own, since another sum may not take the place of one; or into that of an earlier sum, as the next edition. */
async function merged(folder: string, files: readonly string[], more = '', output = fresh()): Promise<Merged> {
  const { problems } = await publishTallies({ configuration: configurationIn(folder, more + MONTHS), files }, output)
  const table = (name: string): string => readFileSync(join(output, `essai/data/${name}.csv`), 'utf8')
  return { told: problems.flatMap(tell), days: table('day-feature'), months: table('month-feature') }
}

function tell(problem: Problem): readonly string[] {
  if (problem.code !== 'PERIODS_PARTIAL') return [problem.code]
  // What is told of it then names no option of count.
  expect(problem.isMerged).toBe(true)
  const how = problem.open === undefined ? 'partial' : 'open'
  return problem.table === 'month-feature' ? [`${how} ${problem.periods.join(' ')}`] : []
}

describe('a month of several tallies', () => {
  it('is whole where one log was cut between them, and hidden where one half is missing', async () => {
    const folder = fresh()
    const first = await tallyOf(folder, 'first', BEFORE + march(1, 15) + march(16, 16, 30))
    const second = await tallyOf(folder, 'second', march(16, 16, 30) + march(17, 31) + AFTER)
    const both = await merged(folder, [first, second])
    expect(both.months).toContain('2026-03,aide,620,')
    expect(both.told).toEqual(['partial 2026-02', 'open 2026-04'])
    for (const [half, told] of [
      [first, ['partial 2026-02', 'open 2026-03']],
      [second, ['partial 2026-03', 'open 2026-04']],
    ] as const) {
      const alone = await merged(folder, [half])
      expect(alone.months).toContain('2026-03,aide,,')
      expect(alone.told).toEqual(told)
    }
  })

  it('is not whole where logs begin in it, though the service opened before', async () => {
    const [folder, since] = [fresh(), 'since: 2026-01-01\n']
    const half = await tallyOf(folder, 'half', march(16, 31) + AFTER, since)
    const sum = await merged(folder, [half], since)
    expect([sum.told, sum.months.includes('2026-03,aide,,')]).toEqual([['partial 2026-03', 'open 2026-04'], true])
  })

  it('is not whole where a machine had not looked through all of it', async () => {
    const folder = fresh()
    const web1 = await exportOf(folder, 'web1', BEFORE + march(1, 31) + AFTER, 36)
    const web2 = await exportOf(folder, 'web2', BEFORE + march(1, 25, 90), 25)
    const files = [web1, web2]
    const output = join(folder, 'out')
    const sum = await merged(folder, files, '', output)
    expect(sum.months).toContain('2026-03,aide,,')
    expect(sum.told).toEqual(['partial 2026-02', 'open 2026-03 2026-04'])
    // Nor as a sum that was kept.
    const configuration = configurationIn(folder, MONTHS)
    await mergeIntoTally({ configuration, files }, join(folder, 'both.tally'))
    expect((await merged(folder, [join(folder, 'both.tally')])).told).toEqual(sum.told)
    // It has caught up.
    const later = await exportOf(folder, 'web2', march(26, 31, 90), 36)
    const caught = await merged(folder, [web1, later], '', output)
    expect(caught.months).toContain('2026-03,aide,1550,')
    expect(caught.told).toEqual(['partial 2026-02', 'open 2026-04'])
  })

  it.each([
    { why: 'of the two', files: ['web1', 'web2'] },
    { why: 'that was kept', files: ['both'] },
  ])('is not whole by a clock that is decades ahead, in a sum $why', async ({ files }) => {
    const folder = fresh()
    const web1 = await exportOf(folder, 'web1', BEFORE + march(1, 25, 90), 20_000)
    const web2 = await exportOf(folder, 'web2', BEFORE + march(1, 31) + AFTER, 36)
    await mergeIntoTally(
      { configuration: configurationIn(folder, MONTHS), files: [web1, web2] },
      join(folder, 'both.tally'),
    )
    const output = join(folder, 'out')
    const sum = await merged(
      folder,
      files.map((name) => join(folder, `${name}.tally`)),
      '',
      output,
    )
    expect(sum.months).toContain('2026-03,aide,,')
    expect(sum.told).toEqual(['partial 2026-02', 'open 2026-03 2026-04'])
    const later = await exportOf(folder, 'web1', march(26, 31, 90) + AFTER, 20_001)
    const caught = await merged(folder, [later, web2], '', output)
    expect(caught.months).toContain('2026-03,aide,1550,')
    expect(caught.told).toEqual(['partial 2026-02', 'open 2026-04'])
  })

  it('is refused with a machine whose first run was killed, until one has ended', async () => {
    const folder = fresh()
    const web1 = machineIn(join(folder, 'web1'), MONTHS)
    web1.write(BEFORE + march(1, 20, 90))
    writeFileSync(join(folder, 'web1/logs/later.log'), march(21, 31, 90) + AFTER)
    let looks = 0
    const kill = (name: string): void => {
      if (name === 'after commit' && (looks += 1) === 1) throw new Error('killed')
    }
    await expect(web1.run(START + 36 * DAY, { checkpoint: kill })).rejects.toThrow('killed')
    const files = [join(folder, 'web1.tally'), await exportOf(folder, 'web2', BEFORE + march(1, 31) + AFTER, 36)]
    await web1.exportTo(files[0]!)
    const [output, sum] = [join(folder, 'out'), join(folder, 'sum.tally')]
    const refused = { problems: [{ code: 'TALLY_REFUSED', path: files[0], why: 'no-run' }] }
    await expect(merged(folder, files, '', output)).rejects.toMatchObject(refused)
    await expect(mergeIntoTally({ configuration: configurationIn(folder, MONTHS), files }, sum)).rejects.toMatchObject(
      refused,
    )
    await web1.run(START + 36.5 * DAY)
    const later = join(folder, 'later.tally')
    await web1.exportTo(later)
    // Of one machine the latest counts, whatever the others are.
    expect((await merged(folder, [...files, later], '', output)).months).toContain('2026-03,aide,1550,')
  })

  it('is told of where it is gone with a tally that is missing, and so is how it comes back', async () => {
    const folder = fresh()
    const first = await tallyOf(folder, 'first', BEFORE + march(1, 15))
    const second = await tallyOf(folder, 'second', march(16, 31) + AFTER)
    const [output, kept] = [join(folder, 'out'), join(folder, 'kept')]
    const all = await merged(folder, [first, second], '', output)
    expect(all.months).toContain('2026-03,aide,620,')
    cpSync(output, kept, { recursive: true })
    const configuration = configurationIn(folder, MONTHS)
    const merge = async (files: readonly string[]): Promise<readonly Problem[]> =>
      (await publishTallies({ configuration, files }, output)).problems
    const gone = { code: 'DAYS_GONE', folder: join(output, 'essai'), first: '2026-03-13', last: '2026-04-02' }
    expect(await merge([first])).toContainEqual(gone)
    // It is news once, and never keeps what is left from going on.
    expect((await merge([first])).map(({ code }) => code)).not.toContain('DAYS_GONE')
    const refused = await merge([first, second])
    expect(refused).toMatchObject([{ code: 'EDITIONS_TELL', why: 'returned', isMerged: true }])
    expect(refused.map((problem) => wordsForProblem(problem).fix).join('')).not.toContain('--since')
    rmSync(output, { recursive: true })
    cpSync(kept, output, { recursive: true })
    expect((await merged(folder, [first, second], '', output)).months).toBe(all.months)
    expect(await merge([second])).toContainEqual({ ...gone, first: '2026-03-01', last: '2026-03-16' })
  })

  it('waits no longer for a machine than run does, and says so', async () => {
    const folder = fresh()
    const web1 = await exportOf(folder, 'web1', BEFORE + march(1, 31) + AFTER, 36)
    const ended = await exportOf(folder, 'web2', BEFORE + march(1, 10, 90), 10)
    const sum = await merged(folder, [web1, ended])
    expect(sum.months).toContain('2026-03,aide,920,')
    expect(sum.told).toEqual(['TALLY_OLD', 'partial 2026-02', 'open 2026-04'])
  })

  it.each([
    ['a file that it could not read', '"unreadThrough": "2026-03-10"'],
    ['too many lines that do not fit', '"unreadThrough": "",\n"malformedThrough": "2026-03-10"'],
  ])('is not whole where a machine has %s', async (_, told) => {
    const folder = fresh()
    const path = await exportOf(folder, 'web1', BEFORE + march(1, 31) + AFTER, 36)
    const text = readFileSync(path, 'utf8')
    const unsealed = unsealTally(text) ?? ''
    writeFileSync(path, sealTally(unsealed.replace('"unreadThrough": ""', told)))
    const sum = await merged(folder, [path])
    expect(sum.months).toContain('2026-03,aide,,')
    expect(sum.told).toEqual(['partial 2026-02 2026-03', 'open 2026-04'])
  })
})

describe('a feature of several tallies', () => {
  it('begins with the last machine that counts it', async () => {
    const folder = fresh()
    const web1 = await exportOf(folder, 'web1', BEFORE + march(1, 31) + AFTER, 36)
    // On the other machine it comes with the lines of the 10th.
    const logs = `logs: [ { path: "logs/*", format: combined } ]\n${MONTHS}`
    const [home, log] = [join(folder, 'web2'), join(folder, 'web2/logs/access.log')]
    const machine = machineIn(home, MONTHS)
    machine.write(BEFORE + march(1, 9, 90))
    await runAt(configurationIn(home, logs, `features:\n${AIDE}`), START + 9 * DAY)
    appendFileSync(log, march(10, 31, 90) + AFTER)
    await runAt(configurationIn(home, logs, BOTH), START + 36 * DAY)
    const web2 = join(folder, 'web2.tally')
    await machine.exportTo(web2)
    const sum = await merged(folder, [web1, web2])
    expect(sum.days).toContain('2026-03-09,aide,50,')
    expect(sum.days).not.toContain('2026-03-09,simulateur')
    expect(sum.days).toContain('2026-03-11,simulateur,50,')
  })
})

describe('tallies that have lines in common', () => {
  it('are named, whole or in part; not two halves, nor the same file', async () => {
    const folder = fresh()
    const first = await tallyOf(folder, 'first', march(1, 20))
    const again = await tallyOf(folder, 'again', march(1, 20))
    const overlap = await tallyOf(folder, 'overlap', march(12, 31))
    const rest = await tallyOf(folder, 'rest', march(21, 31))
    const told = async (...files: readonly string[]): Promise<readonly string[]> =>
      (await merged(folder, files)).told.filter((code) => code === 'TALLIES_ALIKE')
    expect(await told(first, again)).toHaveLength(1)
    expect(await told(first, overlap)).toHaveLength(1)
    expect(await told(first, rest)).toEqual([])
    expect(await told(first, first)).toEqual([])
    const configuration = configurationIn(folder, MONTHS)
    const problems = await mergeIntoTally({ configuration, files: [first, overlap] }, join(folder, 'sum'))
    expect(problems).toEqual([{ code: 'TALLIES_ALIKE', path: overlap, other: first }])
  })
})
