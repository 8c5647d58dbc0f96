import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { defineConfig } from 'vitest/config'
import { closingLine } from './test/closing-line.ts'
import { LEFT_TO_CI } from './test/longest.js'
import { LongestFirst } from './test/longest-first.ts'

/**
 * Files that put something in the place of a module, or of a global, which no other file may meet; one measures its memory.
 */
const BY_THEMSELVES = [
  'agent/failing-library',
  'cli/init-unused-server',
  'intruder/many-editions',
  'learn/planted-names',
  'privacy/errors-never-quote',
  'protect/attacks/killed-edition',
  'protect/attacks/lost-measure',
  'protect/attacks/part-of-a-fate',
  'protect/attacks/silent-days',
  'publish/killed-publishing',
  'publish/sqlite-missing',
  'properties/ledger-balances',
  'properties/lookalikes',
  'properties/order-does-not-matter',
  'properties/threads-do-not-matter',
  'properties/wrapped-as-plain',
  'simulator/mutants',
]

/** Of what takes long, or runs by itself, these alone are measured, as test/coverage.ts says: they reach branches that are their own. */
const MEASURED = [
  'protect/attacks/part-of-a-fate',
  'protect/inversion-audit',
  'run/changed-format',
  'run/renaming',
  'source/archives',
]
/**
 * Files of some seconds that reach next to nothing which no other does: to count there would take a sixth more, and no branch of the rooms
 * that are to be reached whole is reached by them alone.
 */
const REACHED_BY_OTHERS = [
  'audit/simulations',
  'config/texts',
  'docs/french-spaces',
  'feature/conflict/find-conflicts',
  'feature/conflict/rivals-of',
  'format/scan-line',
  'gate/damaged-lines',
  'kernel/kernel-code',
  'kernel/paths-the-same',
  'kernel/reads-the-same',
  'pipeline/tallies/take-sources',
  'properties/changes-tell-nothing',
  'properties/identity-does-not-matter',
  'properties/joined-logs',
  'properties/no-small-count',
  'properties/run-exactly-once',
  'protect/attacks/cut-anew',
  'protect/attacks/tiers-inversion',
  'protect/months-shown',
  'publish/standards/every-validator',
  'run/alike',
  'run/beginning',
  'run/changing',
  'run/clock',
  'run/pruning',
  'run/turning',
  'run/unfinished',
  'source/cut-lines',
  'source/reference-decoders',
  'verify/corruptions',
  'verify/large-folder',
]
const UNMEASURED = [...LEFT_TO_CI.filter((name) => !MEASURED.includes(name)), ...REACHED_BY_OTHERS]
MEASURED.forEach(fileOf)

/** `npm test` sets it otherwise: who names a file that takes long gets it. */
const isWhole = process.env['COMPTAGE_LONG'] !== 'no'
/** These are in another project, or in none. */
const APART = isWhole ? UNMEASURED : LEFT_TO_CI

const ALONE = BY_THEMSELVES.filter((name) => isWhole || !LEFT_TO_CI.includes(name))

const filesOf = (names: readonly string[]): string[] => names.map(fileOf)

/** A list that names a file which is gone, or written otherwise, would leave it out without a word. */
function fileOf(name: string): string {
  const file = `test/${name}.test.ts`
  if (!existsSync(file)) throw new Error(`vitest.config.ts, or test/longest.js, names ${file}, which is not there`)
  return file
}

const NOT_MEASURED = { COMPTAGE_COVERAGE: 'no' }

/** V8 calls it otherwise from Node 22 on, and Node does not start with a flag that it does not know. */
const LATER = process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : []

export default defineConfig({
  test: {
    reporters: [process.env['CI'] ? 'dot' : 'default', closingLine],
    // The program speaks the language of the locale, and tests read English.
    env: { LC_ALL: 'C', TMPDIR: roomyMemory() ?? tmpdir() },
    // What the package exports is built already.
    server: { deps: { external: [/\/dist\//] } },
    setupFiles: ['test/seed.ts'],
    // Two cores are all that CI has, and half of the tests wait for a process that they started: two workers leave 4 % of them alone.
    maxWorkers: 3,
    // A worker lives long in little memory, where V8 marks its heap over and over, in threads that no core is free for:
    // with neither, what runs the pipeline takes a quarter less. And most code runs a little: what V8 makes of it for good later
    // than usual costs a sixth less.
    execArgv: ['--single-threaded-gc', '--initial-heap-size=512', ...LATER],
    sequence: { sequencer: LongestFirst },
    // What one project, or an earlier run, has made of a module is not made again.
    experimental: { fsModuleCache: true },
    // What must end early measures itself. This is for what hangs: on a busy machine all takes ten times as long.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: filesOf(ALONE.filter((name) => !MEASURED.includes(name))),
          env: NOT_MEASURED,
        },
      },
      {
        extends: true,
        test: { name: 'alone, measured', include: filesOf(ALONE.filter((name) => MEASURED.includes(name))) },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: isWhole ? filesOf(UNMEASURED.filter((name) => !BY_THEMSELVES.includes(name))) : [],
          isolate: false,
          env: NOT_MEASURED,
        },
      },
      // Modules are read once a worker, not once a file: a minute and a half less.
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: filesOf([...BY_THEMSELVES, ...APART]),
          isolate: false,
        },
      },
    ],
    coverage: {
      provider: 'custom',
      customProviderModule: './test/coverage.ts',
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
