import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyAll } from '../../src/pipeline/index.ts'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { tellOf, toldIn } from './folders-of.ts'

const { fresh } = testFolder('verify-all')

/* Folders that nobody described: three days and their month, of which one is hidden. */
const DAYS = 'day,feature,requests\n2026-03-02,help,20\n2026-03-03,help,\n2026-03-04,help,15\n'
const MONTH = 'month,feature,requests\n2026-03,help,39\n'

function written(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = fresh()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

/* Two services of which each counts what the other does not take, and says so. */
function service(id: string, uses: string, unmatched: string, level = 'threshold'): Readonly<Record<string, string>> {
  const table = (name: string) => ({
    name,
    path: `data/${name}.csv`,
    comptage: { protection: { level, k: 3 } },
  })
  return {
    [`${id}/datapackage.json`]: JSON.stringify({
      comptage: { service: { id }, k: 3 },
      resources: [table('month-feature'), { name: 'quality', path: 'data/quality.csv' }],
    }),
    [`${id}/data/month-feature.csv`]: `mois,fonctionnalite,requetes\n2026-03,aide,${uses}\n`,
    [`${id}/data/quality.csv`]: `mois,devenir,lignes\n2026-03,counted,${uses}\n2026-03,robot,\n2026-03,unmatched,${unmatched}\n`,
  }
}

describe('figures that several folders tell', () => {
  it('of a month that stands above one hidden day', () => {
    const together = written({ 'then/data/day-feature.csv': DAYS, 'then/data/month-feature.csv': MONTH })
    expect(verifyAll([together]).told).toMatchObject([
      { what: 'count', period: '2026-03-03', low: 0, high: 4, k: 15 },
      { what: 'rest', period: '2026-03', low: 0, high: 4, k: 15 },
    ])
    // Without a description each folder is a dataset of its own.
    expect(verifyAll([written({ 'a/day-feature.csv': DAYS, 'b/month-feature.csv': MONTH })]).told).toEqual([])
  })

  it('of two services on one log, by lines that no feature takes', () => {
    expect(toldIn(tellOf([{ ...service('one', '', '9'), ...service('other', '7', '4') }]))).toMatchObject([
      { service: 'one', low: 2, high: 2 },
    ])
  })

  it('of two services by lines of no feature alone: that features were not compared is said, with the same exit code', async () => {
    const one = written({ 'then/a.csv': MONTH })
    const both = written({ ...service('one', '9', ''), ...service('other', '', '') })
    const said = 'the features of the 2 services were not compared'
    expect([verifyAll([one]).notCompared, verifyAll([both]).notCompared]).toEqual([[], ['one', 'other']])
    const results = [
      await runComptage(['verify', '--all', one]),
      await runComptage(['verify', '--all', both]),
      await runComptage(['verify', '--all', '--quiet', both]),
    ]
    expect(results.map(({ code, stdout }) => [code, stdout.includes(said)])).toEqual([
      [0, false],
      [0, true],
      [0, false],
    ])
  })

  it('accepted by nobody where the exact table is the neighbour’s', () => {
    const { figures } = tellOf([{ ...service('one', '', '9'), ...service('other', '7', '4', 'exact') }])
    expect(figures.filter(({ isTold }) => isTold)).toMatchObject([{ service: 'one', low: 2, isAccepted: false }])
  })

  it('not where only lines of features are published, or another log was read', () => {
    const files = { ...service('one', '', '9'), ...service('other', '7', '4') }
    const alone = Object.entries(files).map(([name, text]) => [name, text.replace(/.*unmatched.*\n/, '')] as const)
    expect(toldIn(tellOf([Object.fromEntries(alone)]))).toEqual([])
    const apart = { ...files, 'one/data/quality.csv': `${files['one/data/quality.csv'] ?? ''}2026-03,malformed,50\n` }
    expect(toldIn(tellOf([apart]))).toEqual([])
  })

  it('by lines that came later, where fewer than k changed a figure', () => {
    const kept = (uses: string) => service('one', uses, '')
    expect(toldIn(tellOf([kept('7'), kept('9')]))).toMatchObject([{ what: 'change', low: 2, high: 2 }])
    expect(toldIn(tellOf([kept('7'), kept('10')]))).toEqual([])
  })

  it('as silence, of the shortest periods that were ever published', () => {
    const weeks = (...shown: readonly string[]) => ({
      'a/week-feature.csv': `week,feature,requests\n${shown.map((week) => `${week},help,20\n`).join('')}`,
    })
    expect(toldIn(tellOf([weeks('2026-W10', '2026-W12')]))).toMatchObject([{ what: 'silence', low: 0, high: 0 }])
    expect(toldIn(tellOf([{ ...weeks('2026-W10', '2026-W12'), 'a/day-feature.csv': DAYS }]))).toEqual([])
    // Details are no totals: a silent week is no less silent beside them.
    const details = 'day,feature,device,requests\n2026-03-02,help,mobile,20\n'
    const beside = { ...weeks('2026-W10', '2026-W12'), 'a/day-feature-device.csv': details }
    expect(toldIn(tellOf([beside]))).toMatchObject([{ what: 'silence', low: 0, high: 0 }])
    // One that is held open has no row yet.
    const holding = (kind: string, open: string) => ({
      ...weeks('2026-W10', '2026-W12'),
      'a/datapackage.json': JSON.stringify({
        comptage: { ledger: { settings: { tables: [] }, closed: [{ kind, through: '2026-W12', open: [open] }] } },
      }),
    })
    expect(toldIn(tellOf([holding('week', '2026-W11')]))).toEqual([])
    for (const [kind, open] of [
      ['week', '2026-W09'],
      ['month', '2026-03'],
    ] as const)
      expect(toldIn(tellOf([holding(kind, open)]))).toMatchObject([{ what: 'silence' }])
    // Of one that never will be published, lines came or may have.
    const never = (...changes: readonly unknown[]) => ({
      ...weeks('2026-W10', '2026-W12'),
      'a/datapackage.json': JSON.stringify({ comptage: { history: [{}, { changes: [{ periods: 7 }, ...changes] }] } }),
    })
    const withheld = (table: string, week = '2026-W11') => ({ kind: 'periods-withheld', table, periods: [week] })
    const swapped = [
      { table: 'week-feature', before: 'weekly' },
      { table: 'weekly', before: 'week-feature' },
    ]
    const renamed = { kind: 'tables-renamed', tables: swapped }
    expect(toldIn(tellOf([never(withheld('week-feature'))]))).toEqual([])
    expect(toldIn(tellOf([never(withheld('weekly'), withheld('month-feature'), renamed)]))).toEqual([])
    for (const changes of [
      [withheld('week-feature', '2026-W09')],
      [withheld('week-feature'), renamed],
      [{ ...withheld('week-feature'), kind: 'periods-added' }],
    ])
      expect(toldIn(tellOf([never(...changes)]))).toMatchObject([{ what: 'silence' }])
  })

  it('by steps that call nothing shown but what a file shows', () => {
    const cells = [',', '20,5', '20,5', ',', '20,5', '20,5', '20,5']
    const days = cells.map((counts, d) => `2026-03-0${d + 2},help,${counts}\n`)
    const { figures, stepsOf } = tellOf([
      {
        'a/day-feature.csv': `day,feature,requests,entries\n${days.join('')}`,
        'a/week-feature.csv': 'week,feature,requests,entries\n2026-W10,help,116,35\n',
      },
    ])
    const last = figures.flatMap((figure) => (figure.what === 'others' ? (stepsOf(figure).at(-1) ?? []) : []))
    // 81 of the week, 15 of each day that is shown.
    const low = [81, 15, 15, 15, 15, 15, 0]
    expect(last).toMatchObject([
      { why: 'parts', shown: { count: 0 } },
      { why: 'parts', shown: { count: 0 } },
    ])
    expect(last.map(({ others }) => others.map((one) => one.low).toSorted((a, b) => b - a))).toEqual([low, low])
  })

  const total = (kind: string) => ({
    name: `${kind}-feature`,
    path: `data/${kind}-feature.csv`,
    comptage: { protection: { level: 'threshold', k: 11 } },
  })
  const march = (date: number): string => `2026-03-${String(date).padStart(2, '0')}`

  it.each([
    { ending: 'as planned', days: (last: number) => ({ until: march(last) }) },
    { ending: 'as planned, and gone since', days: (last: number) => ({ until: march(last), ended: march(last + 2) }) },
    { ending: 'gone', isMore: true, days: (last: number) => ({ ended: march(last) }) },
    { ending: 'gone early', isMore: true, days: (last: number) => ({ until: march(last + 2), ended: march(last) }) },
    { ending: 'said later', isMore: true, days: (last: number) => ({ until: march(last), cut: march(last + 2) }) },
  ])('of a week in which its feature ends, $ending', ({ days, isMore = false }) => {
    const told = (last: number, hidden: number, raised = 0) => {
      const dates = Array.from({ length: Math.min(last, 8) - 2 }, (_, n) => n + 3)
      const shown = dates.map((date) => `${march(date)},help,${date === raised ? 25 : 20}\n`)
      const settings = {
        tables: [],
        features: [
          { id: 'help', ...days(last) },
          { id: 'other', ended: march(2) },
        ],
      }
      const { figures, contradicted } = tellOf([
        {
          'a/datapackage.json': JSON.stringify({
            comptage: { ledger: { settings } },
            resources: [total('day'), total('week'), { name: 'features', path: 'data/features.csv' }],
          }),
          'a/data/day-feature.csv': `day,feature,requests\n2026-03-02,help,\n${shown.join('')}`,
          'a/data/week-feature.csv': `week,feature,requests\n2026-W10,help,${20 * shown.length + hidden}\n`,
          'a/data/features.csv': `feature,valid_from,valid_to\nhelp,,${march(last)}\n`,
        },
      ])
      return [contradicted.length, ...figures.flatMap(({ kind, low, high }) => (kind === 'day' ? [low, high] : []))]
    }
    // It ends on Sunday the 8th. A day that is hidden for no sake but its own is 10 at most.
    for (let last = 3; last <= 10; last++) {
      const table = [-1, 4, 15].map((hidden) => told(last, hidden))
      const expected = isMore && last < 8 ? [[1], [0, 0, 4], [0, 0, 10]] : [[1], [0, 4, 4], [0, 15, 15]]
      expect([last, ...table]).toEqual([last, ...expected])
      // No figure can be raised beyond what the week has.
      for (let raised = 3; raised <= Math.min(last, 8); raised++) expect(told(last, 4, raised)).toEqual([1])
    }
  })

  it.each([
    { told: [], hole: '2026-03-05', left: 'nothing of them' },
    { told: [4], hole: '2026-03-05', left: 'what was counted of the day on which it went', counted: 4 },
    { told: [0], hole: '2026-03-06', left: 'nothing, of one day more' },
    { told: [0], left: 'nothing, and no hole is told' },
  ])('of a week with days on which its feature was away: $left', ({ told, hole, counted = 0 }) => {
    const away = hole === undefined ? {} : { away: [{ from: hole, to: '2026-03-09' }] }
    const rows = [2, 3, 4, 5, 6, 7, 8, 9, 10].map(
      (date) => `${march(date)},${date < 5 || date > 9 ? 'help' : 'other'},20\n`,
    )
    const hidden = tellOf([
      {
        'a/datapackage.json': JSON.stringify({
          comptage: { ledger: { settings: { tables: [], features: [{ id: 'help', ...away }] } } },
          resources: [total('day'), total('week')],
        }),
        'a/data/day-feature.csv': `day,feature,requests\n${rows.join('')}`,
        'a/data/week-feature.csv': `week,feature,requests\n2026-W10,help,${60 + counted}\n`,
      },
    ])
    expect(hidden.figures.map(({ what, low, high }) => [what, low, high])).toEqual(told.map((n) => ['rest', n, n]))
    expect(toldIn(hidden)).toHaveLength(told.length)
  })

  it('are said with the files, and end with 65', async () => {
    const root = written({ 'data/day-feature.csv': DAYS, 'data/month-feature.csv': MONTH })
    const { code, stdout } = await runComptage(['verify', '--all', root])
    expect(code).toBe(65)
    expect(stdout).toContain('2 told')
    expect(stdout).toContain('3 figures are shown and leave 4')
    expect(stdout).toContain(join(root, 'data/month-feature.csv'))
    const json: unknown = JSON.parse((await runComptage(['verify', '--all', '--json', root])).stdout)
    expect(json).toMatchObject({ isRight: false, told: [{ feature: 'help', low: 0, high: 4 }, {}] })
  })
})

describe('folders of which not all can be read', () => {
  const TABLE = { 'a/data/day-feature.csv': DAYS }
  const described = (...resources: readonly unknown[]) => ({ 'a/datapackage.json': JSON.stringify({ resources }) })
  const days = { name: 'day-feature', path: 'data/day-feature.csv' }

  it.each<readonly [string, Readonly<Record<string, string | Uint8Array>>, readonly string[]]>([
    ['a CSV that is described and not there', { ...described(days) }, ['a/data/day-feature.csv', 'a']],
    ['one among others', { ...TABLE, ...described(days, { name: 'b', path: 'data/b.csv' }) }, ['a/data/b.csv']],
    ['a CSV in UTF-16', { 'a/b.csv': Buffer.from(`\uFEFF${MONTH}`, 'utf16le') }, ['a/b.csv', 'a']],
    ['UTF-16 without its mark', { ...TABLE, 'a/b.csv': Buffer.from(MONTH, 'utf16le') }, ['a/b.csv']],
    ['no table of counts', { 'a/b.csv': 'day,weather\n2026-03-02,rain\n' }, ['a']],
    ['a description that is no JSON', { ...TABLE, 'a/datapackage.json': '{' }, ['a/datapackage.json']],
    ['a description in no UTF-8', { ...TABLE, 'a/datapackage.json': Uint8Array.of(0xff) }, ['a/datapackage.json']],
    [
      'a description nested too deep',
      { ...TABLE, 'a/datapackage.json': '['.repeat(99) + ']'.repeat(99) },
      ['a/datapackage.json'],
    ],
    ['a description of another shape', { ...TABLE, ...described({ path: 7 }, days) }, ['a/datapackage.json']],
    ['a line without end', { ...TABLE, 'a/data/b.csv': `${MONTH}2026-04,${'x'.repeat(70_000)},1\n` }, ['a/data/b.csv']],
  ])('say so: %s', (_, files, unread) => {
    const root = written(files)
    expect(verifyAll([root]).unread).toEqual(unread.map((path) => join(root, path)))
  })

  it('lose nothing by data in the description, files of others, a mark in front and other ends of lines', () => {
    const data = { name: 'notes', data: [{ a: 1 }] }
    const described = {
      name: 'essai',
      resources: [data, { ...days, comptage: { protection: { level: 'threshold', k: 7 } } }],
    }
    const root = written({
      'datapackage.json': `\uFEFF${JSON.stringify(described)}`,
      'data/day-feature.csv': `\uFEFF${DAYS.trimEnd().replaceAll('\n', '\r\n')}`,
      'pictures/map.png': Uint8Array.of(0xff),
    })
    const { unread, figures } = verifyAll([root])
    expect([unread, figures.map(({ service, k }) => [service, k])]).toEqual([[], [['essai', 7]]])
  })

  it('are read whatever the case of their names', () => {
    const root = written({ 'a/DAY.CSV': DAYS, 'a/data/MONTH.CSV': MONTH })
    const { unread, told } = verifyAll([root])
    expect([unread, told.map(({ file }) => file)]).toEqual([
      [],
      [join(root, 'a/DAY.CSV'), join(root, 'a/data/MONTH.CSV')],
    ])
  })

  it('say so: more rows than a folder has room for', () => {
    const root = written({ 'a/day-feature.csv': DAYS, 'b/month-feature.csv': MONTH })
    expect(verifyAll([root], 4).unread).toEqual([])
    expect(verifyAll([root], 3).unread).toEqual([join(root, 'a/day-feature.csv')])
  })

  it('say so: too deep, or behind a link that nobody named', () => {
    const root = written({
      '1/2/3/4/day-feature.csv': DAYS,
      '1/2/3/4/data/day-feature.csv': DAYS,
      '1/2/3/4/LICENSES/etalab-2.0.txt': '',
      '1/2/3/4/5/day-feature.csv': DAYS,
      '.git/3/4/5/6/day-feature.csv': DAYS,
      '1/2/3/5/6/day-feature.csv': DAYS,
      '1/2/3/6/7/8/day-feature.csv': DAYS,
    })
    symlinkSync(join(root, '1'), join(root, 'link'))
    symlinkSync(join(root, 'nowhere'), join(root, 'broken'))
    const { folders, unread } = verifyAll([root])
    expect(folders).toEqual([join(root, '1/2/3/4')])
    expect(unread).toEqual(['link', '1/2/3/4/5', '1/2/3/5/6', '1/2/3/6/7'].map((path) => join(root, path)))
  })

  it('are found beside each other, through a link that is named', () => {
    const root = written({ 'data/x/day-feature.csv': DAYS, 'y/data/day-feature.csv': DAYS, 'day-feature.csv': DAYS })
    const link = join(fresh(), 'link')
    symlinkSync(root, link)
    const { folders, unread } = verifyAll([link])
    expect([folders, unread]).toEqual([[link, join(link, 'y')], []])
    expect(() => verifyAll([written({ 'notes/a.txt': '' })])).toThrow('DATASET_NOT_FOUND')
    expect(verifyAll([written({ 'data/x/day-feature.csv': DAYS })]).folders).toHaveLength(1)
  })

  it('are not right where they contradict each other, and end with 65', async () => {
    const root = written({
      'data/day-feature.csv': DAYS,
      'data/month-feature.csv': MONTH.replace('39', '30'),
    })
    const { contradicted } = verifyAll([root])
    expect(contradicted).toEqual([`${root} help requests 2026-03-03`, `${root} help requests 2026-03`])
    const { code, stdout } = await runComptage(['verify', '--all', '--quiet', root])
    expect([code, stdout]).toEqual([65, expect.stringContaining('nothing is known of 2 hidden figures')])
  })

  it('beneath a total with noise, are bounded by as much as that is off', () => {
    const total = { level: 'cell-key', k: 15, reach: 3 }
    const root = written({
      'datapackage.json': JSON.stringify({
        resources: [
          { name: 'day-feature', path: 'day-feature.csv', comptage: { protection: { level: 'threshold', k: 15 } } },
          { name: 'month-feature', path: 'month-feature.csv', comptage: { protection: total } },
        ],
      }),
      'day-feature.csv': DAYS,
      'month-feature.csv': MONTH,
    })
    // 39 less 35, and three more or less.
    expect(verifyAll([root]).figures).toMatchObject([{ period: '2026-03-03', low: 0, high: 7 }])
  })

  it('are told of by places where a name may be any text', () => {
    const odd = (text: string) => text.replaceAll('help', 'ada@example.org')
    const root = written({ 'data/day-feature.csv': odd(DAYS), 'data/month-feature.csv': odd(MONTH) })
    const verified = verifyAll([root])
    expect(verified.told).toMatchObject([{ feature: join(root, 'data/day-feature.csv:2') }, {}])
    expect(JSON.stringify(verified)).not.toContain('ada@')
  })

  it('are told of by the line of the file, whatever was left out before it', () => {
    const broken = `2026-03-01,${'x'.repeat(70_000)},20\n`
    const days = DAYS.replace('2026-03-02', `${broken}2026-03-02`).replaceAll('help', 'ada@example.org')
    const { figures } = verifyAll([written({ 'day-feature.csv': days })])
    expect(figures.map(({ feature }) => feature)).toEqual([expect.stringMatching(/day-feature\.csv:3$/)])
  })

  it('keep their names where others stand in a column of another sense', () => {
    const fates = 'month,fate,lines\n2026-03,requests,20\n2026-03,help,20\n2026-03,,20\n'
    const root = written({ 'day-feature.csv': DAYS, 'month-feature.csv': MONTH, 'b/q.csv': fates, 'b/day.csv': DAYS })
    const names = verifyAll([root]).figures.map(({ feature, measure }) => [feature, measure])
    expect(new Set(names.flat())).toEqual(new Set(['help', 'requests']))
  })
})
