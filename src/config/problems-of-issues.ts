import * as z from 'zod'
import { FEATURE_ID } from '../domain/feature.ts'
import type { Place } from '../domain/place.ts'
import type { Problem } from '../domain/problem.ts'
import { once } from '../domain/once.ts'
import { LEAST_K, LICENCES, MACHINE_ID, MOST_K, SERVICE_ID, type Expected } from '../domain/service.ts'
import { withoutPassword } from '../domain/without-password.ts'
import { nearestWord } from './nearest-word.ts'
import { configurationSchema, DATASET_NAME } from './shape/configuration-shape.ts'
import { keyText, oneLine, type Path, type WrittenYaml } from './written-yaml.ts'

export type Issue = z.core.$ZodIssue
export type PlacedProblem = Extract<Problem, { readonly place: Place }>

/** What the shape found in a file that is meant as a configuration, as problems with the places of the file. */
export function problemsOfIssues(issues: readonly Issue[], yaml: WrittenYaml): readonly PlacedProblem[] {
  const single = issues.flatMap((issue) => unfold(issue, yaml))
  return unexplained(single, yaml).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownKeys(issue, yaml) : [problemOf(issue, yaml)],
  )
}

/**
 * What may be told of a file that is not meant as one: of our own first keys, those that are missing; where none is, that this
 * is no configuration.
 */
export function problemsWithoutWords(issues: readonly Issue[], yaml: WrittenYaml): readonly PlacedProblem[] {
  const missing = issues.filter(({ path }) => path.length === 1 && !yaml.has(path))
  if (missing.length > 0) return missing.map((issue) => problemOf(issue, yaml))
  return [
    { code: 'CONFIG_VALUE', place: yaml.placeOf([]), key: '', value: '', expected: { kind: 'mapping', required: [] } },
  ]
}

/** Of a value that may have two forms: what is wrong with the form that it has; of one that has neither, the first. */
function unfold(issue: Issue, yaml: WrittenYaml): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const every = issue.errors.map((errors) =>
    errors.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  )
  const forms = every
    .map((errors) => unexplained(errors, yaml))
    .filter((errors) => !errors.some((inner) => isOfAnotherForm(inner, yaml)))
    .toSorted((a, b) => problemsIn(a) - problemsIn(b))
  const form = forms.find(([first]) => first?.code !== 'invalid_type' || first.path.length > issue.path.length)
  return (form ?? every[0] ?? []).flatMap((inner) => unfold(inner, yaml))
}

/** Without the keys that are missing because they are misspelt. */
function unexplained(issues: readonly Issue[], yaml: WrittenYaml): readonly Issue[] {
  const explained = new Set(issues.flatMap((issue) => explainedKeys(issue, yaml)))
  return issues.filter(({ path }) => yaml.has(path) || !explained.has(keyText(path)))
}

function problemsIn(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
}

/** An entry that names a document is meant as such, whatever else is wrong with it; one that names none is a feature. */
function isOfAnotherForm(issue: Issue, yaml: WrittenYaml): boolean {
  if (issue.code !== 'unrecognized_keys') return DOCUMENTS.includes(String(issue.path.at(-1))) && !yaml.has(issue.path)
  const isOfDocument = knownKeys(issue).some((key) => DOCUMENTS.includes(key))
  return !isOfDocument && issue.keys.some((key) => DOCUMENTS.includes(key))
}

const DOCUMENTS: readonly string[] = ['openapi', 'sitemap']

function explainedKeys(issue: Issue, yaml: WrittenYaml): readonly string[] {
  if (issue.code !== 'unrecognized_keys') return []
  const meant = issue.keys.map((key) => meantBy(key, issue, yaml).nearest)
  return meant.flatMap((key) => (key === undefined ? [] : [keyText([...issue.path, key])]))
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, yaml: WrittenYaml): readonly PlacedProblem[] {
  return issue.keys.map((key) => {
    const path = [...issue.path, key]
    const place = yaml.placeOfKey(path)
    // What is no word of a key is not shown: see `isMeant`.
    const shown = KEY.test(key) || key === MERGE ? keyText(path) : keyText([...issue.path, '…'])
    return { code: 'CONFIG_UNKNOWN_KEY', place, key: shown, known: knownKeys(issue), ...meantBy(key, issue, yaml) }
  })
}

