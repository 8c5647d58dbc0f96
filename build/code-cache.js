// Keeps what V8 compiles of the program and of its threads, for bin/load-program.js.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import loader from '../bin/load-program.js'

const DEMO = fileURLToPath(new URL('../fixtures/demo/comptage.yaml', import.meta.url))

const [program, ...threads] = process.argv.slice(2)
await keepWhatRuns(program)
for (const thread of threads) keepAll(thread)

/** Of the program what a count runs: all of it would be read longer than it saves. */
async function keepWhatRuns(name) {
  const { script, cache, run } = loader.compile(name)
  const folder = mkdtempSync(join(tmpdir(), 'comptage-build-'))
  try {
    const code = await run().main(['count', '-c', DEMO, '-o', folder, '--quiet'])
    if (code !== 0) throw new Error(`the demo ended with ${code}`)
    loader.optimizeAsUsual()
    writeFileSync(cache, script.createCachedData())
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A thread has little that it does not run. */
function keepAll(name) {
  setFlagsFromString('--no-lazy')
  const { script, cache } = loader.compile(name)
  // A cache is taken where these flags are as they were when it was made.
  setFlagsFromString('--lazy')
  writeFileSync(cache, script.createCachedData())
}
