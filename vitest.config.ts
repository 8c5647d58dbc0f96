import { defineConfig } from 'vitest/config'
import { closingLine } from './test/closing-line.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: [process.env['CI'] ? 'dot' : 'default', closingLine],
    // The program speaks the language of the locale, and tests read English.
    env: { LC_ALL: 'C' },
    // Whole-program tests start a process each; two cores are all that CI has.
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        lines: 90,
        statements: 90,
        functions: 90,
        branches: 90,
        'src/gate/**': { branches: 100 },
        'src/protect/**': { branches: 100 },
      },
    },
  },
})
