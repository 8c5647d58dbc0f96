import type { RequestView } from '../../domain/contracts.ts'
import type { Condition } from '../../feature/index.ts'

/** A request that the operator typed, as the gate normalises it. */
export type NormalisedRequest = {
  /** Without port, lower case; undefined: none was named. */
  readonly host: string | undefined
  /** Decoded. */
  readonly segments: readonly string[]
  readonly parameters: readonly Parameter[]
  /** It ends in the extension of an image, a style sheet, a font … */
  readonly isAsset: boolean
}

/** A key of the query, decoded: alone, with the value that a pattern asks for, or with another, which is dropped. */
type Parameter =
  | { readonly key: string; readonly kind: 'alone' | 'dropped' }
  | { readonly key: string; readonly kind: 'named'; readonly value: string }

/** Copies what the gate shows of a request. Only for requests from the operator's keyboard, never for a line of a log. */
export function normalisedRequest(view: RequestView, conditions: readonly Condition[]): NormalisedRequest {
  const { pathBytes, starts, ends, segments, hostBytes, hostStart, hostEnd, queryBytes, queryStart, queryEnd } = view
  const query = queryStart < 0 ? '' : textOf(queryBytes, queryStart, queryEnd)
  return {
    host: hostStart < 0 ? undefined : textOf(hostBytes, hostStart, hostEnd),
    segments: Array.from({ length: segments }, (_, i) => textOf(pathBytes, starts[i] ?? 0, ends[i] ?? 0)),
    parameters: query
      .split('&')
      .filter((text) => text !== '')
      .map((text) => parameterOf(text, conditions)),
    isAsset: view.asset,
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start, end))
}

function parameterOf(text: string, conditions: readonly Condition[]): Parameter {
  const equals = text.indexOf('=')
  if (equals < 0) return { key: decoded(text), kind: 'alone' }
  const key = decoded(text.slice(0, equals))
  const value = decoded(text.slice(equals + 1))
  const isNamed = conditions.some((condition) => condition.key === key && condition.value === value)
  return isNamed ? { key, kind: 'named', value } : { key, kind: 'dropped' }
}

/** As the matcher reads a query: plus signs are spaces, and a bad `%` stands for itself. */
function decoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
}
