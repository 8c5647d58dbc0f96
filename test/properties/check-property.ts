import fc, { type IAsyncProperty, type IProperty } from 'fast-check'

/** More than these few minutes allow, where there is time: `npm run soak`. */
const TIMES = Number(process.env['COMPTAGE_TIMES'] ?? 1)

/** Checks with the seed of `test/seed.ts`, which a failure names. */
export async function checkProperty<T>(property: IAsyncProperty<T> | IProperty<T>, runs: number): Promise<void> {
  await fc.assert(property, { numRuns: runs * TIMES })
}
