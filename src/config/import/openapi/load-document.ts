import { Lexer, parseDocument } from 'yaml'
import * as z from 'zod'
import { Refused } from '../import-reader.ts'

export type Tree = Readonly<Record<string, unknown>>

const TREE = z.record(z.string(), z.unknown())

/** JSON or YAML as a tree. No error of a parser is passed on: it would quote the document. */
export function loadDocument(text: string, file: string): Tree {
  const tree = treeOf(/^\s*\{/.test(text) ? parsedJson(text, file) : parsedYaml(text, file))
  if (tree === undefined) throw new Refused(file, 'syntax')
  return tree
}

/** Undefined for anything but a mapping. */
export function treeOf(value: unknown): Tree | undefined {
  return Array.isArray(value) ? undefined : TREE.safeParse(value).data
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return z.array(z.unknown()).safeParse(value).data ?? []
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return parsedYaml(text, file)
  }
}

/** Descriptions of interfaces nest some twenty deep; the parser takes a second for each 200,000 levels. */
const DEEPEST = 500

function isTooDeep(text: string): boolean {
  let depth = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    if (depth > DEEPEST) return true
  }
  return false
}

function parsedYaml(text: string, file: string): unknown {
  if (isTooDeep(text)) throw new Refused(file, 'too-deep')
  const document = parseDocument(text, { version: '1.2', schema: 'core', resolveKnownTags: false })
  if (document.errors.length > 0) throw new Refused(file, 'syntax')
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    // Aliases of aliases that would fill the memory, or an alias of nothing.
    if (error instanceof ReferenceError) throw new Refused(file, 'aliases')
    throw error
  }
}
