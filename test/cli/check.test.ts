import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, type CheckOptions } from '../../src/cli/commands/check.ts'
import { speak } from '../../src/cli/language/language.ts'
import { combinedLine, FIREFOX, ROOT, runComptage, testFolder } from './run-comptage.ts'
import { runCommand, type CommandRun } from './run-command.ts'

const DEMO = join(ROOT, 'fixtures/demo')
const { fresh } = testFolder('check')

const FEATURES = `
  - { id: simulateur, title: Simulateur, match: [ /simulateur ] }
  - { id: aide, title: Aide, match: [ /aide/:sujet ] }
`
const yamlOf = (features: string, more = ''): string =>
  `service: { id: essai, name: Essai, url: "https://www.example.fr" }\nfeatures:${features}datasets:\n  - by: [ day, feature ]\n${more}`

/** Without the spaces that align columns. */
function squeezed(text: string): string {
  return text.replace(/ +/g, ' ')
}

/** `comptage check` in a folder of its own, with these logs there. */
async function checkIn(
  yaml: string,
  logs: Readonly<Record<string, string>> = {},
  options: CheckOptions = {},
): Promise<CommandRun & { readonly folder: string }> {
  const folder = fresh({ 'comptage.yaml': yaml, ...logs })
  const paths = Object.keys(logs).map((log) => join(folder, log))
  const run = await runCommand(() => check(paths, { config: join(folder, 'comptage.yaml'), ...options }))
  return { ...run, folder }
}

