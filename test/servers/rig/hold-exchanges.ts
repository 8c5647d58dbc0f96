import type { Asked, Exchange } from './exchanges.ts'
import { talk } from './talk.ts'

/** What was asked, and the status that came back; 0: none. */
export type Answered = { readonly why: string; readonly asked: Asked; readonly status: number }

/** What a server does otherwise than the list of exchanges says, and why it does. */
export type Special = { readonly because: string; readonly asked: readonly Asked[] }

/** Holds the exchanges one after the other, so that each is over before the next begins. */
export async function holdExchanges(
  port: number,
  exchanges: readonly Exchange[],
  specials: Readonly<Record<string, Special>> = {},
): Promise<readonly Answered[]> {
  const answered: Answered[] = [{ why: 'ready', asked: { method: 'GET', fate: 'ignored' }, status: 200 }]
  for (const exchange of exchanges) {
    const { statuses } = await talk(port, exchange)
    const { asked } = specials[exchange.why] ?? exchange
    for (const [position, one] of asked.entries())
      answered.push({ why: exchange.why, asked: one, status: one.status ?? statuses[position] ?? 0 })
  }
  return answered
}
