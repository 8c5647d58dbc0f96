import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { ProblemError, type Problem } from '../../../src/domain/problem.ts'
import {
  countLogs,
  exportState,
  mergeIntoTally,
  publicationOf,
  publishTallies,
  tallyLogs,
  writePublication,
} from '../../../src/pipeline/index.ts'
import { sealTally, unsealTally } from '../../../src/pipeline/tallies/tally-on-disk.ts'
import { filesBelow, testFolder } from '../../cli/run-comptage.ts'
import { linesOf } from '../../run/lines-of.ts'
import { configurationIn, machineIn, runAt } from '../../run/machines.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('tallies')

async function problemOf(act: Promise<unknown>): Promise<Problem | undefined> {
  return act.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ProblemError) return error.problems[0]
      throw error
    },
  )
}

const isNoRow = (line: string): boolean => !line.includes('"aide","","requests"')

/** A tally of some lines, by a configuration that has more than the others, or other features. */
async function tallyIn(folder: string, name: string, more = '', features?: string): Promise<string> {
  const log = join(folder, `${name}.log`)
  writeFileSync(log, linesOf(60, START))
  const path = join(folder, `${name}.tally`)
  await tallyLogs({ configuration: configurationIn(folder, more, features), logs: [log], format: 'combined' }, path)
  return path
}

