import { FIELDS, type Field, type LineScanner } from '../../domain/contracts.ts'
import { parsedJson } from '../../domain/parsed-json.ts'
import type { ParsedFormat, FormatPiece, Variable } from '../plan.ts'
import { jsonScanner } from './json-scanner.ts'
import type { KeyMap, KeyPath } from './keys/key-map.ts'

/** A value of the template that is one variable, and where it stands. */
type Place = { readonly field: Field; readonly path: KeyPath; readonly variable: Variable }

const REQUEST_PARTS: readonly Field[] = ['method', 'target', 'query', 'protocol']

/**
 * The scanner of a format string that writes a JSON object, `{"time":"$time_iso8601","status":$status, … }`: its keys are
 * those beside the variables.
 *
 * @returns undefined if it writes none, or one in which no time, status and target stand by themselves; also where its time
 * is a pattern, which may go from one key to the next
 */
export function scannerOfTemplate(name: string, { pieces, forgeable }: ParsedFormat): LineScanner | undefined {
  if (forgeable || !isObject(pieces[0])) return undefined
  const places = placesOf(pieces)
  const chosen = new Map(FIELDS.flatMap((field) => choose(field, places)))
  if (chosen.has('request')) for (const part of REQUEST_PARTS) chosen.delete(part)
  const isRequest = chosen.has('time') && chosen.has('status') && (chosen.has('request') || chosen.has('target'))
  if (!isRequest || places.some(({ variable }) => isNoValue(variable))) return undefined
  const keys: KeyMap = new Map([...chosen].map(([field, found]) => [field, found.map(({ path }) => path)]))
  const best = (field: Field): Variable | undefined => chosen.get(field)?.[0]?.variable
  return jsonScanner({
    name,
    keys,
    zone: best('time')?.time?.zone ?? 'offset',
    durationUnit: best('duration')?.unit ?? 's',
    targetDecoded: best('target')?.decoded ?? false,
    cautions: [...chosen.keys()].flatMap((field) => best(field)?.caution ?? []),
  })
}

/** What JSON alone does not say how to read. */
function isNoValue({ dashAfter, time }: Variable): boolean {
  return dashAfter === true || time?.isPattern === true
}

function isObject(first: FormatPiece | undefined): boolean {
  return first !== undefined && 'literal' in first && first.literal.trimStart().startsWith('{')
}

/** Those of a field, the preferred one first; only such as are read like it. */
function choose(field: Field, places: readonly Place[]): readonly (readonly [Field, readonly Place[]])[] {
  const ranked = places
    .filter((place) => place.field === field)
    .sort((a, b) => (b.variable.rank ?? 0) - (a.variable.rank ?? 0))
  const [best] = ranked
  if (best === undefined) return []
  const { unit, decoded } = best.variable
  return [[field, ranked.filter(({ variable }) => variable.unit === unit && variable.decoded === decoded)]]
}

// A number that stands for a variable while the template is read.
const FIRST_NUMBER = 7_700_000_000

function placesOf(pieces: readonly FormatPiece[]): readonly Place[] {
  const variables = pieces.map((piece) => ('variable' in piece ? piece.variable : undefined))
  const text = pieces.map((piece, i) => ('literal' in piece ? piece.literal : String(FIRST_NUMBER + i))).join('')
  return leavesOf(parsedJson(text), []).flatMap(({ value, path }) => {
    const inside = [...value.matchAll(/77\d{8}/g)].flatMap(([number]) => variables[Number(number) - FIRST_NUMBER] ?? [])
    const field = fieldOf(value.replaceAll(/77\d{8}/g, '$'), inside)
    return field === undefined || inside[0] === undefined ? [] : [{ field, path, variable: inside[0] }]
  })
}

/** The field of a value that is one variable, a time in brackets, or a request made of its parts. */
function fieldOf(form: string, inside: readonly Variable[]): Field | undefined {
  const fields = inside.map(({ field }) => field).join(' ')
  if (form === '$' || (form === '[$]' && fields === 'time')) return inside[0]?.field
  return form === '$ $ $' && fields === 'method target protocol' ? 'request' : undefined
}

function leavesOf(value: unknown, path: KeyPath): readonly { readonly value: string; readonly path: KeyPath }[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ value: String(value), path }]
  if (Array.isArray(value)) return value.flatMap((element: unknown, i) => leavesOf(element, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => leavesOf(member, [...path, key]))
}
