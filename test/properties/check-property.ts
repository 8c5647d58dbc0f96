import fc, { type IAsyncProperty, type IProperty } from 'fast-check'

const FIXED_SEED = 20260301
/** More than these few minutes allow, where there is time: `npm run soak`. */
const TIMES = Number(process.env['COMPTAGE_TIMES'] ?? 1)

/** Checks with a seed that never changes, then with a new one, which is printed so that a failure can be had again. */
export async function checkProperty<T>(property: IAsyncProperty<T> | IProperty<T>, runs: number): Promise<void> {
  await fc.assert(property, { seed: FIXED_SEED, numRuns: runs })
  const seed = Math.floor(Math.random() * 0x7fffffff)
  console.info(`random seed ${seed}`)
  await fc.assert(property, { seed, numRuns: runs * TIMES })
}
