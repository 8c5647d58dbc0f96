import { commonBeginning } from '../common-beginning.ts'
import type { Part } from './sight.ts'

/**
 * Whether all that both have is the same, byte for byte: the shorter is the beginning of the longer. Undefined where one of
 * them changed meanwhile, so that nothing is known.
 */
export async function beginsAlike(one: Part, other: Part): Promise<boolean | undefined> {
  const both = Math.min(one.sizeBytes, other.sizeBytes)
  const texts = [await one.text(), await other.text()] as const
  try {
    const common = await commonBeginning(...texts, both)
    // Less than they had: one of them was cut.
    if (common !== undefined && common < both) return undefined
    return (await one.isUnchanged()) && (await other.isUnchanged()) ? common !== undefined : undefined
  } finally {
    for (const text of texts) await text.close()
  }
}
