import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { publishTo, servicePublished } from './published.ts'

const { fresh } = testFolder('verify-while-published')

/** Puts one version in the place of the other, and back, as publishing does: in a thread, since `verify` waits for nothing. */
const EXCHANGES = `
const { renameSync } = require('node:fs')
const { workerData: { live, spare, names, shared } } = require('node:worker_threads')
const done = new Int32Array(shared)
for (let i = 0; i < 2; i++) {
  for (const name of names) {
    renameSync(live + '/' + name, spare + '/aside')
    renameSync(spare + '/' + name, live + '/' + name)
    renameSync(spare + '/aside', spare + '/' + name)
    Atomics.wait(done, 1, 0, 5)
  }
  Atomics.wait(done, 1, 0, 400)
}
Atomics.store(done, 0, 1)
`

it('verify looks again at a folder in whose place another version came', async () => {
  const [live, spare] = [fresh(), fresh()]
  const folder = await publishTo(live, servicePublished())
  await publishTo(spare, { ...servicePublished({ uses: () => 200 }), version: '1.1.0' })
  const names = readdirSync(live).filter((name) => !name.startsWith('.'))
  expect(readdirSync(spare)).toEqual(expect.arrayContaining(names))
  expect(verifyFolder({ folder })).toMatchObject({ findings: [], otherTier: 'compared' })

  const shared = new SharedArrayBuffer(8)
  const done = new Int32Array(shared)
  const worker = new Worker(EXCHANGES, { eval: true, workerData: { live, spare, names, shared } })
  while (Atomics.load(done, 0) === 0) {
    // Each exchange is met by two looks at most, on a slow machine too, and there are five.
    expect(verifyFolder({ folder }).findings).toEqual([])
    // A worker begins in the loop of events of whoever started it.
    await new Promise(setImmediate)
  }
  await worker.terminate()
})

it.each(['a.log', 'a.log/b', 'nowhere'])('of what is no folder there is nothing to look at again: %s', (name) => {
  const folder = join(fresh({ 'a.log': 'LEAK' }), name)
  expect(() => verifyFolder({ folder })).toThrow('DATASET_NOT_FOUND')
})
