import { openState } from '../../src/state/index.ts'

/** How many periods of each kind were taken over, by what came of them. */
export async function verdictsIn(state: string): Promise<Record<string, number>> {
  const opened = await openState(state, 'read')
  const counts: Record<string, number> = {}
  for (const { kind, verdict } of opened.adoptions.adopted())
    counts[`${kind} ${verdict}`] = (counts[`${kind} ${verdict}`] ?? 0) + 1
  opened.close()
  return counts
}
