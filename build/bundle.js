// Puts the program into one file: to load 450 modules takes Node 0.3 s, which is longer than to count 300,000 lines.
// `dist/` keeps the modules as they are, for those who import the package.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { containedIn } from './contained.js'
import { openDoors } from './open-doors.js'
import { requireLate } from './require-late.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'dist/program')

const PROGRAM = 'main.cjs'
const THREADS = ['source/thread/unpack-thread', 'pipeline/reading/jobs/counter-thread']

rmSync(FOLDER, { recursive: true, force: true })
const modules = [...(await bundle('cli/main', PROGRAM)), ...(await Promise.all(THREADS.map(bundleThread))).flat()]
// A thread loads CommonJS 5 ms sooner than a module.
writeFileSync(join(FOLDER, 'package.json'), '{ "type": "commonjs" }\n')
// For the packages, which pass their licences on: packaging/stage.js.
writeFileSync(join(FOLDER, 'contained.json'), JSON.stringify(containedIn(modules, ROOT)))
execFileSync(process.execPath, [join(ROOT, 'build/code-cache.js'), PROGRAM, ...THREADS.map(scriptOf)], {
  stdio: ['ignore', 'ignore', 'inherit'],
})

/** The program starts a thread by the file name of its module. */
function bundleThread(thread) {
  const [script, starter] = [scriptOf(thread), join(FOLDER, `${basename(thread)}.js`)]
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(starter, `require('../../bin/load-program.js').compile('${script}').run()\n`)
  return bundle(thread, script)
}

function scriptOf(thread) {
  return `${basename(thread)}.cjs`
}

/** @returns the paths of all modules that are in it */
async function bundle(entry, name) {
  const made = await rolldown({
    cwd: ROOT,
    input: join('dist', `${entry}.js`),
    platform: 'node',
    // Loaded where they are used, and installed beside the program or not at all.
    external: ['better-sqlite3', 'better-sqlite3-13'],
    // A thread loads what it uses and no more: without the parsers of the configuration in half the time, 50 ms less.
    ...(name !== PROGRAM && { treeshake: { moduleSideEffects: false } }),
    plugins: [openDoors(join(ROOT, 'dist'))],
    logLevel: 'silent',
  })
  const { output } = await made.write({
    file: join(FOLDER, name),
    format: 'cjs',
    codeSplitting: false,
    // What Node reads at each start is a ninth shorter; who looks into the program finds the comments beside it, in `dist/`.
    comments: { legal: true, annotation: false, jsdoc: false },
    // A script with a code cache may not `import()`: what is loaded where it is used is required there.
    dynamicImportInCjs: false,
  })
  await made.close()
  const path = join(FOLDER, name)
  const text = escapeLetters(readFileSync(path, 'utf8'))
  // As one text from the file: V8 copies what is put together of pieces, 3 MB at each start.
  const body = name === PROGRAM ? requireLate(text) : text
  writeFileSync(path, `(function (exports, require, module, __filename, __dirname) {${body}\n})`)
  return output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
}

/**
 * V8 keeps a text in bytes if all of it is Latin-1: half the memory, and 0.01 s of 0.12 less to start than with the thin
 * spaces of the sentences as they are. An escape means the same in any literal but those of `String.raw`, which are ASCII.
 */
function escapeLetters(text) {
  return text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
