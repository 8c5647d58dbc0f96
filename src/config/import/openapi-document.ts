import { dirname, isAbsolute, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { tooDeepAt } from '../too-deep-at.ts'
import { Refused, type ImportReader } from './import-reader.ts'

export type Tree = Readonly<Record<string, unknown>>

/** JSON or YAML as a tree. No error of a parser is passed on: it would quote the document. */
export function loadDocument(text: string, file: string): Tree {
  const tree = treeOf(/^\s*\{/.test(text) ? parsedJson(text, file) : parsedYaml(text, file))
  if (tree === undefined) throw new Refused(file, 'syntax')
  return tree
}

/** Undefined for anything but a mapping. Looked at where it stands: to copy 20,000 operations took a second. */
export function treeOf(value: unknown): Tree | undefined {
  return isTree(value) ? value : undefined
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function filledText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return parsedYaml(text, file)
  }
}

function parsedYaml(text: string, file: string): unknown {
  if (tooDeepAt(text) !== undefined) throw new Refused(file, 'too-deep')
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

const MOST_STEPS = 8
const MOST_FILES = 500

/** One file of a description, and the tree in it. */
type DescriptionFile = { readonly file: string; readonly tree: Tree }

/**
 * Follows the `$ref` of a path item: inside the document, or to a file in its own folder or below. A description that
 * points anywhere else is refused, as is one that points on and on.
 */
export function itemFollower(read: ImportReader, main: DescriptionFile): (item: Tree) => Tree {
  const folder = dirname(main.file)
  const files = new Map<string, Tree>([[main.file, main.tree]])

  function treeIn(file: string): Tree {
    const known = files.get(file)
    if (known !== undefined) return known
    if (files.size >= MOST_FILES) throw new Refused(main.file, 'too-many')
    const found = read(file, folder)
    if ('why' in found) throw new Refused(file, found.why, found.errno)
    const tree = loadDocument(found.text, file)
    files.set(file, tree)
    return tree
  }

  function follow(item: Tree, file: string, steps: number): Tree {
    const reference = filledText(item['$ref'])
    if (reference === undefined) return item
    if (steps >= MOST_STEPS) throw new Refused(file, 'reference-loop')
    const [target = '', pointer = ''] = reference.split('#')
    const next = target === '' ? file : fileOf(target, file)
    const found = pointed(treeIn(next), pointer)
    if (found === undefined) throw new Refused(file, 'reference-missing')
    // What stands beside a reference wins.
    return { ...follow(found, next, steps + 1), ...withoutReference(item) }
  }

  function fileOf(target: string, file: string): string {
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(target) || isAbsolute(target) || target.includes('\\'))
      throw new Refused(file, 'reference-outside')
    const path = resolve(dirname(file), decoded(target, file))
    if (!path.startsWith(`${folder}/`)) throw new Refused(file, 'reference-outside')
    return path
  }

  return (item) => follow(item, main.file, 0)
}

function decoded(text: string, file: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) throw new Refused(file, 'reference-missing')
    throw error
  }
}

/** What a JSON pointer points to. */
function pointed(tree: Tree, pointer: string): Tree | undefined {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<Tree | undefined>(
    (place, step) => treeOf(place?.[step.replaceAll('~1', '/').replaceAll('~0', '~')]),
    tree,
  )
}

function withoutReference(item: Tree): Tree {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== '$ref'))
}