describe('the configuration alone', () => {
  it('a sound one: features, tables and their protection, examples', async () => {
    const { code, stdout, stderr } = await runCommand(() => check([], { config: join(DEMO, 'comptage.yaml') }))
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('16 features\n')
    expect(stdout).toMatch(/^ {2}tuiles +Tuiles de la carte +1 {2}people, images and the like$/m)
    expect(stdout).toMatch(/^ {2}api-calcul +API de calcul des aides +1 {2}people and programs$/m)
    expect(stdout).toMatch(/^ {2}day-feature +requests, entries, errors {2}threshold: counts below 11 are hidden$/m)
    expect(stdout).toContain('7 examples: each reaches its feature.')
    expect(stdout).toContain(`To see what it catches: comptage check ${join(DEMO, 'access.log.gz')}\n`)
  })

  it('names measures in French', async () => {
    speak('fr')
    const { stdout } = await runCommand(() => check([], { config: join(DEMO, 'comptage.yaml') })).finally(() =>
      speak('en'),
    )
    expect(stdout).toMatch(/^ {2}day-feature +requêtes, entrées, erreurs {2}/m)
  })

  it.each([
    { days: '', says: 'people' },
    { days: ', from: 2026-02-01', says: 'people, from 2026-02-01' },
    { days: ', until: 2026-01-02', says: 'people, to 2026-01-02' },
    { days: ', from: 2026-02-01, until: 2026-02-01', says: 'people, from 2026-02-01, to 2026-02-01' },
    { days: ', until: 2026-01-01', says: 'people, to 2026-01-01, never now: since: is later' },
  ])('the days of a feature, and whether any counts: $says', async ({ days, says }) => {
    const yaml = yamlOf(`\n  - { id: a, match: [ /x ]${days} }\n`)
    const { code, stdout } = await checkIn(`${yaml}since: 2026-01-02\n`)
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^  a +a +1  ${says}$`, 'm'))
  })

  it('tells which of its logs are not there, or are no files, and proposes none of them', async () => {
    const logs = 'logs: [ { path: none.log }, { path: there.log }, { path: folder } ]\n'
    const folder = fresh({
      'comptage.yaml': yamlOf('\n  - { id: a, match: [ /x ] }\n', logs),
      'there.log': '',
      'folder/a': '',
    })
    const { code, stdout, stderr } = await runCommand(() => check([], { config: join(folder, 'comptage.yaml') }))
    expect(code).toBe(0)
    expect(stdout).toContain('the configuration is sound, but 2 of its logs cannot be read\n')
    expect(stderr).toContain('warning: there is no such log\n')
    expect(stderr).toContain('warning: this is a folder\n')
    expect(stdout).toContain(`comptage check ${join(folder, 'there.log')}\n`)
    expect((await runCommand(() => check([], { config: join(folder, 'comptage.yaml'), quiet: true }))).stderr).toBe('')
  })

  it('says that entries tell nothing where no host is the service’s own', async () => {
    const { stdout } = await checkIn(yamlOf('\n  - { id: a, match: [ /x ] }\n').replace(/, url: [^}]*/, ' '))
    expect(stdout).toContain('entries tell nothing without service.url')
    const demo = await runCommand(() => check([], { config: join(DEMO, 'comptage.yaml') }))
    expect(demo.stdout).not.toContain('entries tell nothing')
  })

  it('says with --utility alone what can still be found out', async () => {
    const run = (options: CheckOptions) =>
      runCommand(() => check([], { config: join(DEMO, 'comptage.yaml'), ...options }))
    expect((await run({})).stdout).not.toContain('guesses right')
    const { stdout } = await run({ utility: true })
    expect(stdout).toMatch(/^ {2}day-feature +100 % +by filling up to the threshold/m)
  })

  it('names overlaps, and says that exact figures are at the publisher’s risk', async () => {
    const { code, stdout, stderr } = await checkIn(
      yamlOf(
        '\n  - { id: a, partial: count, match: [ "/x/:id" ] }\n  - { id: b, match: [ /x/liste ] }\n',
        '  - { by: [ month, feature, device ], protection: exact, accept_risk: true }\n',
      ),
    )
    expect(code).toBe(0)
    expect(stderr).toContain('note: where both fit, what is more specific wins over "/x/:id" (a): "/x/liste" (b)\n')
    expect(stdout).toContain('exact: every count is shown, at your risk')
    expect(stdout).toContain('people, parts of files')
    expect(stdout).toContain('No example to prove')
  })

  it('shows all errors together, and nothing else', async () => {
    const { code, stdout, stderr } = await checkIn(
      yamlOf(
        '\n  - { id: a, match: [ "/x" ], examples: [ /y ] }\n  - { id: b, match: [ /x ] }\n',
        '  - by: [ day, feature, hour ]\nlogs: [ { path: a.log, format: combine } ]\n',
      ),
    )
    expect(code).toBe(78)
    expect(stdout).toBe('')
    expect(stderr.match(/^error: /gm)).toHaveLength(4)
    expect(stderr).toContain('the pattern "/x" is claimed by a and b')
    expect(stderr).toContain('the table day-feature-hour may not be published so')
    expect(stderr).toContain('the example "/y" does not reach a')
    expect(stderr).toContain('there is no log format "combine"; did you mean "combined"?')
  })

  it.each([
    {
      why: 'days at the threshold tell that it came, and nothing its device',
      more: '  - by: [ day, feature, device ]\n',
      says: 'finds out from day-feature whether one more came; which categories it has they guess right 71 times in a hundred',
    },
    {
      why: 'entries tell the class of a referrer',
      more: '  - by: [ month, feature, referrer ]\n',
      says: 'which categories it has, but for what day-feature tells of them, they guess right 71 times',
    },
  ])('says what noise leaves: $why', async ({ more, says }) => {
    const { code, stdout } = await checkIn(yamlOf(FEATURES, more))
    expect(code).toBe(0)
    expect(stdout).toContain(says)
  })

  it('says it of a service whose tables all have noise', async () => {
    const noisy = (list: string): string => yamlOf(FEATURES, '').replace('  - by: [ day, feature ]\n', list)
    const { stdout } = await checkIn(noisy('  - by: [ month, feature, device ]\n'))
    expect(stdout).toContain('whether one request came is right 67 times in a hundred, and which categories it has, 71')
    const private1 = noisy('  - { by: [ day, feature ], measures: [ requests ], protection: dp }\nsince: 2026-01-01\n')
    expect((await checkIn(private1)).stdout).toContain('one request came is right 53 times in a hundred; 50 is chance')
  })

  it.each([
    { promise: '71%', says: '' },
    {
      promise: '70%',
      says: 'day-feature-device somebody guesses right 71.0 % of the time, and 70.0 % at most is promised',
    },
  ])('refuses what tells more than is promised: $promise', async ({ promise, says }) => {
    const more = `  - by: [ day, feature, device ]\nprotection: { k: 7, promise: ${promise} }\n`
    const { code, stderr } = await checkIn(yamlOf(FEATURES, more))
    expect(code).toBe(says === '' ? 0 : 78)
    expect(stderr).toContain(says)
  })

  it('--quiet says nothing but errors', async () => {
    const overlapping = '\n  - { id: a, match: [ "/x/:id" ] }\n  - { id: b, match: [ /x/liste ] }\n'
    expect(await checkIn(yamlOf(overlapping), {}, { quiet: true })).toMatchObject({ code: 0, stdout: '', stderr: '' })
    const wrong = await checkIn(yamlOf('\n  - { id: a, match: [ x ] }\n'), {}, { quiet: true })
    expect(wrong.stderr).toContain('error: the pattern "x"')
  })
})

describe('with logs', () => {
  it('the demo’s: what each feature catches, and what no feature has', async () => {
    const options = { config: join(DEMO, 'comptage.yaml') }
    const { code, stdout, stderr } = await runCommand(() => check([join(DEMO, 'access.log.gz')], options))
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(squeezed(stdout)).toContain('access.log.gz combined 30,746 100.0 %\n')
    expect(stdout).toMatch(/^ {2}30,746 {2}lines read$/m)
    expect(stdout).toMatch(/^ {2}simulateur +2,048 +15\.5 %$/m)
    expect(stdout).toMatch(/^ {2}borne +0 +0\.0 %$/m)
    expect(stdout).toMatch(/^ +140 {2}\/mentions-legales$/m)
    expect(stdout).toContain('(other shapes, or with fewer than 11 requests)')
  })

  it('shows shapes of at least k requests, never a segment that nobody wrote down, and warns of e-mails', async () => {
    const log = [
      ...Array.from({ length: 12 }, (_, i) =>
        combinedLine({ request: `GET /profil/LEAK${i}@example.fr/LEAK?LEAK HTTP/1.1` }),
      ),
      ...Array.from({ length: 10 }, () => combinedLine({ request: 'GET /profil/LEAK-LEAK HTTP/1.1' })),
      combinedLine(),
      'LEAK\n',
    ].join('')
    const { code, stdout, stderr } = await checkIn(yamlOf(FEATURES), { 'a.log': log })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ +12 {2}\/profil\/\{email\}\/\{word\}$/m)
    expect(stdout).toMatch(/^ +10 {2}\(other shapes/m)
    expect(stdout).toContain('stand for people')
    expect(stdout).not.toContain('{slug}')
    expect(stdout + stderr).not.toMatch(/leak/i)
  })

  it('a log with a use of every line says nothing of shapes', async () => {
    const { stdout } = await checkIn(yamlOf(FEATURES), { 'a.log': combinedLine().repeat(3) })
    expect(stdout).toMatch(/^ {2}simulateur +3 +100\.0 %$/m)
    expect(stdout).not.toContain('shape')
  })

  it('a log of comments has no share', async () => {
    const { stdout } = await checkIn(yamlOf(FEATURES), { 'a.log': '# LEAK\n' })
    expect(squeezed(stdout)).toContain('a.log – 1 –\n')
    expect(stdout).toMatch(/^ {2}aide +0 +0\.0 %$/m)
  })

  it.each([
    {
      log: combinedLine().repeat(5) + 'LEAK\n'.repeat(20),
      exit: 65,
      says: 'do not fit the format combined',
      why: 'the alarm',
    },
    { log: 'LEAK\n'.repeat(20), exit: 65, says: 'do not fit the format combined', why: 'not a line fits' },
    { log: '', exit: 0, says: 'the log has no line', why: 'an empty log' },
  ])('$why: exit code $exit', async ({ log, exit, says }) => {
    const { code, stdout, stderr } = await checkIn(yamlOf(FEATURES), { 'a.log': log }, { format: 'combined' })
    expect(code).toBe(exit)
    expect(stderr).toContain(says)
    expect(stdout + stderr).not.toContain('LEAK')
  })

  it('writes nothing', async () => {
    const { folder } = await checkIn(yamlOf(FEATURES, 'output: published\n'), { 'a.log': combinedLine() })
    expect(readdirSync(folder).sort()).toEqual(['a.log', 'comptage.yaml'])
  })

  it('is quiet if told', async () => {
    const log = combinedLine().replace(` "-" "${FIREFOX}"`, '').repeat(20)
    expect(await checkIn(yamlOf(FEATURES), { 'a.log': log }, { quiet: true })).toMatchObject({ stdout: '', stderr: '' })
    expect((await checkIn(yamlOf(FEATURES), { 'a.log': log })).stderr).toContain('it has no user agent')
  })
})

describe('the program itself', () => {
  it('checks the demo', async () => {
    const { code, stdout, stderr } = await runComptage(['check', '-c', 'comptage.yaml', 'access.log.gz'], { cwd: DEMO })
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain('/mentions-legales')
    // No colours into a pipe.
    expect(stdout).not.toContain('\u001b')
  })

  it('reads stdin', async () => {
    const folder = fresh({ 'comptage.yaml': yamlOf(FEATURES) })
    const { code, stdout } = await runComptage(['check', '-'], { cwd: folder, stdin: combinedLine() })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^ {2}stdin {2}combined +1 +100\.0 %$/m)
  })
})