type UnknownKey = Extract<Problem, { readonly code: 'CONFIG_UNKNOWN_KEY' }>

/** A key of another level stands on the wrong one, though a word of this one is spelt alike: `name` is no `case`. */
function meantBy(key: string, issue: Issue, yaml: WrittenYaml): Pick<UnknownKey, 'nearest' | 'owners' | 'beside'> {
  const all = knownKeys(issue)
  // Whoever has both has one too many.
  const known = all.filter((word) => !yaml.has([...issue.path, word]))
  const inOtherNumber = all.find((word) => `${word}s` === key || word === `${key}s`)
  const here = mappingName(issue.path)
  const owners = [...keysByMapping()].flatMap(([mapping, keys]) => (keys.has(key) ? [mapping] : []))
  if (inOtherNumber !== undefined) return { nearest: inOtherNumber }
  if (owners.length === 0 || meant(key, known) !== undefined) return nearest(key, known)
  return owners.includes(here) ? { beside: all[0] ?? '' } : { owners }
}

/** What a reader of the documentation calls a key or a word, and what both are called in French, without accents: the first that is known is meant. */
const CALLED: ReadonlyMap<string, readonly string[]> = new Map(
  `tables=datasets tableaux=datasets name=title title=text nom=name,title titre=title,text,name texte=text
  fuseau=timezone langue=language journaux=logs chemin=path motif=match producteur=publisher
  dimensions=by dimension=by period=by periode=by
  fonctionnalite=feature fonctionnalites=features jour=day semaine=week mois=month trimestre=quarter an=year annee=year heure=hour
  appareil=device terminal=device navigateur=browser provenance=referrer threshold=k seuil=k tous=all humains=humans personnes=humans`
    .split(/\s+/)
    .map((pair) => pair.split('='))
    .map(([written = '', words = '']) => [written, words.split(',')]),
)

function meant(written: string, words: readonly string[]): string | undefined {
  const plain = written.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return CALLED.get(plain)?.find((word) => words.includes(word))
}

/** `logs[].fields` */
function mappingName(path: Path): string {
  return keyText(path.map((step) => (typeof step === 'number' ? 0 : step))).replaceAll('[0]', '[]')
}

/** The keys that each mapping may have, by its name; the first level is `''`. */
const keysByMapping = once(() => {
  const found = new Map<string, Set<string>>()
  addMappings(configurationSchema(), '', found)
  return found
})

function addMappings(node: z.core.JSONSchema.BaseSchema, name: string, found: Map<string, Set<string>>): void {
  const keys = Object.entries(node.properties ?? {})
  for (const [key] of keys) found.set(name, (found.get(name) ?? new Set()).add(key))
  const inner = [
    ...keys.map(([key, child]) => [child, `${name}.${key}`.replace(/^\./, '')] as const),
    ...(node.anyOf ?? []).map((form) => [form, name] as const),
    ...[node.items ?? []].flat().map((item) => [item, `${name}[]`] as const),
  ]
  for (const [child, itsName] of inner) if (typeof child === 'object') addMappings(child, itsName, found)
}

/** A word of YAML 1.1, which later ones do not have. */
const MERGE = '<<'
const KEY = /^(?:[\p{L}_][\p{L}\d_-]{0,39}|\d{0,3})$/u

function knownKeys(issue: Issue): readonly string[] {
  return issue.message.split(' ')
}

