import type { ByteReader } from '../byte-reader.ts'
import { commonBeginning } from '../common-beginning.ts'
import type { Part } from './sight.ts'

/**
 * Whether all that both have is the same, byte for byte: the shorter is the beginning of the longer. Undefined where one of
 * them changed meanwhile, so that nothing is known.
 */
export async function beginsAlike(one: Part, other: Part): Promise<boolean | undefined> {
  const both = Math.min(one.sizeBytes, other.sizeBytes)
  const common = await withText(one, (text) => withText(other, (otherText) => commonBeginning(text, otherText, both)))
  // Less than they had: one of them was cut.
  if (common !== undefined && common < both) return undefined
  return (await one.isUnchanged()) && (await other.isUnchanged()) ? common !== undefined : undefined
}

/** Closes the one text also where the other cannot be opened. */
async function withText<Told>(part: Part, look: (text: ByteReader) => Promise<Told>): Promise<Told> {
  const text = await part.text()
  try {
    return await look(text)
  } finally {
    await text.close()
  }
}
