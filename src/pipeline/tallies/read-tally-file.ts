import { FIELDS } from '../../domain/contracts.ts'
import { ProblemError } from '../../domain/problem.ts'
import { CUSTOM_FORMAT, formatNames } from '../../format/index.ts'
import { readText, type TextRead } from '../../source/index.ts'
import { readTally, type Fingerprint, type TallyFile } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { differencesOf } from './book/differences-of.ts'
import { inPlan } from './book/in-plan.ts'
import { unsealTally } from './seal-tally.ts'

/** Some decades of a service with hundreds of features. */
const MOST_BYTES = 268_435_456

/**
 * Reads a tally that was counted as here.
 *
 * @param kind `file`: where others may write, a pipe would hold the run for ever
 * @throws ProblemError TALLY_UNREADABLE, TALLY_REFUSED, TALLY_DIFFERS
 */
export async function readTallyFile(
  path: string,
  plan: CountPlan,
  ours: Fingerprint,
  kind: 'any' | 'file',
): Promise<TallyFile> {
  const tally = readSealed(path, await readText(path, MOST_BYTES, kind))
  if (tally.service !== plan.configuration.service.id)
    throw new ProblemError({ code: 'TALLY_REFUSED', path, why: 'another-service' })
  const { differs, features } = differencesOf(ours, tally.fingerprint)
  if (differs.length > 0) throw new ProblemError({ code: 'TALLY_DIFFERS', path, differs, features })
  if (!hasKnownWords(tally, plan)) throw new ProblemError({ code: 'TALLY_REFUSED', path, why: 'damaged' })
  return tally
}

function readSealed(path: string, read: TextRead): TallyFile {
  if ('errno' in read) throw new ProblemError({ code: 'TALLY_UNREADABLE', path, errno: read.errno })
  if ('why' in read)
    throw new ProblemError({ code: 'TALLY_REFUSED', path, why: read.why === 'too-large' ? 'too-large' : 'not-a-tally' })
  const text = unsealTally(read.text)
  const found = readTally(text ?? read.text)
  if ('fault' in found) throw new ProblemError({ code: 'TALLY_REFUSED', path, why: found.fault })
  if (text === undefined) throw new ProblemError({ code: 'TALLY_REFUSED', path, why: 'damaged' })
  return found.tally
}

// What will be kept and published comes from our lists.
function hasKnownWords({ formats, rows, lines }: TallyFile, plan: CountPlan): boolean {
  const names = [...formatNames(), CUSTOM_FORMAT]
  const fields: readonly string[] = FIELDS
  const features = new Set(['', ...plan.configuration.features.map(({ id }) => id)])
  return (
    formats.every(([name, lacks]) => names.includes(name) && lacks.every((field) => fields.includes(field))) &&
    lines.every(({ feature }) => features.has(feature)) &&
    rows.every(inPlan(plan))
  )
}
