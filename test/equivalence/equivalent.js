// Holds a build to another: npm run equivalent -- OLD/dist NEW/dist [histories] [first seed]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
// A file of each process: two may be at work.
const file = join(ROOT, `node_modules/.cache/equivalence/${process.pid}.mjs`)
mkdirSync(join(file, '..'), { recursive: true })
const made = await rolldown({
  input: fileURLToPath(new URL('compare-builds.ts', import.meta.url)),
  platform: 'node',
  external: ['better-sqlite3', 'better-sqlite3-13'],
  logLevel: 'silent',
})
await made.write({ file, format: 'esm', codeSplitting: false })
await made.close()
const { compareBuilds } = await import(pathToFileURL(file).href)
process.exitCode = await compareBuilds(process.argv.slice(2))
