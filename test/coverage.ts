import v8 from '@vitest/coverage-v8'

/**
 * A loop in which V8 counts branches takes up to four times as long. Most long attacks and enumerations, and what
 * vitest.config.ts calls REACHED_BY_OTHERS, run without: what is to be reached is reached by shorter tests, and by those that it calls MEASURED. Of an unmeasured one alone it says 0 %.
 */
const inWorker = process.env['COMPTAGE_COVERAGE'] === 'no' ? {} : v8

export default { ...inWorker, getProvider }

/** Loaded where it is asked for: a worker has no use for it. */
async function getProvider(): Promise<unknown> {
  const { CoverageInBatches } = await import('./coverage-in-batches.ts')
  return new CoverageInBatches()
}
