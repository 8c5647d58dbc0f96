import v8 from '@vitest/coverage-v8'

/**
 * A loop in which V8 counts branches takes up to four times as long. The long attacks and enumerations run without:
 * what is to be reached is reached by shorter tests.
 */
export default process.env['COMPTAGE_COVERAGE'] === 'no' ? { getProvider: () => v8.getProvider() } : v8