function problemOf(issue: Issue, yaml: WrittenYaml): PlacedProblem {
  const { path, message: word } = issue
  const place = yaml.placeOf(path)
  const key = keyText(path)
  if (!yaml.has(path)) return { code: 'CONFIG_MISSING_KEY', place, key, expected: expectedBy(issue) }
  const value = path.length === 0 ? '' : oneLine(yaml.textOf(path))
  switch (word) {
    case 'timezone':
      return { code: 'UNKNOWN_TIMEZONE', place, value, ...nearestZone(value) }
    case 'licence':
      return { code: 'UNKNOWN_LICENCE', place, value, known: LICENCES, ...nearest(value, LICENCES) }
  }
  const expected = expectedBy(issue)
  const guess = expected.kind === 'one-of' ? nearest(value, expected.words) : {}
  const quotes = lacksQuotes(issue, expected, value) ? { isUnquoted: true as const } : {}
  const shown = path.length === 0 ? '' : oneLine(shownOf(yaml.textOf(path), expected))
  return { code: 'CONFIG_VALUE', place, key, value: shown, expected, ...guess, ...quotes }
}

/** Before it is cut, since a cut may take the `@` away. */
function shownOf(text: string, { kind }: Expected): string {
  const isAddress = kind === 'url' || kind === 'host' || kind === 'referrer-host'
  return isAddress && !text.includes('//') ? text.replace(/^.*@/s, '…@') : withoutPassword(text)
}

/** A city alone, or the name that clocks of France write. */
function nearestZone(value: string): { readonly nearest?: string } {
  const zones = Intl.supportedValuesOf('timeZone')
  const city = value.trim().replaceAll(' ', '_').toLowerCase()
  const known = /^(?:CES?T|MES?Z|HEC)\b/i.test(value)
    ? 'Europe/Paris'
    : zones.find((zone) => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase() === city)
  return known === undefined ? nearest(value, zones) : { nearest: known }
}

/** What YAML reads as a number, a truth value or nothing, where a text is meant; nobody's name is nothing. */
const UNQUOTED = /^(?:\d[\d.]*(?:e\d+)?|true|false|null)$/
const NAME = /^(?!null$)/
/** What such a text has to be: quotes mend no `1.5` that is to be an id. */
const TEXTS: Readonly<Partial<Record<Expected['kind'], RegExp>>> = {
  text: NAME,
  title: NAME,
  'service-id': SERVICE_ID,
  'machine-id': MACHINE_ID,
  'feature-id': FEATURE_ID,
  'dataset-name': DATASET_NAME,
}

function lacksQuotes({ code }: Issue, { kind }: Expected, value: string): boolean {
  return code === 'invalid_type' && UNQUOTED.test(value) && TEXTS[kind]?.test(value) === true
}

// The kinds that need no further facts, as the shape writes them.
const KINDS = [
  'text',
  'pattern',
  'list',
  'service-id',
  'machine-id',
  'dataset-name',
  'feature-id',
  'day',
  'share',
  'duration',
  'url',
  'email',
  'host',
  'referrer-host',
  'boolean',
  'positive-number',
  'one-period-and-feature',
  'title',
  'format-of-list',
] as const

function expectedBy(issue: Issue): Expected {
  if (issue.code === 'invalid_value') return { kind: 'one-of', words: issue.values.map(String) }
  if (issue.message === 'integer-between') return { kind: 'integer-between', least: LEAST_K, most: MOST_K }
  const [word, ...required] = issue.message.split(' ')
  if (word === 'without') return { kind: 'without', sign: required.join(' ') }
  if (word === 'most-signs' || word === 'most-entries') return { kind: word, most: Number(required[0]) }
  if (word === 'mapping') return { kind: 'mapping', required }
  return { kind: KINDS.find((kind) => kind === issue.message) ?? 'text' }
}

function nearest(written: string, words: readonly string[]): { readonly nearest?: string } {
  const word = meant(written, words) ?? nearestWord(written, words)
  return word === undefined ? {} : { nearest: word }
}
