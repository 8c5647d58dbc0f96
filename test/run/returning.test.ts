import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkState, statusOf, verifyFolder } from '../../src/pipeline/index.ts'
import { filesBelow, testFolder } from '../cli/run-comptage.ts'
import { tellOf } from '../intruder/folders-of.ts'
import { oneOf } from '../seed.ts'
import { Copy, seal } from '../verify/published.ts'
import { linesOf } from './lines-of.ts'
import { configuredService, DAYS, type ConfiguredService } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 2, 1)
const { fresh } = testFolder('returning')
const AIDE = '{ id: aide, match: [ /aide ] }'
const SIMULATEUR = '{ id: simulateur, match: [ /simulateur ] }'
const SINCE = `since: 2026-03-01\n${DAYS}`

/** A step of a story: with these features and tables, the lines of some days are read; then it runs once more, at `at`. */
type Step = {
  readonly features?: readonly string[]
  readonly more?: string
  readonly through: number
  readonly at?: number
  /** It begins within the day that follows: some lines of this hour are read, and no more. */
  readonly hour?: number
}

/** Sixty lines a day, a third of them for each of /simulateur, /aide and /LEAK, from the first of March 2026 on. */
async function story(steps: readonly Step[]): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const log = join(folder, 'logs', 'access.log')
  writeFileSync(log, '')
  let next = 0
  let last: ConfiguredService | undefined
  for (const { features = [AIDE, SIMULATEUR], more = SINCE, through, at, hour } of steps) {
    last = configuredService(folder, features, more)
    for (; next <= through; next++) {
      appendFileSync(log, linesOf(60, START + next * DAY))
      if (next % 6 === 5 || next === through) await last.run(next + 0.9)
    }
    if (hour !== undefined) {
      appendFileSync(log, linesOf(30, START + next * DAY + (hour * DAY) / 24))
      await last.run(next + (hour + 1) / 24)
    }
    if (at !== undefined) await last.run(at)
  }
  if (last === undefined) throw new Error('no step')
  return last
}

function textOf({ output }: ConfiguredService, path: string): string {
  return readFileSync(join(output, 'essai', path), 'utf8')
}

function rowsOf(service: ConfiguredService, table: string, feature: string): readonly string[] {
  return textOf(service, `data/${table}.csv`)
    .split('\n')
    .filter((row) => row.includes(`,${feature},`))
}

/** It is found right, whole in the state, and can be taken over. */
async function expectSound(service: ConfiguredService, day: number): Promise<void> {
  const { output, configuration } = service
  expect(verifyFolder({ folder: join(output, 'essai') }).findings).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
  const figures = textOf(service, 'data/day-feature.csv')
  renameSync(join(output, '..', 'state'), join(output, '..', `state-${day}`))
  await service.run(day, { adopt: output })
  expect(textOf(service, 'data/day-feature.csv').startsWith(figures)).toBe(true)
  expect(verifyFolder({ folder: join(output, 'essai') }).findings).toEqual([])
  expect((await checkState(configuration)).problems).toEqual([])
}

