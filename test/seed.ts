import fc from 'fast-check'

const asked = process.env['COMPTAGE_SEED'] ?? '20260301'

/**
 * Of every random sample: the same on every machine and every day, so that what `npm test` reaches depends on no luck.
 * COMPTAGE_SEED is another number, or `random`: a new one for each file of tests.
 */
export const SEED = asked === 'random' ? Math.floor(Math.random() * 0x7fffffff) : Number(asked)

/** Of a long list of cases every n-th, another one by another seed; all of them by COMPTAGE_CASES=all, as in `npm run soak`. */
export function oneOf<T>(n: number, cases: readonly T[]): readonly T[] {
  return process.env['COMPTAGE_CASES'] === 'all' ? cases : cases.filter((_, i) => (i + SEED) % n === 0)
}

if (asked === 'random') console.info(`random seed ${SEED}`)
fc.configureGlobal({ seed: SEED })

/** Servers and systemd become another user, who reads what tests write: whatever the umask of who starts them. */
process.umask(0o022)
