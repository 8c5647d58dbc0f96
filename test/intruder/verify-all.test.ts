import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyAll } from '../../src/pipeline/index.ts'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { tellOf, toldIn } from './folders-of.ts'

const { fresh } = testFolder('verify-all')

/* Folders that nobody described: three days and their month, of which one is hidden. */
const DAYS = 'day,feature,requests\n2026-03-02,help,20\n2026-03-03,help,\n2026-03-04,help,15\n'
const MONTH = 'month,feature,requests\n2026-03,help,39\n'

function written(files: Readonly<Record<string, string>>): string {
  const root = fresh()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

/* Two services of which each counts what the other does not take, and says so. */
function service(id: string, uses: string, unmatched: string): Readonly<Record<string, string>> {
  const table = (name: string) => ({
    name,
    path: `data/${name}.csv`,
    comptage: { protection: { level: 'threshold', k: 3 } },
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