describe('a feature that is gone and comes back', () => {
  it('in another month, has no row of the days between, which the breaks tell', async () => {
    const service = await story([{ through: 15 }, { features: [SIMULATEUR], through: 40 }, { through: 94, at: 95.5 }])
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-03,aide,320,,', '2026-05,aide,620,,'])
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.slice(0, 10))
    expect(days.slice(14, 18)).toEqual(['2026-03-15', '2026-03-16', '2026-04-11', '2026-04-12'])
    expect(textOf(service, 'data/features.csv')).toContain('aide,aide,,humans,2026-03-01,\n')
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-04-11,aide,')
    // March has sixteen days of it, and is told so.
    expect(textOf(service, 'index.html').match(/<td>320\*<\/td>/g)).toHaveLength(1)
    expect(textOf(service, 'tableur-mois.csv')).toContain(
      'aide (non compté du 17 mars 2026 au 10 avril 2026, non publié\u00A0: avril 2026);',
    )
    expect(textOf(service, 'README.md')).toContain('`aide` was not counted from 17 March 2026 to 10 April 2026.')
    expect(textOf(service, 'latest.json')).toContain('"away":[{"from":"2026-03-17","to":"2026-04-10"}]')
    await expectSound(service, 96)
  })

  it('in the same month, before what was counted had closed, keeps what was', async () => {
    const service = await story([{ through: 15 }, { features: [SIMULATEUR], through: 16 }, { through: 45, at: 46.5 }])
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.slice(0, 10))
    expect(days.slice(13, 17)).toEqual(['2026-03-14', '2026-03-15', '2026-03-18', '2026-03-19'])
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual([])
    expect(textOf(service, 'data/breaks.csv')).toContain('depuis le 16 mars 2026\n')
    await expectSound(service, 47)
  })

  it('by a renaming that is undone, and both names are in features.csv', async () => {
    const service = await story([
      { through: 15 },
      { features: ['{ id: ayde, match: [ /aide ] }', SIMULATEUR], through: 16 },
      { through: 45, at: 46.5 },
    ])
    expect(textOf(service, 'data/features.csv')).toContain('ayde,ayde,,humans,2026-03-17,2026-03-17\n')
    expect(textOf(service, 'data/features.csv')).toContain('aide,aide,,humans,2026-03-01,\n')
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.slice(0, 10))
    expect(days.slice(13, 17)).toEqual(['2026-03-14', '2026-03-15', '2026-03-18', '2026-03-19'])
    await expectSound(service, 47)
  })

  it('twice', async () => {
    const service = await story([
      { through: 15 },
      { features: [SIMULATEUR], through: 40 },
      { through: 50 },
      { features: [SIMULATEUR], through: 60 },
      { through: 100, at: 102.5 },
    ])
    expect(textOf(service, 'data/breaks.csv').match(/,aide,/g)).toHaveLength(2)
    await expectSound(service, 103)
  })
})

/** @returns what has no more aide, which admin counted for three days more than shop */
async function goneWhileShopLags(tables: string): Promise<ConfiguredService> {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const service = (...features: readonly string[]) =>
    configuredService(folder, features, `since: 2026-03-01\n${tables}`)
  const write = (log: string, from: number, through: number): void => {
    for (let day = from; day <= through; day++)
      appendFileSync(join(folder, 'logs', `${log}.log`), linesOf(log === 'shop' ? 60 : 30, START + day * DAY))
  }
  write('admin', 0, 15)
  write('shop', 0, 12)
  await service(AIDE, SIMULATEUR).run(15.9)
  write('shop', 13, 36)
  write('admin', 16, 36)
  const without = service(SIMULATEUR)
  await without.run(38.5)
  return without
}

it('a feature that goes while a log lags behind has no day without the lines of that log', async () => {
  const without = await goneWhileShopLags(DAYS)
  const days = rowsOf(without, 'day-feature', 'aide').map((row) => row.split(',').slice(0, 3).join())
  // The day of the newest line of shop is its last, and was counted in whole.
  expect(days.slice(-2)).toEqual(['2026-03-12,aide,30', '2026-03-13,aide,30'])
  // The month has ten of each of three more of admin, too: it is hidden, and nobody takes it for the sum of its days.
  const { figures, contradicted } = tellOf([filesBelow(without.output)])
  const month = figures.filter(
    ({ kind, feature, measure }) => [kind, feature, measure].join() === 'month,aide,requests',
  )
  expect([contradicted, month]).toMatchObject([[], [{ what: 'count', low: 390, high: Infinity, isTold: false }]])
  await expectSound(without, 40)
})

it('a feature that goes while a log lags behind has an exact month of more than its days', async () => {
  const exact = (kind: string) => `{ by: [ ${kind}, feature ], protection: exact, accept_risk: true }`
  const without = await goneWhileShopLags(`datasets: [ ${exact('day')}, ${exact('month')} ]\n`)
  const sum = rowsOf(without, 'day-feature', 'aide').reduce((all, row) => all + Number(row.split(',')[2]), 0)
  const [month = ''] = rowsOf(without, 'month-feature', 'aide')
  expect([sum, month.split(',')[2]]).toEqual([390, '420'])
  await expectSound(without, 40)
})