describe('a tally', () => {
  it('is its owner’s alone, and holds nothing of a line', async () => {
    const folder = fresh()
    const path = await tallyIn(folder, 'web1')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).not.toMatch(/LEAK|203\.0\.113|Firefox|simulateur\?/)
  })

  it('is not written of a log of which no line fits, however few', async () => {
    const folder = fresh({ 'a.log': 'LEAK\n' })
    const path = join(folder, 'a.tally')
    const request = { configuration: configurationIn(folder), logs: [join(folder, 'a.log')], malformedLimit: 0.05 }
    const { problems } = await tallyLogs({ ...request, format: 'combined' }, path)
    expect(problems).toMatchObject([{ code: 'TOO_MANY_MALFORMED', share: 1 }])
    expect(existsSync(path)).toBe(false)
  })

  it('of nothing takes the place of an older one, and changes no sum', async () => {
    const folder = fresh({ 'no.log': '' })
    const one = await tallyIn(folder, 'web1')
    const empty = await tallyIn(folder, 'web2')
    const configuration = configurationIn(folder)
    const { problems } = await tallyLogs({ configuration, logs: [join(folder, 'no.log')] }, empty)
    expect(problems).toEqual([{ code: 'LOG_EMPTY', path: join(folder, 'no.log') }])
    const sums = await Promise.all(
      [[one], [one, empty], [empty, one]].map(async (files, i) => {
        const output = join(folder, `sum${i}`)
        expect((await publishTallies({ configuration, files }, output)).changed).not.toEqual([])
        return filesBelow(output)
      }),
    )
    expect(sums.slice(1)).toEqual([sums[0], sums[0]])
    expect(await publishTallies({ configuration, files: [empty] }, join(folder, 'none'))).toMatchObject({ changed: [] })
    await mergeIntoTally({ configuration, files: [empty] }, join(folder, 'sum.tally'))
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it.each([
    { line: '- - - [10/Mar/2026:09:31:24 +0100] "-" 408 0 "-" "-"', more: '', isCut: false, why: 'no request' },
    { line: linesOf(1, START).trimEnd(), more: 'since: 2026-04-01\n', isCut: true, why: 'none of these days' },
  ])('with $why leaves the folder as it is, as count does', async ({ line, more, isCut }) => {
    const folder = fresh({ 'no.log': `${line}\n` })
    const [configuration, path] = [configurationIn(folder, more), join(folder, 'no.tally')]
    await tallyLogs({ configuration, logs: [join(folder, 'no.log')], format: 'combined' }, path)
    const output = join(folder, 'none')
    const published = await publishTallies({ configuration, files: [path] }, output)
    expect(published).toEqual({ changed: [], problems: [], unwritten: { isCut } })
    expect(existsSync(output)).toBe(false)
  })

  it.each([
    { why: 'is missing', logs: ['gone.log'] },
    { why: 'is missing beside an empty one', logs: ['no.log', 'gone.log'] },
  ])('is not written of a log that $why', async ({ logs }) => {
    const folder = fresh({ 'no.log': '' })
    const path = join(folder, 'a.tally')
    const named = logs.map((log) => join(folder, log))
    const { problems } = await tallyLogs({ configuration: configurationIn(folder), logs: named }, path)
    expect(problems.map(({ code }) => code)).toContain('LOG_NOT_FOUND')
    expect(existsSync(path)).toBe(false)
  })

  it('takes away what a process that was killed left of it, and nothing else', async () => {
    const folder = fresh()
    // No process has a number so high.
    const names = ['.web1.tally.4194305.tmp', `.web1.tally.${process.ppid}.tmp`, '.web2.tally.4194305.tmp']
    for (const name of names) writeFileSync(join(folder, name), 'true counts')
    await tallyIn(folder, 'web1')
    expect(names.map((name) => existsSync(join(folder, name)))).toEqual([false, true, true])
  })

  it('of a state is the same bytes until a run has been', async () => {
    const folder = fresh()
    const machine = machineIn(folder)
    machine.write(linesOf(60, START))
    await machine.run(START + DAY)
    const [first, second, third] = ['1.tally', '2.tally', '3.tally'].map((name) => join(folder, name))
    await machine.exportTo(first!)
    await machine.exportTo(second!)
    expect(readFileSync(second!, 'utf8')).toBe(readFileSync(first!, 'utf8'))
    await machine.run(START + 2 * DAY)
    await machine.exportTo(third!)
    expect(readFileSync(third!, 'utf8')).not.toBe(readFileSync(first!, 'utf8'))
  })

  it('of a state that publishes is by period, and adds up with others all the same', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const texts = [
      linesOf(100, START) + linesOf(70, START + DAY) + linesOf(5, START + 9 * DAY),
      linesOf(50, START + DAY),
    ]
    for (const [i, text] of texts.entries()) {
      // The second comes when the first day is published: it is late.
      writeFileSync(join(folder, `logs/${i}.log`), text)
      const logs = `logs: [ { path: "logs/*", format: combined } ]\noutput: out\n`
      await runAt(configurationIn(folder, logs), START + (9 + i) * DAY)
    }
    const path = join(folder, 'publisher.tally')
    await exportState({ configuration: configurationIn(folder), tally: path })
    expect(readFileSync(path, 'utf8')).toContain('"by": "period"')
    const other = await tallyIn(folder, 'web2')
    const configuration = configurationIn(folder)
    await publishTallies({ configuration, files: [path, other] }, join(folder, 'merged'))
    const all = join(folder, 'all.log')
    writeFileSync(all, texts.join('') + linesOf(60, START))
    const publication = publicationOf(await countLogs({ configuration, logs: [all], format: 'combined' }))
    if (publication !== undefined) await writePublication(publication, join(folder, 'counted'))
    expect(filesBelow(join(folder, 'merged/essai'))).toEqual(filesBelow(join(folder, 'counted/essai')))
  })
})

/** A machine that has counted a log, and all that writes a tally of it. */
async function writersIn(folder: string) {
  const machine = machineIn(folder)
  machine.write(linesOf(60, START))
  await machine.run(START + DAY)
  const web1 = await tallyIn(folder, 'web1')
  const configuration = configurationIn(folder)
  const log = join(folder, 'web1.log')
  const writers = [
    (path: string) => machine.exportTo(path),
    (path: string) => tallyLogs({ configuration, logs: [log] }, path),
    (path: string) => mergeIntoTally({ configuration, files: [web1] }, path),
  ]
  return { log, writers }
}

