import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixesDate, joinRotated, withRotated } from '../../../src/pipeline/init/with-rotated.ts'
import { findLogs } from '../../../src/source/index.ts'
import { testFolder } from '../../cli/run-comptage.ts'

const { fresh } = testFolder('with-rotated')

/** The paths that a draft has for the logs of a folder which are named. */
async function pathsOf(folder: string, named: readonly string[]): Promise<readonly string[]> {
  const entries = named.map((name) => ({ path: join(folder, name), format: 'combined' }))
  const joined = await joinRotated((await Promise.all(entries.map(withRotated))).flat())
  return joined.map(({ path }) => path.slice(folder.length + 1))
}

function filled(files: readonly string[], folder = fresh()): string {
  for (const file of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return folder
}

const [TWO, FOUR] = ['[0-9][0-9]', '[0-9][0-9][0-9][0-9]']

describe('a log whose name is a prefix of another one', () => {
  it.each([
    {
      named: 'shop-2026-11-28.log',
      beside: 'shop-443-2026-11-20.log',
      paths: [`shop-${FOUR}-${TWO}-${TWO}.log*`],
    },
    { named: '20261128_access.log', beside: '20261128_ssl_access.log', paths: [`${FOUR}${FOUR}_access.log*`] },
    { named: '2026/11/28/access.log', beside: '2026/11/28/access.log.ssl', paths: ['[0-9]*/[0-9]*/[0-9]*/access.log'] },
    { named: '2026/access.log', beside: '443/access.log', paths: [`${FOUR}/access.log*`] },
    { named: '2026/access.log', beside: '2026/access.log.ssl', paths: ['[0-9]*/access.log'] },
    { named: '2026/access.log', beside: '2025/access.log', paths: ['[0-9]*/access.log*'] },
    { named: '2026/access.log', beside: '2026/access.log.1', paths: ['[0-9]*/access.log*'] },
    { named: '20261128_2shop.log', beside: '20261128_22shop.log', paths: ['[0-9]*_2shop.log*'] },
    { named: 'access-28Nov2026.log', beside: 'access-2-28Nov2026.log', paths: [`access-${TWO}???${FOUR}.log*`] },
    { named: 'access.log', beside: 'access.log.ssl', paths: ['access.log'] },
  ])('$named beside $beside', async ({ named, beside, paths }) => {
    expect(await pathsOf(filled([named, beside]), [named])).toEqual(paths)
  })
})

describe('a live log has its rotated files, too', () => {
  it.each([
    { beside: ['access-20261126.log'], paths: ['access.log', 'access-[0-9]*.log*'] },
    { beside: ['access-20261126.log.gz'], paths: ['access.log', 'access-[0-9]*.log*'] },
    { beside: ['old/access.log-20261126.gz'], paths: ['access.log', 'old/access.log*'] },
    { beside: ['2026/access.log-20261126.gz'], paths: ['access.log', '[0-9]*/access.log-[0-9]*'] },
    { beside: ['access.log.1', 'access.log.ssl'], paths: ['access.log', 'access.log.[0-9]*'] },
    { beside: ['access.log.2.gz', 'access.1.log'], paths: ['access.log*'] },
    { beside: ['access.log.2.gz', 'access.1.log', 'access.log.ssl'], paths: ['access.log'] },
  ])('$beside', async ({ beside, paths }) => {
    expect(await pathsOf(filled(['access.log', ...beside]), ['access.log'])).toEqual(paths)
  })
})

describe.each(['access.log', 'access_log', 'Access.LOG', 'access.json', 'journal.txt'])('%s', (log) => {
  it('finds what rotation makes of it, packed or not', async () => {
    const pieces = ['.1', '.2.gz', '-20261108', '-20261108.gz', '.2026-11-08'].map((back) => `${log}${back}`)
    const folder = filled([log])
    const paths = await pathsOf(folder, [log])
    filled(pieces, folder)
    const { logs } = await findLogs(paths.map((path) => join(folder, path)))
    expect(logs.map(({ path }) => path.slice(folder.length + 1)).sort()).toEqual([log, ...pieces].sort())
  })

  it('finds no other log', async () => {
    expect(await pathsOf(filled([log, `${log}-admin`]), [log])).toEqual([log])
  })
})

it.each(['access', 'www.example', 'access*.log', 'access_log.gz', 'access_log.1'])(
  '%s is left as it is',
  async (name) => {
    expect(await pathsOf(filled([name]), [name])).toEqual([name])
  },
)

it('a live log that is named with a dated piece of it has its two entries', async () => {
  const named = ['access.2026-11-01.log', 'access.log']
  expect(await pathsOf(filled(named), named)).toEqual(['access.log', 'access.[0-9]*.log*'])
})

// Of the log `shop`, by what is written each day; where nothing tells the date of a name, the draft says so.
const LAYOUTS: readonly ((log: string, day: string) => string)[] = [
  (log, day) => `${log}-2026-11-${day}.log`,
  (log, day) => `${log}-202611${day}.log.gz`,
  (log, day) => `${log}.log-202611${day}`,
  (log, day) => `${log}_202611${day}_0000.log`,
  (log, day) => `${log}202611${day}.log`,
  (log, day) => `${log}-${day}-11-2026.log`,
  (log, day) => `${log}-11${day}2026.log`,
  (log, day) => `${log}-${day}Nov2026.log`,
  (log, day) => `${log}.${day}-Nov-2026.log`,
  (log, day) => `${log}_log.17958240${day}`,
  (log, day) => `2026-11-${day}-${log}.log`,
  (log, day) => `202611${day}_${log}.log`,
  (log, day) => `2026/11/${day}/${log}.log`,
  (log, day) => `202611${day}/${log}.log`,
  (log, day) => `2026/11/${log}-2026-11-${day}.log`,
  (log, day) => `2026-11/${log}-202611${day}.log`,
  (log, day) => `2026/${log}.log-202611${day}.gz`,
  (log, day) => `2026/11/${log}-${day}.log`,
  (log, day) => `${log}/2026/11/${day}.log`,
  (log, day) => `${log}/u_ex2611${day}.log`,
]
const OTHERS = [
  'shop-443',
  'shop2',
  'shop_api',
  'shop-errors',
  'shop.ssl',
  'shopping',
  'myshop',
  'www.shop',
  'ssl_shop',
]

describe.each(LAYOUTS.map((layout) => ({ layout, name: layout('shop', '28') })))('$name', ({ layout }) => {
  it.each([undefined, ...OTHERS])('finds the files to come, none of %s, or says that it does not', async (other) => {
    const beside = other === undefined ? [] : [layout(other, '27'), layout(other, '28')]
    const own = ['27', '28'].map((day) => layout('shop', day))
    const folder = filled([...own, ...beside])
    for (const named of [own, own.slice(1)]) {
      const paths = await pathsOf(folder, named)
      const tomorrow = layout('shop', '29')
      filled([tomorrow], folder)
      const { logs } = await findLogs(paths.map((path) => join(folder, path)))
      const found = logs.map(({ path }) => path.slice(folder.length + 1))
      expect(found.filter((file) => beside.includes(file))).toEqual([])
      if (!paths.some((path) => fixesDate(path))) expect(found).toContain(tomorrow)
    }
  })
})

it.each([
  'access-Sat.log*',
  'access-Saturday.log',
  'access.Nov.log*',
  'access-20261128.log',
  'access-2026-11-*.log',
  '2026/11/28/*.log',
  '[0-9]*/[0-9]*/access-28.log*',
  '[0-9]*/11.log*',
  '202611/access.log*',
  'access.log.1',
  'acces_202610.log*',
  'acces-241126.log*',
  'acces-261124.log',
  'access-2026.log*',
  'acces-oct-2026.log*',
  'acces-24-novembre-2026.log*',
  'acces-24août.log',
  'access.lundi.log*',
])('%s is of one date', (path) => {
  expect(fixesDate(path)).toBe(true)
})

it.each([
  'access.log*',
  './access.log',
  'access.log.gz',
  'access-[0-9]*.log*',
  '[0-9]*/access.log*',
  'access.log.[0-9]*',
  `access-${FOUR}-${TWO}-${TWO}.log*`,
  'www2/port-8080.log*',
  'web-01.log',
  'sun-shop.log',
  'access-marketing.log*',
  'access-mail.log*',
  'access-991399.log',
  '192.0.2.3.log*',
])('%s is of any date', (path) => {
  expect(fixesDate(path)).toBe(false)
})

it.each([
  { path: '[0-9]*/[0-9]*/web-01.log*', file: '2026/11/web-01.log', days: 3, isOfOne: false },
  { path: '[0-9]*/web-01.log*', file: './2026-11/web-01.log.gz', days: 30, isOfOne: false },
  { path: '[0-9]*/web-01.log*', file: '202611/web-01.log', days: 30, isOfOne: false },
  { path: '[0-9]*/[0-9]*/access-01.log*', file: '2026/11/access-01.log', days: 2, isOfOne: true },
  { path: '[0-9]*/[0-9]*/access-02.log*', file: '2026/11/web-01.log', days: 30, isOfOne: true },
  { path: '2026/11/web-01.log', file: '2026/11/web-01.log', days: 30, isOfOne: true },
  { path: '[0-9]*/access-01.log*', file: '2026/access-01.log', days: 30, isOfOne: true },
  { path: 'access-24.log*', file: './access-24.log', days: 2, isOfOne: true },
  { path: 'web-24.log*', file: 'web-24.log', days: 3, isOfOne: false },
  { path: 'web-24.log*', file: 'web-25.log', days: 1, isOfOne: false },
])('$path, of which $file has lines of $days days, is of one date: $isOfOne', ({ path, file, days, isOfOne }) => {
  expect(fixesDate(path, [{ path: file, first: 100, last: 100 + days - 1 }])).toBe(isOfOne)
})
