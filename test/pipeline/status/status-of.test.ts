import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/domain/calendar.ts'
import { exitCodeOf } from '../../../src/cli/exit-code.ts'
import { speak } from '../../../src/cli/language/language.ts'
import { statusMetrics } from '../../../src/cli/report/status/status-metrics.ts'
import { statusReport } from '../../../src/cli/report/status/status-report.ts'
import { isTrouble, periodNamed, RunRefused, skipFile, statusOf, type RunRequest } from '../../../src/pipeline/index.ts'
import { runComptage, testFolder } from '../../cli/run-comptage.ts'
import { has } from '../../machine.js'
import { Sqlite } from '../../sqlite.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, runAt } from '../../run/machines.ts'
import { DAYS, serviceOf, type TestService } from '../../run/service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('status')

afterEach(() => speak('en'))

type Setting = { readonly folder: string; readonly service: TestService; readonly log: string }

function settle(more = '', yaml = DAYS): Setting {
  const folder = fresh()
  const service = serviceOf(folder, yaml, 'combined', more)
  mkdirSync(join(folder, 'logs'))
  return { folder, service, log: join(folder, 'logs/access.log') }
}

function days(from: number, to: number, count = 60): string {
  return Array.from({ length: to - from + 1 }, (_, i) => linesOf(count, START + (from + i) * DAY)).join('')
}

/** A run on this day of March. @returns the codes of what went wrong */
async function runOn({ service }: Setting, day: number, request: Partial<RunRequest> = {}): Promise<readonly string[]> {
  try {
    const { problems } = await service.run({ now: () => START + day * DAY }, { exitCodeOf, ...request })
    return problems.map(({ code }) => code)
  } catch (error) {
    if (!(error instanceof RunRefused)) throw error
    return error.problems.map(({ code }) => code)
  }
}

function revise(period: string): Partial<RunRequest> {
  return { revise: periodNamed(period)! }
}

/** What `status` says, in lines, without the folder of the test. */
async function saidOn({ service: { configuration }, folder }: Setting, day: number): Promise<readonly string[]> {
  const now = START + day * DAY
  const text = statusReport(await statusOf(configuration, { now }), now)
  return text.replaceAll(`${folder}/`, '').trimEnd().split('\n')
}

async function problemsOn({ service: { configuration } }: Setting, day: number): Promise<readonly string[]> {
  const { matters } = await statusOf(configuration, { now: START + day * DAY })
  return matters.flatMap((matter) => (matter.what === 'problem' ? [matter.problem.code] : []))
}

async function metricsOn({ service: { configuration } }: Setting, day: number): Promise<string> {
  return statusMetrics('essai', await statusOf(configuration, { now: START + day * DAY }))
}

async function rowsOn(setting: Setting, day: number, label: string): Promise<readonly string[]> {
  return (await saidOn(setting, day)).filter((line) => line.startsWith(`${label} `)).map((line) => line.slice(12))
}

describe('status, where all is well', () => {
  it('says so first, then what there is', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 6))
    await runOn(setting, 7)
    expect(await saidOn(setting, 7.25)).toEqual([
      'All is well.',
      'last run    6 h ago, ended with 0: 420 lines in 1 file',
      'published   version 1.0.0',
      'day         closed up to 2026-03-05; the next is due in 18 h',
      'month       none closed yet (not published, as the logs begin within: 2026-03); the next is due in 56 days',
      'log         logs/access.log: 420 lines, the newest of 7 March 2026',
      'lines       420 read',
      '           280  counted        uses of a feature',
      '           140  unmatched      no feature has this path',
      'state       state',
    ])
    expect(await metricsOn(setting, 7.25)).toContain('comptage_well{service="essai"} 1\n')
    expect(await metricsOn(setting, 7.25)).not.toContain('comptage_problems')
    speak('fr')
    expect((await saidOn(setting, 7.25)).slice(0, 4)).toEqual([
      'Tout va bien.',
      'exécution   il y a 6 h, finie avec le code 0 : 420 lignes dans 1 fichier',
      'publié      version 1.0.0',
      'jour        clôture jusqu’à 2026-03-05 ; la période suivante est attendue dans 18 h',
    ])
  })

  it('tells a scrape no line of a feature, unless its totals are asked for', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 6))
    await runOn(setting, 7)
    const { configuration } = setting.service
    const status = await statusOf(configuration, { now: START + 7.25 * DAY })
    const told = statusMetrics('essai', status).split('\n')
    const fates = told.flatMap((line) => (line.startsWith('comptage_lines{') ? line.split('"')[3] : []))
    // What is read, less these, would be the sum of the others.
    expect(fates).toEqual([
      ...['unmatched', 'asset', 'ignored', 'method', 'out-of-period', 'not-a-request', 'malformed', 'too-long'],
    ])
    expect(told.filter((line) => line.includes('comptage_lines_read'))).toEqual([])
    const all = statusMetrics('essai', status, true)
    expect(all).toContain('comptage_lines_read{service="essai"} 420\n')
    expect(all).toContain('comptage_lines{service="essai",fate="counted"} 280\n')
  })

  it('does not where no run has begun for two days', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 6))
    await runOn(setting, 7)
    expect((await saidOn(setting, 17)).slice(0, 2)).toEqual([
      'Not all is well:',
      '  no run has begun for 10 days: see whether cron or systemd starts it',
    ])
  })
})

