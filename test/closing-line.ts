import type { Reporter, TestModule } from 'vitest/node'

/** Ends a test run with one plain line, which a person or a CI can read without knowing the runner. */
export const closingLine: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string): number => states.filter((known) => known === state).length
    process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`)
  },
}
