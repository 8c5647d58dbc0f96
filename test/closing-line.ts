import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

/** Ends a test run with one plain line, which a person or a CI can read without knowing the runner. */
export const closingLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string): number => states.filter((known) => known === state).length
    if (count('failed') > 0 && isStale())
      process.stdout.write('\nWhat many tests run, dist/, is older than src/: npm run build, and test again.\n')
    process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`)
  },
}

/** A folder is as new as its last file that came or went. */
function isStale(): boolean {
  const built = statSync('dist/program/main.cjs', { throwIfNoEntry: false })?.mtimeMs ?? 0
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).some(
    (path) => statSync(join('src', path)).mtimeMs > built,
  )
}
