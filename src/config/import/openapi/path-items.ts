import { dirname, isAbsolute, resolve } from 'node:path'
import { Refused, type ImportReader } from '../import-reader.ts'
import { loadDocument, textOf, treeOf, type Tree } from './load-document.ts'

const MOST_STEPS = 8
const MOST_FILES = 500

/** One file of a description, and the tree in it. */
export type Part = { readonly file: string; readonly tree: Tree }

/**
 * Follows the `$ref` of a path item: inside the document, or to a file in its own folder or below. A description that
 * points anywhere else is refused, as is one that points on and on.
 */
export function itemFollower(read: ImportReader, main: Part): (item: Tree) => Tree {
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
    const reference = textOf(item['$ref'])
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