describe('status, where something is wrong', () => {
  it('names it, since when, and what to do: no log, for three days', async () => {
    const setting = settle()
    for (let day = 0; day < 4; day++) expect(await runOn(setting, day)).toEqual(['LOG_NOT_FOUND'])
    expect((await saidOn(setting, 3)).slice(0, 5)).toEqual([
      'Not all is well:',
      '  LOG_NOT_FOUND, for 3 days: there is no such log: the folder logs is there, and empty',
      '    where: logs/*',
      '    fix:   check that the right folder is mounted there, and that the server writes its logs into it',
      'last run    0 min ago, ended with 66: 0 lines in 0 files',
    ])
    expect(await metricsOn(setting, 3)).toContain('comptage_problems{service="essai",code="LOG_NOT_FOUND"} 1\n')
    speak('fr')
    expect((await saidOn(setting, 3)).slice(0, 2)).toEqual([
      'Tout ne va pas bien :',
      '  LOG_NOT_FOUND, depuis 3 jours : ce journal n’existe pas : le dossier logs est là, et vide',
    ])
    writeFileSync(setting.log, days(0, 3))
    await runOn(setting, 4)
    expect((await saidOn(setting, 4))[0]).toBe('Tout va bien.')
  })

  it('a state that is older than the folder', async () => {
    const setting = settle()
    const { service, log } = setting
    writeFileSync(log, days(0, 6))
    await runOn(setting, 7)
    cpSync(service.state, `${service.state}.before`, { recursive: true })
    appendFileSync(log, days(7, 9))
    await runOn(setting, 10)
    rmSync(service.state, { recursive: true })
    cpSync(`${service.state}.before`, service.state, { recursive: true })
    for (const day of [10.5, 11]) expect(await runOn(setting, day)).toEqual(['OUTPUT_AHEAD'])
    expect(await saidOn(setting, 11)).toMatchObject({
      0: 'Not all is well:',
      1: '  OUTPUT_AHEAD, for 12 h: this folder was not published from what is kept here (its version 1.1.0 is unknown): it is left as it is',
      4: 'last run    0 min ago, ended with 78: 0 lines in 0 files',
      5: 'lag         4 days since a run ended well',
      6: 'published   version 1.1.0',
    })
  })

  it('what stands in the folder, not what was decided', async () => {
    const setting = settle()
    const { service, log } = setting
    writeFileSync(log, days(0, 6))
    await runOn(setting, 7)
    appendFileSync(log, days(7, 10))
    rmSync(service.output, { recursive: true })
    writeFileSync(service.output, 'no folder')
    expect(await runOn(setting, 11)).toEqual(['WRITE_FAILED'])
    expect(await rowsOn(setting, 11, 'published')).toEqual([
      'nothing in the folder; version 1.1.0 is not written there yet',
    ])
    expect((await saidOn(setting, 11))[1]).toMatch(/^ {2}WRITE_FAILED, now: /)
    rmSync(service.output)
    expect(await runOn(setting, 11.1)).toEqual([])
    expect(await rowsOn(setting, 11.1, 'published')).toEqual(['version 1.1.0'])
  })

  it('days that a damaged file keeps open; one that was given up, for as long as it is there', async () => {
    const setting = settle()
    const { folder, service } = setting
    for (let day = 0; day < 12; day++) {
      const path = join(folder, `logs/access.log-202603${String(day + 1).padStart(2, '0')}`)
      writeFileSync(path, days(day, day))
      utimesSync(path, new Date(), new Date(START + (day + 0.9) * DAY))
    }
    const archive = join(folder, 'logs/access.log-20260305.gz')
    const whole = gzipSync(days(4, 4))
    rmSync(archive.slice(0, -3))
    writeFileSync(archive, whole.subarray(0, -40))
    utimesSync(archive, new Date(), new Date(START + 4.9 * DAY))
    expect(await runOn(setting, 12)).toEqual(['LOG_DAMAGED'])
    // Days close in their order, so that each is hidden, or not, by those before it: the others wait behind it.
    expect(await rowsOn(setting, 12, 'day')).toEqual(['none closed yet; the next waits for a file that was not read'])
    expect((await saidOn(setting, 12))[1]).toMatch(/^ {2}LOG_DAMAGED, now: /)
    // The problem has told of it.
    expect(await rowsOn(setting, 12, 'waiting')).toEqual([])
    await skipFile(service.configuration, archive)
    const skipped = ['logs/access.log-20260305.gz: given up with comptage state skip; none of it is counted']
    expect(await rowsOn(setting, 12, 'skipped')).toEqual(skipped)
    await runOn(setting, 12.1)
    expect(await rowsOn(setting, 12.1, 'skipped')).toEqual(skipped)
    expect(await rowsOn(setting, 12.1, 'day')).toEqual(['closed up to 2026-03-10; the next is due in 22 h'])
    expect((await saidOn(setting, 12.1))[0]).toBe('All is well.')
    writeFileSync(archive, whole)
    await runOn(setting, 12.2)
    expect(await rowsOn(setting, 12.2, 'skipped')).toEqual([])
  })

  it('files that wait, once an exchanged program has forgotten the problems that told of them', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 1))
    writeFileSync(join(setting.folder, 'logs/access.log-20260301.gz'), gzipSync(days(0, 0)).subarray(0, -40))
    expect(await runOn(setting, 3)).toEqual(['LOG_DAMAGED'])
    expect(await rowsOn(setting, 3, 'waiting')).toEqual([])
    const state = new Sqlite(join(setting.folder, 'state/state.db'))
    state.prepare("DELETE FROM fact WHERE name = 'problems'").run()
    state.close()
    expect(await rowsOn(setting, 4, 'waiting')).toEqual(['logs/access.log-20260301.gz: is a damaged archive, for 24 h'])
    speak('fr')
    expect(await rowsOn(setting, 4, 'en attente')).toEqual([
      'logs/access.log-20260301.gz\u00A0: est une archive abîmée, depuis 24 h',
    ])
    const later = new Sqlite(join(setting.folder, 'state/state.db'))
    later.prepare("UPDATE waiting SET why = 'LOG_OF_LATER'").run()
    later.close()
    expect(await rowsOn(setting, 4, 'en attente')).toEqual([
      'logs/access.log-20260301.gz\u00A0: attend pour une raison que connaît une version plus récente de comptage\u00A0: réinstallez-la, depuis 24 h',
    ])
  })

  it('a log that fell silent: waited for, then waited for no more', async () => {
    const setting = settle()
    const { folder } = setting
    writeFileSync(join(folder, 'logs/web2.log'), days(0, 4, 7))
    writeFileSync(setting.log, days(0, 9))
    await runOn(setting, 10)
    expect((await saidOn(setting, 10)).slice(0, 2)).toEqual([
      'Not all is well:',
      `  periods that are over wait for lines of logs/web2.log: see why nothing is written there`,
    ])
    expect(await rowsOn(setting, 10, 'day')).toEqual([
      'closed up to 2026-03-04; the next waits for lines of logs/web2.log',
    ])
    expect(await rowsOn(setting, 10, 'log')).toContain(
      'logs/web2.log: 35 lines, the newest of 5 March 2026; silent, waited for',
    )
    appendFileSync(setting.log, days(10, 24))
    for (const day of [25, 27, 28]) await runOn(setting, day)
    expect((await saidOn(setting, 28))[1]).toBe(
      '  LOG_SILENT, for 3 days: no line since 5 March 2026: periods close without this log',
    )
    expect(await rowsOn(setting, 28, 'log')).toContain(
      'logs/web2.log: 35 lines, the newest of 5 March 2026; silent, waited for no more',
    )
  })

  it('days long ago, of which nothing was published: what the next waits for, and the way out', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 0) + days(60, 60))
    expect(await runOn(setting, 70)).toEqual([])
    expect(await rowsOn(setting, 70, 'published')).toEqual(['nothing yet: no period that has closed is whole'])
    expect(await rowsOn(setting, 70, 'day')).toEqual([
      'closed up to 2026-03-31 (not published: 2026-03-01); the next with a line, 2026-04-30, waits for a later line',
    ])
    expect((await saidOn(setting, 90)).slice(0, 3).join('\n')).toContain(
      'nothing was ever published, and the newest line is of 30 April 2026: where the logs have ended',
    )
  })

  it('a month that is closed and has no figures, since the logs begin within it', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(9, 64))
    await runOn(setting, 65)
    expect(await rowsOn(setting, 65, 'month')).toEqual([
      'closed up to 2026-04 (not published, as the logs begin within: 2026-03); the next is due in 29 days',
    ])
    speak('fr')
    expect((await rowsOn(setting, 65, 'mois'))[0]).toContain(
      'clôture jusqu’à 2026-04 (sans publication, car les journaux y commencent\u00A0: 2026-03)',
    )
    // A stray line of long before begins no log.
    speak('en')
    const stray = settle()
    writeFileSync(stray.log, linesOf(60, START - 40 * DAY) + days(9, 64))
    await runOn(stray, 65)
    expect((await rowsOn(stray, 65, 'month'))[0]).toMatch(
      /^closed up to 2026-04 \(not published, as the logs begin within: 2026-03\) \(not published: 2026-01\); the next/,
    )
  })

  it('nothing, where all logs have ended: they are published to their last day, and none is waited for', async () => {
    const { service, log, folder } = settle()
    writeFileSync(log, days(0, 6))
    const logs = service.configuration.logs.map((one) => ({ ...one, until: dayOf(2026, 3, 7) }))
    const configuration = { ...service.configuration, logs, since: dayOf(2026, 3, 1) }
    await runAt(configuration, START + 40 * DAY)
    const ended = { folder, log, service: { ...service, configuration } }
    expect((await saidOn(ended, 41))[0]).toBe('All is well.')
    expect([await rowsOn(ended, 41, 'day'), await rowsOn(ended, 41, 'month')].flat()).toEqual([
      'closed up to 2026-03-31',
      'closed up to 2026-03',
    ])
    expect(Object.values(service.figures()).join('')).toContain('2026-03-07,')
  })

  it('a tally of another machine that is not there, or refused', async () => {
    const folder = fresh()
    const configuration = configurationIn(
      folder,
      'sources: [ { id: web1, path: "in/web1.tally" } ]\noutput: open-data\n',
    )
    for (const [day, codes] of [
      [1, ['TALLY_UNREADABLE']],
      [2, ['TALLY_REFUSED']],
    ] as const) {
      const { problems } = await runAt(configuration, START + day * DAY, { exitCodeOf })
      expect(problems.map(({ code }) => code)).toEqual(codes)
      const { matters } = await statusOf(configuration, { now: START + day * DAY })
      expect(matters.map((matter) => (matter.what === 'problem' ? matter.problem.code : matter.what))).toEqual(codes)
      mkdirSync(join(folder, 'in'), { recursive: true })
      writeFileSync(join(folder, 'in/web1.tally'), 'no tally')
    }
  })

  it('a page of somebody else for a week, and a neighbour without figures until it has them; a run tells each once', async () => {
    const setting = settle()
    const { output } = setting.service
    for (const [path, text] of [
      ['zoo/latest.json', '{'],
      ['index.html', '<h1>Ville d’Exemple</h1>'],
    ] as const) {
      mkdirSync(dirname(join(output, path)), { recursive: true })
      writeFileSync(join(output, path), text)
    }
    const told: (readonly string[])[] = []
    for (const day of [7, 8]) {
      writeFileSync(setting.log, days(0, day - 1))
      const { news } = await setting.service.run({ now: () => START + day * DAY })
      told.push(news.filter(isTrouble).map(({ code }) => code))
    }
    expect(told).toEqual([['PAGE_TAKEN', 'SERVICE_LEFT_OUT'], []])
    expect(await problemsOn(setting, 13.9)).toEqual(['PAGE_TAKEN', 'SERVICE_LEFT_OUT'])
    await runOn(setting, 14)
    expect(await problemsOn(setting, 14)).toEqual(['SERVICE_LEFT_OUT'])
    expect((await saidOn(setting, 14))[1]).toContain('  SERVICE_LEFT_OUT, for 7 days: zoo, in the same output folder, ')
    speak('fr')
    expect((await saidOn(setting, 14))[1]).toContain(
      '  SERVICE_LEFT_OUT, depuis 7 jours\u00A0: zoo, dans le même dossier ',
    )
    rmSync(join(output, 'zoo'), { recursive: true })
    await runOn(setting, 14.1)
    expect((await saidOn(setting, 14.1))[0]).toBe('Tout va bien.')
  })

  it('a disk without room, and one that is not written to: no run can note that', async (context) => {
    const setting = settle()
    const { service, log } = setting
    mkdirSync(service.state)
    const mount = (...args: readonly string[]): number | null => spawnSync('mount', [...args, service.state]).status
    if (mount('-t', 'tmpfs', '-o', 'mode=755,size=512k', 'tmpfs') !== 0) context.skip('may not mount here')
    try {
      writeFileSync(log, days(0, 6))
      await runOn(setting, 7)
      mount('-o', 'remount,ro')
      expect((await saidOn(setting, 7.1))[1]).toMatch(/^ {2}STATE_FAILED, now: .* \(EROFS\)$/)
      mount('-o', 'remount,rw')
      spawnSync('dd', ['if=/dev/zero', `of=${join(service.state, 'ballast')}`, 'bs=1k', 'count=4096'])
      expect((await saidOn(setting, 7.1))[1]).toMatch(/^ {2}DISK_LOW, now: the disk has 0 bytes left, /)
    } finally {
      spawnSync('umount', [service.state])
    }
  })
})