describe('a feature whose days are set, and set otherwise', () => {
  const aide = (days: string): readonly string[] => [`{ id: aide, match: [ /aide ], ${days} }`, SIMULATEUR]

  it('goes on with a hole where it had ended: it was not counted', async () => {
    const service = await story([
      { through: 64 },
      { features: aide('until: 2026-04-15'), through: 95 },
      { through: 130, at: 131.5 },
    ])
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.slice(0, 10))
    expect(days).toContain('2026-05-01')
    expect(days.find((day) => day > '2026-05-01')).toBe('2026-06-05')
    expect(rowsOf(service, 'month-feature', 'aide').map((row) => row.slice(0, 7))).not.toContain('2026-06')
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-06-05,aide,')
    await expectSound(service, 133)
  })

  it('as is one that was removed after it had ended', async () => {
    const service = await story([
      { through: 40 },
      { features: aide('until: 2026-04-01'), through: 50 },
      { features: [SIMULATEUR], through: 70 },
      { through: 130, at: 131.5 },
    ])
    expect(rowsOf(service, 'month-feature', 'aide').map((row) => row.slice(0, 7))).not.toContain('2026-05')
    await expectSound(service, 133)
  })

  it.each([
    { why: 'days and months', more: SINCE },
    {
      why: 'months and hours',
      more: 'since: 2026-03-01\ndatasets: [ { by: [ month, feature ] }, { by: [ month, feature, hour ], protection: exact, accept_risk: true } ]\n',
    },
  ])('keeps what it had counted after a last day that is taken back within an hour, of $why', async ({ more }) => {
    const slip = { more, features: aide('until: 2026-03-20'), through: 40, hour: 9 }
    const service = await story([{ more, through: 40, hour: 8 }, slip, { more, through: 70, at: 72.5 }])
    expect(textOf(service, 'data/breaks.csv')).toMatch(/2026-04-12,aide,.* le 11 avril 2026\n/)
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual(['2026-03,aide,620,,'])
    if (more !== SINCE) return
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.slice(0, 10))
    expect(days.slice(39, 43)).toEqual(['2026-04-09', '2026-04-10', '2026-04-12', '2026-04-13'])
    await expectSound(service, 74)
  })

  it('is not counted until the day on which it is said to begin, though it had begun', async () => {
    const service = await story([{ through: 40 }, { features: aide('from: 2026-04-25'), through: 80, at: 81.5 }])
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.slice(0, 10))
    expect(days.find((day) => day > '2026-04-09')).toBe('2026-04-25')
    expect(rowsOf(service, 'month-feature', 'aide').map((row) => row.slice(0, 7))).not.toContain('2026-04')
    await expectSound(service, 83)
  })

  it('begins with the next day where it was to begin later', async () => {
    const service = await story([
      { features: aide('from: 2026-06-01'), through: 40 },
      { through: 80, at: 81.5 },
    ])
    expect(rowsOf(service, 'day-feature', 'aide')[0]?.slice(0, 10)).toBe('2026-04-11')
    expect(rowsOf(service, 'month-feature', 'aide')).toEqual([])
    await expectSound(service, 83)
  })
})

describe('a table that is gone and comes back', () => {
  const only = (kind: string): string => `since: 2026-03-01\ndatasets: [ { by: [ ${kind}, feature ] } ]\n`

  it.each(['day', 'month'])('of longer periods or of shorter ones: %s', async (kind) => {
    const service = await story([{ through: 42 }, { more: only(kind), through: 52 }, { through: 100, at: 102.5 }])
    const other = kind === 'day' ? 'month' : 'day'
    expect(textOf(service, 'data/breaks.csv')).toContain(`le tableau ${other}-feature est publié de nouveau`)
    const periods = rowsOf(service, `${other}-feature`, 'aide').map((row) => row.split(',')[0] ?? '')
    if (kind === 'day') expect(periods).toEqual(['2026-03', '2026-05'])
    else expect(periods.slice(39, 43)).toEqual(['2026-04-09', '2026-04-10', '2026-04-11', '2026-04-23'])
    expect(textOf(service, 'README.md')).toContain(
      `In \`data/${other}-feature.csv\` a period that holds a day from 12 April 2026 to 22 April 2026 has no row`,
    )
    const withheld = 'Périodes de `data/month-feature.csv` qui ne seront jamais publiées : avril 2026. '
    if (kind === 'month') expect(textOf(service, 'LISEZMOI.md')).toContain(withheld)
    else expect(textOf(service, 'LISEZMOI.md')).not.toContain('jamais publiées')
    // Its operator is told why.
    const { closed } = await statusOf(service.configuration, { now: START + 103 * DAY })
    const why = kind === 'day' ? 'away' : 'above-away'
    expect(closed.find((one) => one.kind === 'month')?.unpublished).toEqual([{ from: '2026-04', to: '2026-04', why }])
    // April is told as not published, wherever the folder tells of periods, and nowhere as a gap.
    const { before, features } = JSON.parse(textOf(service, 'latest.json')) as {
      readonly before: { readonly periods: readonly string[] }
      readonly features: readonly { readonly before: { readonly requests: { readonly state: string } } }[]
    }
    expect(before.periods).toEqual(['2026-04'])
    expect(new Set(features.map((feature) => feature.before.requests.state))).toEqual(new Set(['not-published']))
    expect(textOf(service, 'tableur-mois.csv').split('\r\n')[0]).toContain(';avril 2026 (non publié);')
    expect(textOf(service, 'embed/aide.html')).toContain('; 1 non publiée</title>')
    const page = textOf(service, 'index.en.html')
    expect(page).toContain('<td>×</td>')
    expect(page).toContain('<i>not published before</i>')
    expect(page).not.toContain('<td>–</td>')
    await expectSound(service, 103)
  })
})

