import type { Sight } from '../../../source/index.ts'
import type { RunTools } from '../run-tools.ts'

/**
 * Keeps what was read of a file, once the disk has it, and unless it is no longer what was looked at: truncated, replaced or
 * still being written, what was read is nobody's.
 *
 * @param keep one commit; the number of the stream
 * @returns undefined where nothing is kept
 */
export async function keepUnchanged(
  { tools }: { readonly tools: RunTools },
  sight: Sight,
  keep: () => number,
): Promise<number | undefined> {
  await sight.persist()
  if (!(await sight.isUnchanged())) return undefined
  tools.checkpoint('before commit')
  const id = keep()
  tools.checkpoint('after commit')
  return id
}
