// Puts the program into a few files: to load 250 modules takes Node 0.3 s, which is longer than to count 100,000 lines.
// `dist/` keeps the modules as they are, for those who import the package.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { noticesOf } from './notices.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'dist/program')

rmSync(FOLDER, { recursive: true, force: true })
const bundle = await rolldown({
  cwd: ROOT,
  // The thread is started by its file name.
  input: { main: 'dist/cli/main.js', 'unpack-thread': 'dist/source/thread/unpack-thread.js' },
  platform: 'node',
  // Loaded where they are used, and installed beside the program or not at all.
  external: ['better-sqlite3'],
  logLevel: 'silent',
})
const { output } = await bundle.write({ dir: FOLDER, format: 'esm' })
await bundle.close()
const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
writeFileSync(join(FOLDER, 'THIRD-PARTY-NOTICES'), noticesOf(modules, ROOT))