describe('a table that is gone for an hour before its first period has closed', () => {
  it.each([
    { kind: 'day', gone: 2, rows: ['2026-03-01', '2026-03-02', '2026-03-05'] },
    { kind: 'month', gone: 31, rows: ['2026-03', '2026-05'] },
  ])('keeps each $kind that it had counted, and has a hole', async ({ kind, gone, rows }) => {
    const without = `since: 2026-03-01\ndatasets: [ { by: [ ${kind === 'day' ? 'month' : 'day'}, feature ] } ]\n`
    const service = await story([
      { through: gone },
      { more: without, through: gone, hour: 9 },
      { through: 94, at: 95.5 },
    ])
    const periods = rowsOf(service, `${kind}-feature`, 'aide').map((row) => row.split(',')[0])
    expect(periods.slice(0, rows.length)).toEqual(rows)
    expect(textOf(service, 'data/breaks.csv')).toContain(`le tableau ${kind}-feature est publié de nouveau`)
    await expectSound(service, 97)
  })
})

describe('what changes again on the same day', () => {
  const WAYS: Readonly<Record<string, readonly string[]>> = {
    aide: [AIDE, SIMULATEUR],
    none: [SIMULATEUR],
    ayde: ['{ id: ayde, match: [ /aide ] }', SIMULATEUR],
    wider: ['{ id: aide, match: [ /aide, /LEAK ] }', SIMULATEUR],
  }
  const next = (order: readonly string[]) => Object.keys(WAYS).filter((way) => way !== order.at(-1))
  const orders = next(['aide']).flatMap((a) => next([a]).flatMap((b) => next([b]).map((c) => [a, b, c])))

  // Each order of four ways is a case of undone.test.ts; here what was found right there is published, and taken over.
  it.each(oneOf(3, orders))('is told as it is: aide, %s, %s, %s', async (...order) => {
    const steps = order.map((way, i) => ({ features: WAYS[way] ?? [], through: 15, hour: 9 + i }))
    const features = WAYS[order.at(-1) ?? ''] ?? []
    const service = await story([{ through: 15 }, ...steps, { features, through: 33, at: 35.5 }])
    const cells = (path: string) =>
      textOf(service, path)
        .split('\n')
        .slice(1, -1)
        .map((row) => row.split(','))
    const book = new Map(cells('data/features.csv').map(([id, , , , , until]) => [id, until]))
    const breaks = cells('data/breaks.csv')
    expect(breaks.filter(([, id = '']) => !book.has(id))).toEqual([])
    expect(new Set(breaks.map((row) => row.join())).size).toBe(breaks.length)
    // Whoever is counted again has no last day.
    const back = breaks.filter(([, , what = '']) => what.includes('comptée de nouveau'))
    expect(back.filter(([, id = '']) => book.get(id) !== '')).toEqual([])
    // And what has a last day has a row of it.
    for (const [id, until] of book)
      if (until !== '')
        expect(
          rowsOf(service, 'day-feature', id ?? '')
            .at(-1)
            ?.slice(0, 10),
        ).toBe(until)
    await expectSound(service, 40)
  })
})

