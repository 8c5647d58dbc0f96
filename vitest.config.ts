import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { defineConfig } from 'vitest/config'
import { closingLine } from './test/closing-line.ts'
import { LEFT_TO_CI } from './test/longest.js'
import { LongestFirst } from './test/longest-first.ts'

/** Files that put something in the place of a module, or of a global, which no other file may meet. */
const REPLACES_MODULES = [
  'test/agent/failing-library.test.ts',
  'test/cli/{in-process,main,publish,show-problems}.test.ts',
  'test/learn/planted-names.test.ts',
  'test/privacy/errors-never-quote.test.ts',
  'test/protect/attacks/{lost-measure,silent-days}.test.ts',
  'test/publish/{killed-publishing,sqlite-missing}.test.ts',
  'test/properties/{ledger-balances,lookalikes,order-does-not-matter,threads-do-not-matter,wrapped-as-plain}.test.ts',
  'test/simulator/mutants.test.ts',
]

/** `npm test` sets it: who names a file that takes long gets it. */
const LEFT_OUT = process.env['COMPTAGE_LONG'] === 'no' ? LEFT_TO_CI.map((name) => `test/${name}.test.ts`) : []

export default defineConfig({
  test: {
    reporters: [process.env['CI'] ? 'dot' : 'default', closingLine],
    // The program speaks the language of the locale, and tests read English.
    env: { LC_ALL: 'C', TMPDIR: roomyMemory() ?? tmpdir() },
    setupFiles: ['test/seed.ts'],
    // Two cores are all that CI has, and half of the tests wait for a process that they started.
    maxWorkers: 2,
    // A worker lives long in little memory, where V8 marks its heap over and over, in threads that no core is free for:
    // with neither, what runs the pipeline takes a quarter less.
    execArgv: ['--single-threaded-gc', '--initial-heap-size=512'],
    sequence: { sequencer: LongestFirst },
    // What must end early measures itself. This is for what hangs: on a busy machine all takes ten times as long.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: 'alone', include: REPLACES_MODULES, exclude: LEFT_OUT } },
      // Modules are read once a worker, not once a file: a minute and a half less.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...REPLACES_MODULES, ...LEFT_OUT],
          isolate: false,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      // It takes its time, and does not differ between machines: CI measures it for all.
      enabled: process.env['CI'] !== undefined,
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        lines: 90,
        statements: 90,
        functions: 90,
        branches: 90,
        'src/gate/**': { branches: 100 },
        'src/protect/**': { branches: 100 },
        'src/recognition/**': { branches: 100 },
        'src/timeline/**': { branches: 100 },
      },
    },
  },
})

/** Where tests write: each run of the program syncs what it keeps, and one test of adopting took 26 s on a disk, 7.5 s in memory. */
function roomyMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 2 * 2 ** 30 ? '/dev/shm' : undefined
  } catch {
    return undefined
  }
}
