import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { runShell, testFolder } from '../cli/run-comptage.ts'
import { secondsIn } from '../processor-clock.ts'
import { expectBalance } from './balance.ts'
import { historyFolder } from './histories.ts'
import { linesOf } from './lines-of.ts'
import { serviceOf } from './service-of.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const { fresh } = testFolder('many')
// A thousand commits that wait for a disk would take longer than all the rest.
const { root } = historyFolder()

/** Of 1,000 the first run alone takes 20 s. */
const ARCHIVES = Number(process.env['COMPTAGE_ARCHIVES'] ?? 200)

class Stopped extends Error {}

describe('a run', () => {
  it(`with nothing new among ${ARCHIVES} archives takes less than a second`, async () => {
    const folder = join(root(), 'many')
    const service = serviceOf(folder)
    mkdirSync(join(folder, 'logs'))
    for (let i = 0; i < ARCHIVES; i++)
      writeFileSync(join(folder, `logs/access.log.${ARCHIVES - i}.gz`), gzipSync(linesOf(2, START + i * 0.2 * DAY)))
    await service.run()
    // Seconds of processor: other tests have the two cores as well. Measured with 1,000: 0.35 to 0.5.
    const { code, stdout, stderr } = await runShell('comptage run && times', { cwd: folder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(secondsIn(stdout)).toBeLessThan(1)
  })

  it('that was stopped half-way reads the other half alone, and keeps no more for more traffic', async () => {
    const folder = fresh()
    const service = serviceOf(folder)
    mkdirSync(join(folder, 'logs'))
    // Three stretches, of 2 MiB instead of 64.
    const stretchBytes = 2_097_152
    const day = linesOf(1440, START)
    const text = day.repeat(Math.ceil((2.3 * stretchBytes) / day.length))
    const lines = text.length / (day.length / 1440)
    writeFileSync(join(folder, 'logs/access.log'), text)
    let commits = 0
    const checkpoint = (name: string): void => {
      commits += name === 'after commit' ? 1 : 0
      if (commits === 2) throw new Stopped()
    }
    await service.run({ now: () => START + DAY, checkpoint, stretchBytes }).catch((error: unknown) => {
      if (!(error instanceof Stopped)) throw error
    })
    const before = expectBalance(service.state)
    expect(before).toBeGreaterThan(lines / 2)
    const { lines: rest } = await service.run({ now: () => START + DAY, stretchBytes })
    expect(before + rest).toBe(Math.round(lines))
    const much = statSync(join(service.state, 'state.db')).size

    const small = serviceOf(fresh())
    mkdirSync(join(small.state, '../logs'))
    writeFileSync(join(small.state, '../logs/access.log'), day)
    await small.run({ now: () => START + DAY })
    expect(much).toBe(statSync(join(small.state, 'state.db')).size)
  })
})