describe('a slip of one day', () => {
  const aide = (more: string): string => `{ id: aide, match: [ /aide ], ${more} }`

  // Ten lines of 17 March are read at 8, ten during the slip, ten after it, and twenty more late in the day.
  it.each([
    { slip: aide('from: 2026-03-18'), why: 'tomorrow', rows: ['2026-03-16,aide,20', '2026-03-18,aide,20'] },
    {
      slip: aide('from: 2026-03-17'),
      why: 'today',
      rows: ['2026-03-16,aide,20', '2026-03-17,aide,50', '2026-03-18,aide,20'],
    },
    {
      slip: aide('from: 2026-03-16'),
      why: 'yesterday',
      rows: ['2026-03-16,aide,20', '2026-03-17,aide,50', '2026-03-18,aide,20'],
    },
    {
      slip: aide('from: 2026-03-19'),
      why: 'the day after tomorrow',
      rows: ['2026-03-16,aide,20', '2026-03-18,aide,20'],
    },
  ])('loses no figure without a word: begins $why', async ({ slip, rows }) => {
    const service = await story([
      { through: 15, hour: 8 },
      { features: [slip, SIMULATEUR], through: 15, hour: 9 },
      { through: 15, hour: 10 },
      { through: 36, at: 38.5 },
    ])
    const days = rowsOf(service, 'day-feature', 'aide').map((row) => row.split(',').slice(0, 3).join())
    expect(days.filter((row) => row >= '2026-03-16' && row < '2026-03-19')).toEqual(rows)
    const breaks = textOf(service, 'data/breaks.csv').split('\n').slice(1, -1)
    expect(breaks.map((row) => row.slice(0, 15))).toEqual(rows.length === 3 ? [] : ['2026-03-18,aide'])
    await expectSound(service, 40)
  })

  it('is told of the day before by a zone to the west', async () => {
    const more = SINCE.replace('since', 'timezone: America/New_York\nsince')
    const service = await story([
      { through: 15, hour: 1 },
      { more, through: 15, hour: 2 },
      { more, through: 36, at: 38.5 },
    ])
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-03-16,,')
  })

  it('told three times is one day', async () => {
    const away = { features: [SIMULATEUR], through: 15 }
    const back = { through: 15 }
    const steps = [9, 11, 13].flatMap((hour) => [
      { ...away, hour },
      { ...back, hour: hour + 1 },
    ])
    const service = await story([{ through: 15, hour: 8 }, ...steps, { through: 36, at: 38.5 }])
    const breaks = textOf(service, 'data/breaks.csv').split('\n').slice(1, -1)
    expect(breaks).toEqual([expect.stringMatching(/^2026-03-18,aide,.* le 17 mars 2026$/)])
    await expectSound(service, 40)
  })
})

describe('what has ended', () => {
  it('need not stand in the configuration that a folder is held to', async () => {
    const ayde = '{ id: ayde, match: [ /aide ] }'
    const { output, configuration } = await story([
      { through: 15 },
      { features: [ayde, SIMULATEUR], through: 40 },
      { features: [ayde], more: 'since: 2026-03-01\ndatasets: [ { by: [ day, feature ] } ]\n', through: 62, at: 63.5 },
    ])
    const copy = new Copy(output, fresh())
    const codes = () => verifyFolder({ folder: copy.path('essai'), configuration }).findings.map(({ code }) => code)
    expect(copy.read('essai/data/features.csv')).toContain('aide,aide,,humans,2026-03-01,2026-03-1')
    expect(copy.read('essai/data/month-feature.csv')).toContain('2026-03,simulateur,')
    expect(codes()).toEqual([])
    // That it ended must be told.
    copy.write(
      'essai/datapackage.json',
      copy.read('essai/datapackage.json').replaceAll('"feature-removed"', '"feature-added"'),
    )
    seal(copy)
    expect(codes()).toContain('CONFIG_WORD')
  })
})

