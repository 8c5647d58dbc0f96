import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { longLog, SERVICE_OF_LONG_LOG } from '../pipeline/reading/jobs/long-log.ts'
import { filesBelow, runComptage, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('jobs-cli')

describe('count --jobs', () => {
  const log = longLog(60_000)
  const folder = fresh({ 'comptage.yaml': SERVICE_OF_LONG_LOG, 'a.log': log, 'b.log.gz': gzipSync(log) })
  const count = (...args: string[]) => runComptage(['count', '--format', 'combined', ...args], { cwd: folder })

  it.each(['a.log', 'b.log.gz'])('%s: the folders are the same, whoever counted what', async (name) => {
    const alone = await count('--jobs', '1', '-o', `${name}-1`, name)
    const two = await count('-o', `${name}-2`, name)
    expect([alone.code, two.code]).toEqual([0, 0])
    const files = filesBelow(join(folder, `${name}-1`))
    expect(Object.keys(files).length).toBeGreaterThan(10)
    expect(filesBelow(join(folder, `${name}-2`))).toEqual(files)
    // All but the name of the folder.
    expect(two.stderr.replaceAll('-2', '-1')).toBe(alone.stderr)
  })

  it('the first line that does not fit is named by its place in the log, whoever met it', async () => {
    const run = await count('--malformed-limit', '0', '--jobs', '3', 'a.log')
    expect(run.code).toBe(65)
    expect(run.stderr).toContain('a.log, first at line 60000,')
  })

  it('tally and run come to the same, whoever counted what', async () => {
    const inState = fresh({
      'comptage.yaml': `${SERVICE_OF_LONG_LOG}logs: [ { path: logs/*, format: combined } ]\noutput: open-data\nstate: state\n`,
      'logs/access.log': log,
    })
    const counted = async (jobs: string): Promise<readonly unknown[]> => {
      for (const name of ['state', 'open-data']) rmSync(join(inState, name), { recursive: true, force: true })
      const runs = [
        await runComptage(['run', '--jobs', jobs, '--json'], { cwd: inState }),
        await runComptage(['tally', '--jobs', jobs, '--tally', 'a.tally'], { cwd: inState }),
        await runComptage(['export', '--tally', 'b.tally'], { cwd: inState }),
      ]
      const tallies = ['a.tally', 'b.tally'].map((name) => readFileSync(join(inState, name), 'utf8'))
      const figures = Object.entries(filesBelow(join(inState, 'open-data'))).filter(([name]) => name.endsWith('.csv'))
      expect(figures.length).toBeGreaterThan(2)
      return [runs, figures, tallies.map((text) => text.replaceAll(/"sources": .*|"sha256": .*/g, ''))]
    }
    expect(await counted('3')).toEqual(await counted('1'))
  })

  it('a number that is none is refused', async () => {
    expect((await count('--jobs', '0', 'a.log')).code).toBe(64)
  })
})
