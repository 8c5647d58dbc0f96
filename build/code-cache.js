// Runs the program once and keeps what V8 compiled of it, for bin/load-program.js.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadProgram } from '../bin/load-program.js'

const DEMO = fileURLToPath(new URL('../fixtures/demo/comptage.yaml', import.meta.url))

const folder = mkdtempSync(join(tmpdir(), 'comptage-build-'))
try {
  const { script, cache, program } = loadProgram()
  const code = await program.main(['count', '-c', DEMO, '-o', folder, '--quiet'])
  if (code !== 0) throw new Error(`the demo ended with ${code}`)
  writeFileSync(cache, script.createCachedData())
} finally {
  rmSync(folder, { recursive: true })
}