describe('what was away is missed for those days alone', () => {
  it('by a feature', async () => {
    const { output } = await story([
      { through: 15 },
      { features: [SIMULATEUR], through: 22 },
      { through: 45, at: 46.5 },
    ])
    const copy = new Copy(output, fresh())
    const days = 'essai/data/day-feature.csv'
    expect(findingsWith(copy, days, without('2026-03-14,aide'))).toContain('ROW_MISSING')
    expect(findingsWith(copy, days, without('2026-03-24,aide'))).toContain('ROW_MISSING')
    const inside = before('2026-03-20,simulateur', '2026-03-20,aide,20,,')
    expect(findingsWith(copy, days, inside)).toContain('ROW_OUTSIDE_SERVICE')
    const month = before('2026-03,simulateur', '2026-03,aide,620,,')
    expect(findingsWith(copy, 'essai/data/month-feature.csv', month)).toContain('ROW_OUTSIDE_SERVICE')
  })

  it('by a table', async () => {
    const { output } = await story([
      { through: 15 },
      { more: 'since: 2026-03-01\ndatasets: [ { by: [ month, feature ] } ]\n', through: 22 },
      { through: 45, at: 46.5 },
    ])
    const copy = new Copy(output, fresh())
    const days = 'essai/data/day-feature.csv'
    expect(copy.read('essai/data/gaps.csv')).toBe('debut,fin\n')
    expect(findingsWith(copy, days, without('2026-03-25'))).toContain('PERIOD_MISSING')
    const inside = before('2026-03-24,aide', '2026-03-20,aide,20,,\n2026-03-20,simulateur,20,,')
    expect(findingsWith(copy, days, inside)).toContain('ROW_OUTSIDE_SERVICE')
    // What a table says it lacks, the breaks must say too.
    copy.set('essai/datapackage.json', 'resources.day-feature.comptage.away', [
      { from: '2026-03-02', to: '2026-04-10' },
    ])
    seal(copy)
    const codes = verifyFolder({ folder: copy.path('essai') }).findings.map(({ code }) => code)
    expect(codes).toContain('PERIOD_MISSING')
  })

  type Lines = (lines: readonly string[]) => readonly string[]

  function without(key: string): Lines {
    return (lines) => lines.filter((line) => !line.startsWith(key))
  }

  function before(key: string, more: string): Lines {
    return (lines) => lines.flatMap((line) => (line.startsWith(key) ? [more, line] : [line]))
  }

  function findingsWith(copy: Copy, path: string, change: Lines): readonly string[] {
    expect(verifyFolder({ folder: copy.path('essai') }).findings).toEqual([])
    copy.write(path, change(copy.read(path).split('\n')).join('\n'))
    expect(copy.isChanged()).toBe(true)
    seal(copy)
    const { findings } = verifyFolder({ folder: copy.path('essai') })
    copy.restore()
    return findings.map(({ code }) => code)
  }
})

describe('a month within which a feature', () => {
  it.each([
    { what: 'is new', before: [SIMULATEUR], after: [AIDE, SIMULATEUR] },
    { what: 'is called otherwise', before: [AIDE, SIMULATEUR], after: ['{ id: ayde, match: [ /aide ] }', SIMULATEUR] },
    { what: 'is gone', before: [AIDE, SIMULATEUR], after: [SIMULATEUR] },
    {
      what: 'is new, from a later day on',
      before: [SIMULATEUR],
      after: ['{ id: aide, match: [ /aide ], from: 2026-03-25 }', SIMULATEUR],
    },
  ])('$what is found right', async ({ before, after }) => {
    const service = await story([
      { features: before, through: 15 },
      { features: after, through: 45, at: 46.5 },
    ])
    await expectSound(service, 47)
  })
})

