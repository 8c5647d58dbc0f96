import { createHash } from 'node:crypto'
import { FIELDS } from '../../domain/contracts.ts'
import { type Problem, ProblemError } from '../../domain/problem.ts'
import type { Configuration } from '../../domain/service.ts'
import { CUSTOM_FORMAT, formatNames } from '../../format/index.ts'
import { refuseUnwritableFile, writePrivately } from '../../publish/index.ts'
import { readText, type TextRead } from '../../source/index.ts'
import { type Fingerprint, readTally, type TallyFile, type TallyRow, writeTally } from '../../tally/index.ts'
import type { CountPlan } from '../plan-count.ts'
import { featuresOf, type GoneFeatures, inPlan } from './in-plan.ts'

/** Some decades of a service with hundreds of features. */
const MOST_BYTES = 268_435_456

/** How lines count here, and the features that did before. */
export type CountedHere = { readonly plan: CountPlan; readonly ours: Fingerprint; readonly gone: GoneFeatures }

/**
 * Reads a tally of a service, however it was counted.
 *
 * @param kind `file`: where others may write, a pipe would hold the run for ever
 * @throws ProblemError TALLY_UNREADABLE, TALLY_REFUSED
 */
export async function readTallyFile(
  path: string,
  { configuration }: Pick<CountPlan, 'configuration'>,
  kind: 'any' | 'file',
): Promise<TallyFile> {
  const tally = readSealed(path, await readText(path, MOST_BYTES, kind))
  if (tally.service === configuration.service.id) return tally
  throw new ProblemError({ code: 'TALLY_REFUSED', path, why: 'another-service' })
}

/**
 * What of a tally has a place here, where it was counted as here.
 *
 * @throws ProblemError TALLY_REFUSED, TALLY_DIFFERS
 */
export function tallyAsHere(path: string, read: TallyFile, { plan, ours, gone }: CountedHere): TallyFile {
  const differences = differencesOf(ours, read.fingerprint)
  if (differences.differs.length > 0) throw new ProblemError({ code: 'TALLY_DIFFERS', path, ...differences })
  const tally = ofKnownFeatures(read, plan, gone)
  if (!hasKnownWords(tally, inPlan(plan, gone))) throw new ProblemError({ code: 'TALLY_REFUSED', path, why: 'damaged' })
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
function hasKnownWords({ formats, rows }: TallyFile, isKnown: (row: TallyRow) => boolean): boolean {
  const names = [...formatNames(), CUSTOM_FORMAT]
  const fields: readonly string[] = FIELDS
  return (
    formats.every(([name, lacks]) => names.includes(name) && lacks.every((field) => fields.includes(field))) &&
    rows.every(isKnown)
  )
}

/** Of a feature that is gone there, and that nobody knows here, nothing is kept; of one that is gone here nothing that came later. */
function ofKnownFeatures(tally: TallyFile, plan: CountPlan, gone: GoneFeatures): TallyFile {
  const features = featuresOf(plan, gone)
  return {
    ...tally,
    lines: tally.lines.map((line) => (features.has(line.feature) ? line : { ...line, feature: '' })),
    rows: tally.rows.filter(({ feature, day }) => features.has(feature) && day <= (gone.get(feature) ?? Infinity)),
  }
}

/** In what two ways of counting differ. `features` are the ones that we know: an unknown word of a file is not repeated. */
function differencesOf(
  ours: Fingerprint,
  theirs: Fingerprint,
): Omit<Extract<Problem, { readonly code: 'TALLY_DIFFERS' }>, 'code' | 'path' | 'id'> {
  const known = new Map(theirs.features)
  const own = new Map(ours.features)
  const features = ours.features.filter(([id, hash]) => known.get(id) !== hash).map(([id]) => id)
  const differs = PARTS.filter((part) => JSON.stringify(ours[part]) !== JSON.stringify(theirs[part]))
  const onlyHere = features.filter((id) => !known.has(id))
  return { differs, features, onlyHere, onlyThere: theirs.features.filter(([id]) => !own.has(id)).length }
}

const PARTS = ['timezone', 'since', 'features', 'paths', 'referrers', 'tables', 'lists'] as const

/** Of the text of every tally. */
const BEGINNING = '{\n"comptage": "tally"'

/**
 * Before logs are read for it, too: an hour of work would be lost.
 *
 * @throws ProblemError FILE_OF_ANOTHER, AMONG_OPEN_DATA, WRITE_FAILED
 */
export function refuseTallyAt(path: string, { output }: Pick<Configuration, 'output'>): void {
  refuseUnwritableFile(path, [BEGINNING], output)
}

/** @throws ProblemError FILE_OF_ANOTHER, AMONG_OPEN_DATA, WRITE_FAILED */
export function writeTallyFile(path: string, tally: TallyFile, configuration: Pick<Configuration, 'output'>): void {
  refuseTallyAt(path, configuration)
  writePrivately(path, sealTally(writeTally(tally)))
}

// A figure that was changed fits all else that is said of a tally: a hash of all before it tells.
const END = '\n}\n'
const SEALED = /,\n"sha256": "([0-9a-f]{64})"\n\}\n$/

/** The text of a tally with its hash as the last key. */
export function sealTally(text: string): string {
  const before = text.slice(0, -END.length)
  return `${before},\n"sha256": "${hashOf(before)}"${END}`
}

/** The text that was sealed. Undefined: it is no such text any more. */
export function unsealTally(text: string): string | undefined {
  const [seal = '', hash] = SEALED.exec(text.slice(-100)) ?? []
  const before = text.slice(0, text.length - seal.length)
  return hash === hashOf(before) ? `${before}${END}` : undefined
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
