import { isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml'
import type { Place } from '../domain/place.ts'
import type { Problem } from '../domain/problem.ts'
import { tooDeepAt } from './too-deep-at.ts'
import { writtenYaml, type WrittenYaml } from './written-yaml.ts'

type SyntaxProblem = Extract<Problem, { readonly code: 'YAML_SYNTAX' }>
type Parsed = { readonly yaml?: WrittenYaml; readonly problems: readonly SyntaxProblem[] }
type Fault = { readonly code: SyntaxProblem['yamlCode']; readonly offset: number }

// A page of prose has two dozen: one fault makes a fault of what follows.
const MOST_FAULTS = 3

/** YAML 1.2, so that `no` and dates stay text. `yaml` is absent where the file cannot be understood. */
export function parseYaml(text: string, file: string): Parsed {
  const source = text.replace(/^\uFEFF/, '')
  const deepAt = tooDeepAt(source)
  if (deepAt !== undefined) {
    const before = source.slice(0, deepAt).split('\n')
    const place = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    return { problems: [{ code: 'YAML_SYNTAX', place, yamlCode: 'TOO_DEEP' }] }
  }
  const lineCounter = new LineCounter()
  const document = parseDocument(source, {
    lineCounter,
    version: '1.2',
    schema: 'core',
    stringKeys: true,
    resolveKnownTags: false,
  })
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    // In an empty file, the library counts from 0.
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const problemOf = ({ code, offset }: Fault) => {
    const isBehindBracket =
      code === 'UNEXPECTED_TOKEN' && [']', '}'].includes(source.slice(0, offset).trimEnd().slice(-1))
    const first = code === 'DUPLICATE_KEY' ? firstOf(document, offset) : undefined
    const place = placeAt(offset)
    return {
      code: 'YAML_SYNTAX',
      place,
      yamlCode: isBehindBracket ? 'TEXT_BEHIND_BRACKET' : code,
      ...(first !== undefined && { first: placeAt(first) }),
    } as const
  }

  const lineOf = ({ offset }: Fault): number => placeAt(offset).line
  const problems = faultsOf(document, lineOf).slice(0, MOST_FAULTS).map(problemOf)
  // A key given twice is the one fault that leaves the rest of the file readable.
  if (problems.some(({ yamlCode }) => yamlCode !== 'DUPLICATE_KEY')) return { problems }
  const read = valueOf(document)
  if ('fault' in read) return { problems: [...problems, problemOf(read.fault)] }
  return { yaml: writtenYaml(read.value, document, source, placeAt), problems }
}

function faultsOf(document: Document.Parsed, lineOf: (fault: Fault) => number): readonly Fault[] {
  const faults = [...document.errors, ...document.warnings].map(({ code, pos }) => ({ code, offset: pos[0] }))
  // What follows the first fault of a line is mostly its echo.
  const firsts = new Map(faults.toReversed().map((fault) => [lineOf(fault), fault]))
  return faults.filter((fault) => firsts.get(lineOf(fault)) === fault)
}

/** Where a key stands first that is given again at `offset`. */
function firstOf(document: Document.Parsed, offset: number): number | undefined {
  let first: number | undefined
  visit(document, {
    Map: (_, { items }) => {
      const again = items.find(({ key }) => startOf(key) === offset)
      if (again === undefined) return undefined
      first = startOf(
        items.find(({ key }) => isScalar(key) && isScalar(again.key) && key.value === again.key.value)?.key,
      )
      return visit.BREAK
    },
  })
  return first
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function valueOf(document: Document.Parsed): { readonly value: unknown } | { readonly fault: Fault } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? {} }
  } catch (error) {
    // Thrown for an alias of nothing, and for aliases of aliases that would fill the memory.
    if (error instanceof ReferenceError) return { fault: aliasFault(document) }
    throw error
  }
}

function aliasFault(document: Document.Parsed): Fault {
  const faults: Fault[] = []
  visit(document, {
    Alias: (_, alias) => {
      const code = alias.resolve(document) === undefined ? 'BAD_ALIAS' : 'RESOURCE_EXHAUSTION'
      faults.push({ code, offset: alias.range?.[0] ?? 0 })
    },
  })
  return (
    faults.find(({ code }) => code === 'BAD_ALIAS') ?? { code: 'RESOURCE_EXHAUSTION', offset: faults[0]?.offset ?? 0 }
  )
}