describe('status, of lines that came late', () => {
  it('proposes a month at once, until it is revised', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 9))
    await runOn(setting, 10)
    appendFileSync(setting.log, days(1, 3))
    await runOn(setting, 10.1)
    expect(await rowsOn(setting, 10.1, 'late')).toEqual(['180 lines of 2026-03: comptage run --revise 2026-03'])
    expect(await metricsOn(setting, 10.1)).toContain('comptage_periods_to_revise{service="essai"} 1\n')
    expect(await runOn(setting, 10.2, revise('2026-03'))).toEqual([])
    expect(await rowsOn(setting, 10.2, 'late')).toEqual([])
  })

  it('proposes nothing that would tell a hidden figure', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 9))
    await runOn(setting, 10)
    appendFileSync(setting.log, linesOf(2, START + 2 * DAY))
    await runOn(setting, 10.1)
    const late = ['2 lines of 3 March 2026: apart, since a hidden figure would be known']
    expect(await rowsOn(setting, 10.1, 'late')).toEqual(late)
    expect(await runOn(setting, 10.2, revise('2026-03'))).toEqual(['LATE_KEPT_BACK'])
    expect(await rowsOn(setting, 10.2, 'late')).toEqual(late)
  })

  it('says how many of them a revision would count', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 9))
    await runOn(setting, 10)
    const ofAide = days(2, 2)
      .split('\n')
      .filter((line) => line.includes('/aide'))
    appendFileSync(setting.log, `${ofAide.join('\n')}\n${linesOf(1, START + 2 * DAY)}`)
    await runOn(setting, 10.1)
    expect(await rowsOn(setting, 10.1, 'late')).toEqual([
      '20 lines of 2026-03: comptage run --revise 2026-03',
      '1 line of 3 March 2026: apart, since a hidden figure would be known',
    ])
  })

  it('proposes nothing of days that are over for good, or that never were', async () => {
    const setting = settle('protection: { k: 11, revision_window: 1d }\n')
    const { log } = setting
    writeFileSync(log, days(0, 40))
    await runOn(setting, 41)
    await runOn(setting, 42)
    appendFileSync(log, days(4, 4) + linesOf(1, Date.UTC(1999, 1, 20)))
    await runOn(setting, 43)
    expect(await rowsOn(setting, 43, 'late')).toEqual([
      '61 lines of 20 February 1999 to 5 March 2026: apart, since the true counts of then are deleted',
    ])
    for (const period of ['1999-02-20', '2026-03-05'])
      expect(await runOn(setting, 43.1, revise(period))).toEqual(['REVISION_OVER'])
  })

  it('proposes nothing of what was taken over', async () => {
    const setting = settle()
    const { service, log } = setting
    writeFileSync(log, days(0, 9))
    await runOn(setting, 10)
    rmSync(service.state, { recursive: true })
    writeFileSync(log, days(5, 9))
    await runOn(setting, 10.1, { adopt: service.output })
    appendFileSync(log, days(10, 14) + days(2, 3))
    await runOn(setting, 15)
    await runOn(setting, 15.1)
    const late = await rowsOn(setting, 15.1, 'late')
    expect(late.join()).not.toContain('--revise')
    expect(late.join()).toContain('what was taken over from a folder is not revised')
    for (const [day, told] of [
      ['2026-03-03', 'LATE_KEPT_BACK'],
      ['2026-03-06', 'NOTHING_LATE'],
    ] as const)
      expect(await runOn(setting, 15.2, revise(day)), day).toEqual([told])
  })
})

