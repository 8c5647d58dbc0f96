import type { Exchange } from './exchanges.ts'
import type { Origin } from './start-origin.ts'
import { talk } from './talk.ts'

/** An exchange, and the status codes that came back over the wire. */
export type Held = { readonly exchange: Exchange; readonly statuses: readonly number[] }

/** Holds the exchanges one after the other, so that each is over before the next begins. */
export async function holdExchanges(
  port: number,
  exchanges: readonly Exchange[],
  origin: Origin,
): Promise<readonly Held[]> {
  const held: Held[] = []
  for (const exchange of exchanges) held.push({ exchange, ...(await talk(port, exchange, origin)) })
  return held
}
