import v8 from '@vitest/coverage-v8'

/**
 * A loop in which V8 counts branches takes up to four times as long. Most long attacks and enumerations run without:
 * what is to be reached is reached by shorter tests, and by those that vitest.config.ts calls MEASURED. Of one of the others alone it says 0 %.
 */
export default process.env['COMPTAGE_COVERAGE'] === 'no' ? { getProvider: () => v8.getProvider() } : v8