// Only root may start a program as somebody else.
describe.skipIf(!has('nobody'))('status, of a state of another user', () => {
  it('says so with the exit code of no permission, not that there was no run', async () => {
    const setting = settle()
    const { folder, service } = setting
    writeFileSync(setting.log, days(0, 6))
    await runOn(setting, 7)
    for (const path of [dirname(folder), folder]) chmodSync(path, 0o755)
    for (const mode of [0o700, 0o755]) {
      chmodSync(service.state, mode)
      const { code, stdout, stderr } = await runComptage(['status'], { cwd: folder, uid: 65_534 })
      expect({ code, stdout }).toEqual({ code: 77, stdout: '' })
      expect(stderr).toContain('this user may not read what is kept between runs (EACCES)')
    }
    chownSync(service.state, 65_534, 65_534)
    expect(readFileSync(join(service.state, 'state.db')).length).toBeGreaterThan(0)
  })
})

describe('an entry of logs: that never had a line', () => {
  const ENTRIES = { one: 'logs/access.log*', both: 'logs/access.log*", format: combined }, { path: "logs/api.log*' }

  it.each([
    { why: 'is well for two days', run: 2, logs: {}, entries: ENTRIES.both, told: [] },
    {
      why: 'is told after, with all others',
      run: 3,
      logs: {},
      entries: ENTRIES.both,
      told: ['access.log*', 'api.log*'],
    },
    {
      why: 'is told beside one that has some',
      run: 3,
      logs: { 'access.log': days(0, 2) },
      entries: ENTRIES.both,
      told: ['api.log*'],
    },
    {
      why: 'is none whose rotated file has some',
      run: 3,
      logs: { 'access.log.1': days(0, 2) },
      entries: ENTRIES.one,
      told: [],
    },
  ])('$why', async ({ run, logs, entries, told }) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    for (const name of ['access.log', 'api.log']) writeFileSync(join(folder, 'logs', name), '')
    for (const [name, text] of Object.entries(logs)) writeFileSync(join(folder, 'logs', name), text)
    const service = serviceOf(folder, DAYS, 'combined', '', entries)
    for (const day of [0.5, run]) await service.run({ now: () => START + day * DAY })
    const status = await statusOf(service.configuration, { now: START + (run + 0.1) * DAY })
    const found = status.matters.flatMap((matter) => (matter.what === 'lineless' ? matter.paths : []))
    expect(found).toEqual(told.map((name) => join(folder, 'logs', name)))
    for (const path of found) expect(statusReport(status, START)).toContain(path)
  })

  it('has had one that is empty since', async () => {
    const setting = settle()
    writeFileSync(setting.log, days(0, 1))
    await runOn(setting, 2)
    writeFileSync(setting.log, '')
    await runOn(setting, 5)
    const { matters } = await statusOf(setting.service.configuration, { now: START + 5.1 * DAY })
    expect(matters.filter(({ what }) => what === 'lineless')).toEqual([])
  })
})
