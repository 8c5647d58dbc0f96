import { join } from 'node:path'
import * as z from 'zod'
import type { Problem } from '../domain/problem.ts'
import type { Configuration } from '../domain/service.ts'
import { buildConfiguration } from './build-configuration.ts'
import { findClashes } from './find-clashes.ts'
import { expandFeatures } from './import/expand-features.ts'
import { NO_FILES, type ImportReader } from './import/import-reader.ts'
import { nearestWord } from './nearest-word.ts'
import { parseYaml } from './parse-yaml.ts'
import { problemsOfIssues, problemsWithoutWords, type Issue, type PlacedProblem } from './problems-of-issues.ts'
import { configurationShape } from './shape/configuration-shape.ts'
import { keyText, oneLine, type WrittenYaml } from './written-yaml.ts'

/**
 * The configuration that the text of `comptage.yaml` says, with its defaults; or all that is wrong with it, in the order of its lines.
 *
 * @param file how the file is called in places
 * @param options.folder absolute folder of the file, from which its relative paths start
 * @param options.read reads the documents that it names; without it none can be read
 */
export function readConfiguration(
  text: string,
  file: string,
  options: { readonly folder: string; readonly read?: ImportReader },
): { readonly configuration?: Configuration; readonly problems: readonly Problem[] } {
  const { yaml, problems: syntax } = parseYaml(text, file)
  if (yaml === undefined) return { problems: syntax.toSorted(byPlace) }
  const { success, data, error } = configurationShape().safeParse(yaml.value, READ_ONCE)
  const problems = [...syntax, ...problemsOfShape(error?.issues ?? [], yaml)]
  if (!success || problems.length > 0) return { problems: problems.toSorted(byPlace) }
  const { folder, read = NO_FILES } = options
  const { features, problems: refused } = expandFeatures(data, yaml, folder, read)
  // Asked once the features of documents are known.
  const unknown = [
    ...unknownIds('events', 'feature', data.events, features, yaml),
    ...unknownIds('features', 'family', data.features, data.families, yaml),
  ]
  if (refused.length + unknown.length > 0) return { problems: [...refused, ...unknown] }
  return { configuration: buildConfiguration(data, yaml, folder, features), problems }
}

/** Entries that are of a feature, or of a family, that is none. */
function unknownIds<Kind extends 'feature' | 'family'>(
  list: string,
  kind: Kind,
  entries: readonly Partial<Readonly<Record<Kind, string>>>[],
  known: readonly { readonly id: string }[],
  yaml: WrittenYaml,
): readonly PlacedProblem[] {
  const ids = known.map(({ id }) => id)
  return entries.flatMap(({ [kind]: id }, position): readonly PlacedProblem[] => {
    if (id === undefined || ids.includes(id)) return []
    const path = [list, position, kind]
    const nearest = nearestWord(id, ids)
    const facts = { key: keyText(path), value: oneLine(id), expected: { kind } } as const
    return [{ code: 'CONFIG_VALUE', place: yaml.placeOf(path), ...facts, ...(nearest !== undefined && { nearest }) }]
  })
}

/** To compile a shape takes longer than to read one configuration by it. */
const READ_ONCE = { jitless: true }

function problemsOfShape(issues: readonly Issue[], yaml: WrittenYaml): readonly PlacedProblem[] {
  if (!isMeant(yaml)) return problemsWithoutWords(issues, yaml)
  return [...problemsOfIssues(issues, yaml), ...findClashes(yaml)]
}

function byPlace({ place: a }: PlacedProblem, { place: b }: PlacedProblem): number {
  return a.line - b.line || a.column - b.column
}

/**
 * Whether a file is meant as a configuration: of one that is not, nothing may be quoted. A line of a log may be YAML, or JSON
 * with keys that are called as ours (`service`, `url` and `source` of the Elastic Common Schema).
 */
function isMeant({ value, textOf }: WrittenYaml): boolean {
  const keys = FIRST_KEYS.parse(value)
  const { service, features } = keys
  const found = [Array.isArray(features), typeof service === 'object' && service !== null]
  if (!textOf([]).startsWith('{')) return found.includes(true)
  return !found.includes(false) && areMostlyOurs(Object.keys(keys))
}

const FIRST_KEYS = z.record(z.string(), z.unknown()).catch({})

function areMostlyOurs(keys: readonly string[]): boolean {
  const ours = configurationShape().shape
  return 2 * keys.filter((key) => Object.hasOwn(ours, key)).length > keys.length
}

/** Where the configuration is looked for when nobody names it, in this order. */
export function configurationCandidates(cwd: string): readonly string[] {
  return [join(cwd, 'comptage.yaml'), '/etc/comptage/comptage.yaml']
}
