import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { has } from '../machine.js'
import { longLog, SERVICE_OF_LONG_LOG } from '../pipeline/reading/jobs/long-log.ts'
import { filesBelow, runShell, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('few-addresses')

// As batch systems and shared hosts limit it, in KiB. V8 reserves 10 GiB for each memory of WebAssembly, and Node ends where a thread has
// no room: 1.2 GB has none for one, 11.5 GB none beside a kernel.
describe.skipIf(process.platform !== 'linux')('ulimit -v', () => {
  const log = longLog(60_000)
  const folder = fresh({ 'comptage.yaml': SERVICE_OF_LONG_LOG, 'a.log': log })
  const count = (limit: string, out: string, rest: string) =>
    runShell(`ulimit -v ${limit}; comptage count --format combined -q -o ${out} ${rest}`, { cwd: folder })

  it.each(['1200000', '4000000', '11500000', '12000000'])('%s: the figures are the same, in silence', async (limit) => {
    await count('unlimited', `all-${limit}`, 'a.log')
    const files = filesBelow(join(folder, `all-${limit}`))
    expect(Object.keys(files).length).toBeGreaterThan(10)
    for (const [way, rest] of [
      ['two', '--jobs 2 a.log'],
      ['pipe', '- < a.log'],
    ] as const) {
      const out = `${way}-${limit}`
      const { code, stderr } = await count(limit, out, rest)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(filesBelow(join(folder, out))).toEqual(files)
    }
  })

  it.skipIf(!has('zstd'))('4000000: zstd has a way out, and is counted by it', async () => {
    spawnSync('zstd', ['-q', 'a.log'], { cwd: folder })
    const refused = await count('4000000', 'refused', 'a.log.zst')
    expect(refused.code).toBe(77)
    const [option] = /NODE_OPTIONS=\S+(?=,)/.exec(refused.stderr) ?? []
    const run = await count(
      '4000000',
      'zstd',
      `a.log.zst; export ${option}; comptage count --format combined -q -o again a.log.zst`,
    )
    expect({ code: run.code, days: Object.keys(filesBelow(join(folder, 'again'))).length > 10 }).toEqual({
      code: 0,
      days: true,
    })
  })
})
