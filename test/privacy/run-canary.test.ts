import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMPTAGE, testFolder } from '../cli/run-comptage.ts'
import { COMBINED_LOG, CONFIG } from './canaries.ts'
import { findTraces } from './find-traces.ts'
import { runWatched, type Watched } from './run-watched.ts'

const { fresh } = testFolder('run-privacy')

/* What is kept between runs is kept for years: not a trace of who asked may be in it, before, while and after a run dies. */
describe('comptage run lets nothing out, and keeps nothing', () => {
  it('of a first run, one that dies half-way, and one that ends what it began', async () => {
    const folder = fresh({ 'logs/access.log': COMBINED_LOG })
    const log = join(folder, 'logs/access.log')
    const watched = join(folder, 'watched')
    const config = join(folder, 'comptage.yaml')
    const places = `state: ${watched}/work/state\noutput: ${watched}/work/out\n`
    writeFileSync(config, `${CONFIG}logs: [ { path: "${folder}/logs/*", format: combined } ]\n${places}`)
    const argv = [process.execPath, COMPTAGE, 'run', '-c', config]

    expectNoTrace(await runWatched(argv, { folder: watched }), 0)
    appendFileSync(log, COMBINED_LOG)
    // The journal of a commit that could not be ended stays there.
    expectNoTrace(await runWatched(argv, { folder: watched, before: 'ulimit -f 40' }), 74)
    expectNoTrace(await runWatched(argv, { folder: watched }), 0)
  })
})

function expectNoTrace({ channels, forbidden, code }: Watched, expected: number): void {
  expect(code, channels['stderr']).toBe(expected)
  expect(channels['files']).toContain('SQLite format 3')
  expect(Object.values(channels).flatMap((text) => findTraces(text))).toEqual([])
  expect(forbidden).toEqual([])
}