describe('a change that is undone before a line is read by it', () => {
  const help = '{ id: ayde, match: [ /aide ] }'
  it.each([
    { what: 'another id', features: [help, SIMULATEUR] },
    { what: 'another pattern', features: ['{ id: aide, match: [ "/aide/**" ] }', SIMULATEUR] },
    { what: 'a feature less', features: [SIMULATEUR] },
    { what: 'another threshold', more: SINCE.replace('datasets', 'protection: { k: 20 }\ndatasets') },
    { what: 'a table less', more: 'since: 2026-03-01\ndatasets: [ { by: [ day, feature ] } ]\n' },
    { what: 'another zone', more: `timezone: Europe/Paris\n${SINCE}` },
  ])('leaves no trace: $what', async ({ features, more }) => {
    const steps = (change: Step): readonly Step[] => [{ through: 12 }, change, { through: 35, at: 36.5 }]
    const changed = await story([
      { through: 12 },
      { ...(features && { features }), ...(more !== undefined && { more }), through: 12, at: 12.92 },
      { through: 12, at: 12.94 },
      { through: 35, at: 36.5 },
    ])
    const plain = await story(steps({ through: 12, at: 12.92 }))
    for (const file of ['data/day-feature.csv', 'data/month-feature.csv', 'data/features.csv', 'data/breaks.csv'])
      expect(textOf(changed, file)).toBe(textOf(plain, file))
    expect(textOf(changed, 'CHANGELOG.md')).toBe(textOf(plain, 'CHANGELOG.md'))
    await expectSound(changed, 37)
  })

  it('is told as soon as one is', async () => {
    const service = await story([{ through: 12 }, { features: [help, SIMULATEUR], through: 12, at: 12.92 }])
    const before = textOf(service, 'CHANGELOG.md')
    appendFileSync(join(service.output, '..', 'logs', 'access.log'), linesOf(60, START + 13 * DAY))
    const { settingsChanges } = await service.run(13.9)
    expect(settingsChanges).toMatchObject([{ change: { kind: 'feature-renamed', date: '2026-03-14' } }])
    expect(textOf(service, 'CHANGELOG.md')).not.toBe(before)
    expect(textOf(service, 'data/breaks.csv')).toContain('2026-03-14,ayde,')
  })

  it('is told a day after it was met, of a service that nobody asks any more', async () => {
    const change = { features: [help, SIMULATEUR], through: 12 }
    const service = await story([{ through: 12 }, { ...change, at: 12.92 }])
    const before = textOf(service, 'CHANGELOG.md')
    await service.run(13.9)
    expect(textOf(service, 'CHANGELOG.md')).toBe(before)
    const { settingsChanges } = await service.run(13.93)
    expect(settingsChanges).toMatchObject([{ change: { kind: 'feature-renamed' } }])
    expect(textOf(service, 'CHANGELOG.md')).not.toBe(before)
    const plain = await story([{ through: 12 }, ...[12.92, 13.9, 13.93].map((at) => ({ through: 12, at }))])
    const newest = (of: ConfiguredService): string | undefined =>
      textOf(of, 'data/day-feature.csv').split('\n').at(-2)?.slice(0, 10)
    expect(newest(service)).toBe(newest(plain))
    await expectSound(service, 46)
  })

  it('is met anew when it is made again', async () => {
    const change = { features: [help, SIMULATEUR], through: 12 }
    const service = await story([
      { through: 12 },
      { ...change, at: 12.1 },
      { through: 12, at: 12.2 },
      { ...change, at: 13.15 },
    ])
    expect(textOf(service, 'data/breaks.csv')).not.toContain('ayde')
    await expectSound(service, 14)
  })

  it('is met anew where the one before it was taken with a line', async () => {
    const service = await story([
      { through: 12 },
      { features: [help, SIMULATEUR], through: 13 },
      { features: [help], through: 13, at: 15 },
    ])
    expect(textOf(service, 'data/breaks.csv')).toContain(',ayde,')
    expect(textOf(service, 'CHANGELOG.md')).not.toContain('simulateur')
  })
})

describe('a month within which a feature was told to begin later', () => {
  it.each([
    { why: 'its days after that are known to be none', from: 'from: 2026-04-15' },
    { why: 'it began before, as far as is told', from: 'from: 2026-03-02' },
  ])('tells no hidden day: $why', async ({ from }) => {
    const folder = fresh()
    mkdirSync(join(folder, 'logs'))
    const log = join(folder, 'logs', 'access.log')
    const before = configuredService(folder, [AIDE, SIMULATEUR], SINCE)
    for (let day = 0; day < 10; day++) {
      // Ten uses on two days, hidden below 11: beside a total, two that are known to be all would be known.
      appendFileSync(log, linesOf(day === 5 || day === 6 ? 30 : 60, START + day * DAY))
      await before.run(day + 0.9)
    }
    const service = configuredService(folder, [`{ id: aide, match: [ /aide ], ${from} }`, SIMULATEUR], SINCE)
    for (let day = 10; day < 40; day++) appendFileSync(log, linesOf(60, START + day * DAY))
    await service.run(40.9)
    await service.run(41.9)
    const [month = ''] = rowsOf(service, 'month-feature', 'aide').filter((row) => row.startsWith('2026-03,'))
    const days = rowsOf(service, 'day-feature', 'aide').filter((row) => row.startsWith('2026-03-'))
    const hidden = days.filter((row) => row.split(',')[2] === '')
    // The two days, and their companion: the Monday after them.
    expect(hidden.map((row) => row.split(',')[0])).toEqual(['2026-03-06', '2026-03-07', '2026-03-09'])
    const shown = days.reduce((sum, row) => sum + Number(row.split(',')[2]), 0)
    const total = month.split(',')[2] ?? ''
    if (total !== '') expect(Number(total) - shown).toBeGreaterThanOrEqual(11)
    expect(verifyFolder({ folder: join(service.output, 'essai') }).findings).toEqual([])
  })
})