describe('a tally stands never among open data', () => {
  it('of a state, of logs, of other tallies', async () => {
    const folder = fresh()
    const { writers } = await writersIn(folder)
    // Of another service, brought here by other means.
    mkdirSync(join(folder, 'open-data/autre'), { recursive: true })
    writeFileSync(join(folder, 'open-data/autre/datapackage.json'), '{}')
    const path = join(folder, 'open-data/web1.tally')
    for (const write of writers) expect(await problemOf(write(path))).toMatchObject({ code: 'AMONG_OPEN_DATA', path })
    expect(existsSync(path)).toBe(false)
  })

  it('nor where the configuration is going to publish', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'out/tallies'), { recursive: true })
    expect(await problemOf(tallyIn(folder, 'out/tallies/web1', 'output: out\n'))).toMatchObject({
      code: 'AMONG_OPEN_DATA',
    })
  })

  it('nor is one added up that somebody put there', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'out'))
    const path = await tallyIn(folder, 'out/web1')
    const merging = publishTallies({ configuration: configurationIn(folder), files: [path] }, join(folder, 'out'))
    expect(await problemOf(merging)).toMatchObject({ code: 'AMONG_OPEN_DATA', path })
    expect(readdirSync(join(folder, 'out'))).toEqual(['web1.log', 'web1.tally'])
  })
})

describe('a tally stands never in the place of another file', () => {
  it('of a state, of logs, of other tallies; over an older one, or an empty file, it does', async () => {
    const folder = fresh()
    const { log, writers } = await writersIn(folder)
    const before = readFileSync(log, 'utf8')
    const empty = join(folder, 'empty.tally')
    for (const write of writers) {
      expect(await problemOf(write(log))).toMatchObject({ code: 'FILE_OF_ANOTHER', path: log })
      writeFileSync(empty, '')
      await write(empty)
      await write(empty)
      expect(readFileSync(empty, 'utf8')).toContain('"sha256"')
    }
    expect(readFileSync(log, 'utf8')).toBe(before)
  })
})

describe('a merge', () => {
  it('of several tallies of one machine takes the latest, in whichever order; of two sums too', async () => {
    const folder = fresh()
    const configuration = configurationIn(folder)
    const at = (name: string): string => join(folder, name)
    const machines = ['web1', 'web2'].map((name) => ({ name, machine: machineIn(at(name)) }))
    for (const day of [1, 2])
      for (const { name, machine } of machines) {
        machine.write(linesOf(60, START + day * DAY))
        await machine.run(START + (day + 1) * DAY)
        await machine.exportTo(at(`${name}-${day}`))
      }
    const sum = async (name: string, ...files: readonly string[]): Promise<string> => {
      await mergeIntoTally({ configuration, files: files.map(at) }, at(name))
      return readFileSync(at(name), 'utf8')
    }
    const latest = await sum('late', 'web1-2', 'web2-2')
    const earliest = await sum('early', 'web1-1', 'web2-1')
    expect(earliest).not.toBe(latest)
    expect(await sum('x', 'web1-1', 'web2-2', 'web1-2', 'web2-1')).toBe(latest)
    expect(await sum('x', 'early', 'late')).toBe(latest)
    expect(await sum('x', 'late', 'early')).toBe(latest)
    // Neither holds all that the other does.
    await sum('one', 'web1-1', 'web2-2')
    await sum('other', 'web1-2', 'web2-1')
    expect(await problemOf(sum('x', 'one', 'other'))).toMatchObject({ code: 'TALLIES_OVERLAP' })
  })
})

/** A machine that was cloned on the first day, and both go on: the second reads more often. */
async function cloneIn(folder: string, texts: readonly (readonly string[])[]): Promise<readonly string[]> {
  const one = machineIn(join(folder, 'one'))
  one.write(linesOf(60, START))
  await one.run(START + DAY)
  await one.exportTo(join(folder, 'before'))
  cpSync(join(folder, 'one'), join(folder, 'two'), { recursive: true })
  for (const [i, machine] of [one, machineIn(join(folder, 'two'))].entries()) {
    for (const [day, text] of (texts[i] ?? []).entries()) {
      machine.write(text)
      await machine.run(START + (2 + day) * DAY)
    }
    await machine.exportTo(join(folder, `${i}`))
  }
  return ['before', '0', '1'].map((name) => join(folder, name))
}

it('a merge takes a tally of features that are in another family there: what is only told counts nothing', async () => {
  const folder = fresh()
  const features = `features:
  - { id: simulateur, match: [ /simulateur ], family: aides }
  - { id: aide, match: [ /aide ] }
`
  const tally = await tallyIn(folder, 'web1', 'families: [ { id: aides } ]\n', features)
  const configuration = configurationIn(folder)
  expect(await problemOf(mergeIntoTally({ configuration, files: [tally] }, join(folder, 'sum')))).toBeUndefined()
})

describe('a merge refuses', () => {
  it.each([
    { texts: [[linesOf(40, START + DAY)], [linesOf(30, START + DAY), '']], why: 'fewer lines of a day' },
    { texts: [[linesOf(40, START + DAY)], ['', linesOf(70, START + 2 * DAY)]], why: 'lines of another day' },
  ])('a machine that was cloned, though one has run more often: $why', async ({ texts }) => {
    const folder = fresh()
    const [before, one, two] = await cloneIn(folder, texts)
    const configuration = configurationIn(folder)
    const merged = (...files: readonly (string | undefined)[]): Promise<unknown> =>
      problemOf(mergeIntoTally({ configuration, files: files.flatMap((file) => file ?? []) }, join(folder, 'sum')))
    expect(await merged(one, two)).toMatchObject({ code: 'TALLIES_OVERLAP' })
    expect(await merged(two, before, one)).toMatchObject({ code: 'TALLIES_OVERLAP' })
    expect([await merged(before, one), await merged(before, two)]).toEqual([undefined, undefined])
  })

  it.each([
    { more: 'timezone: Europe/Paris\n', differs: ['timezone'], why: 'another time zone' },
    { more: 'since: 2026-01-01\n', differs: ['since'], why: 'another first day' },
    { more: 'ignore: [ /LEAK ]\n', differs: ['paths'], why: 'another list of what is ignored' },
    { more: 'referrers: [ LEAK.example.org ]\n', differs: ['referrers'], why: 'another list of hosts' },
    { more: 'datasets: [ { by: [ week, feature ] } ]\n', differs: ['tables'], why: 'other tables' },
    { more: 'protection: { k: 20 }\nlanguage: en\n', differs: undefined, why: 'not: another threshold or language' },
  ])('$why', async ({ more, differs }) => {
    const folder = fresh()
    // A key stands once.
    const tally = await tallyIn(folder, 'web1', more.startsWith('timezone') ? '' : more)
    const base = more.startsWith('timezone') ? configurationIn(folder) : undefined
    const configuration = base === undefined ? configurationIn(folder) : { ...base, timezone: 'Europe/Paris' }
    const problem = await problemOf(mergeIntoTally({ configuration, files: [tally] }, join(folder, 'sum')))
    if (differs === undefined) expect(problem).toBeUndefined()
    else expect(problem).toMatchObject({ code: 'TALLY_DIFFERS', differs, features: [] })
  })

  it('other features, and names those that it knows', async () => {
    const folder = fresh()
    const features = `features:
  - { id: simulateur, match: [ /simulateur ], partial: count }
  - { id: inconnue, match: [ /LEAK ] }
`
    const tally = await tallyIn(folder, 'web1', '', features)
    expect(
      await problemOf(mergeIntoTally({ configuration: configurationIn(folder), files: [tally] }, join(folder, 'sum'))),
    ).toMatchObject({
      ...{ code: 'TALLY_DIFFERS', differs: ['features'] },
      ...{ features: ['aide', 'simulateur'], onlyHere: ['aide'], onlyThere: 1 },
    })
  })

  it('another service, a missing file, words that are on no list', async () => {
    const folder = fresh()
    const tally = await tallyIn(folder, 'web1')
    const configuration = configurationIn(folder)
    const codeOf = async (path: string, service = configuration.service): Promise<unknown> =>
      problemOf(mergeIntoTally({ configuration: { ...configuration, service }, files: [path] }, join(folder, 'sum')))
    expect(await codeOf(tally, { ...configuration.service, id: 'autre' })).toMatchObject({ why: 'another-service' })
    expect(await codeOf(join(folder, 'none'))).toMatchObject({ code: 'TALLY_UNREADABLE', errno: 'ENOENT' })
    const text = unsealTally(readFileSync(tally, 'utf8')) ?? ''
    writeFileSync(tally, sealTally(text.replaceAll('"aide","","requests"', '"zleak","","requests"')))
    expect(await codeOf(tally)).toMatchObject({ code: 'TALLY_REFUSED', why: 'damaged' })
  })

  it.each([
    { why: 'another figure', edit: (text: string) => text.replace('"requests",20]', '"requests",21]') },
    { why: 'more lines', edit: (text: string) => text.replace('"counted","aide",20]', '"counted","aide",21]') },
    { why: 'another day', edit: (text: string) => text.replaceAll('2026-03-01', '2099-03-01') },
    { why: 'a row less', edit: (text: string) => text.split('\n').filter(isNoRow).join('\n') },
    { why: 'no hash', edit: (text: string) => text.replace(/,\n"sha256".*/, '') },
    { why: 'another hash', edit: (text: string) => text.replace(/"sha256": "..../, '"sha256": "0000') },
  ])('a tally that was edited: $why', async ({ edit }) => {
    const folder = fresh()
    const tally = await tallyIn(folder, 'web1')
    const text = readFileSync(tally, 'utf8')
    writeFileSync(tally, edit(text))
    expect(edit(text)).not.toBe(text)
    const merged = mergeIntoTally({ configuration: configurationIn(folder), files: [tally] }, join(folder, 'sum'))
    expect(await problemOf(merged)).toMatchObject({ code: 'TALLY_REFUSED', why: 'damaged' })
  })

  it('a machine beside others in two sums; not the same sum twice', async () => {
    const folder = fresh()
    const [a, b, c] = [await tallyIn(folder, 'a'), await tallyIn(folder, 'b'), await tallyIn(folder, 'c')]
    const configuration = configurationIn(folder)
    const sum = (name: string, ...files: readonly string[]): Promise<unknown> =>
      mergeIntoTally({ configuration, files }, join(folder, name))
    await sum('ab', a, b, a)
    await sum('bc', b, c)
    expect(await problemOf(sum('x', join(folder, 'ab'), join(folder, 'bc')))).toMatchObject({ code: 'TALLIES_OVERLAP' })
    expect(await problemOf(sum('x', join(folder, 'ab'), a))).toMatchObject({ code: 'TALLIES_OVERLAP' })
    await sum('twice', join(folder, 'ab'), join(folder, 'ab'))
    expect(readFileSync(join(folder, 'twice'), 'utf8')).toBe(readFileSync(join(folder, 'ab'), 'utf8'))
  })

  it('to write over what run has published', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    writeFileSync(
      join(folder, 'logs/access.log'),
      linesOf(60, START) + linesOf(60, START + DAY) + linesOf(5, START + 9 * DAY),
    )
    const configuration = configurationIn(folder, `logs: [ { path: "logs/*", format: combined } ]\noutput: out\n`)
    await runAt(configuration, START + 9 * DAY)
    const tally = await tallyIn(folder, 'web1')
    const before = filesBelow(join(folder, 'out'))
    expect(await problemOf(publishTallies({ configuration, files: [tally] }, join(folder, 'out')))).toMatchObject({
      code: 'FOLDER_OF_RUN',
    })
    expect(filesBelow(join(folder, 'out'))).toEqual(before)
  })
})
