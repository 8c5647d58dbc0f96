import type { OperationsLeftOut } from '../../domain/feature.ts'
import { Refused, type ImportedFeature, type ImportReader } from './import-reader.ts'
import { itemFollower, listOf, loadDocument, filledText, treeOf, type Tree } from './openapi-document.ts'
import { isSaidInPart, pathPattern, withoutQuery } from './path-pattern.ts'

type Imported = { readonly features: readonly ImportedFeature[]; readonly leftOut: readonly OperationsLeftOut[] }

export type Grouping = 'tag' | 'operation'

type Operation = {
  readonly method: string
  /** As it is written. */
  readonly path: string
  readonly paths: readonly OperationPath[]
  readonly tag: string | undefined
  readonly operationId: string | undefined
  readonly summary: string | undefined
}

/** Behind one of the servers. */
type OperationPath = { readonly pattern: string; readonly isSaidInPart: boolean }

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'trace']
const NO_TAG = 'other'

/**
 * The operations of an OpenAPI description (2.0, 3.0, 3.1) as features: one a tag, the first of each operation, or one an
 * operation. Nothing else of it is looked at.
 */
export function featuresOfOpenapi(text: string, file: string, by: Grouping, read: ImportReader): Imported {
  const tree = loadDocument(text, file)
  const version = versionOf(tree['openapi'] ?? tree['swagger'])
  if (version === undefined) throw new Refused(file, 'not-openapi')
  if (!/^(?:2\.0|3\.[012](?:\.|$))/.test(version)) throw new Refused(file, 'version')
  const operations = operationsOf(tree, itemFollower(read, { file, tree }))
  if (operations.length === 0) throw new Refused(file, 'no-operation')
  const { kept, leftOut } = sharePatterns(operations, by)
  if (kept.length === 0) throw new Refused(file, 'no-pattern')
  return { features: by === 'operation' ? kept.map(featureOfOperation) : featuresOfTags(kept, tree), leftOut }
}

/** Without quotes, YAML makes a number of `2.0`. */
function versionOf(written: unknown): string | undefined {
  return typeof written === 'number' ? written.toFixed(1) : filledText(written)
}

function operationsOf(document: Tree, follow: (item: Tree) => Tree): readonly Operation[] {
  return Object.entries(treeOf(document['paths']) ?? {}).flatMap(([path, written]) => {
    const referred = treeOf(written)
    // Extensions are no paths.
    if (path.startsWith('x-') || referred === undefined) return []
    const item = follow(referred)
    return METHODS.flatMap((method): readonly Operation[] => {
      const operation = treeOf(item[method])
      if (operation === undefined) return []
      return [
        {
          method: method.toUpperCase(),
          path,
          paths: path.startsWith('/') ? pathsOf(path, basePaths(document, item, operation)) : [],
          tag: filledText(listOf(operation['tags'])[0]),
          operationId: filledText(operation['operationId']),
          summary: filledText(operation['summary']) ?? filledText(item['summary']),
        },
      ]
    })
  })
}

function pathsOf(path: string, bases: readonly string[]): readonly OperationPath[] {
  return bases.map((base) => ({
    pattern: pathPattern(`${base}${path}`),
    isSaidInPart: isSaidInPart(`${base}${path}`),
  }))
}

/**
 * The operations with the patterns that are their feature's, and those that lose one. Of two features that become one pattern the
 * first has it. A segment that is a template in part gets none: `/v{n}` as `/:n` would take `/contact`. Its feature loses
 * nothing where it has that pattern all the same: `/items/{id}.{format}` beside `/items/{id}`.
 */
function sharePatterns(
  operations: readonly Operation[],
  by: Grouping,
): { readonly kept: readonly Operation[]; readonly leftOut: readonly OperationsLeftOut[] } {
  const owners = new Map<string, Operation>()
  const isOfFeature = (operation: Operation, owner: Operation | undefined) =>
    owner === operation || (by === 'tag' && owner !== undefined && tagOf(owner) === tagOf(operation))
  const kept = operations.flatMap((operation) => {
    const paths = operation.paths.filter((path) => {
      const key = keyOf(operation, path)
      if (path.isSaidInPart || owners.has(key)) return false
      owners.set(key, operation)
      return true
    })
    return paths.length === 0 ? [] : [{ ...operation, paths }]
  })
  const whysOf = (operation: Operation): readonly OperationsLeftOut['why'][] => {
    if (operation.paths.length === 0) return ['no-slash']
    return operation.paths.flatMap((path): readonly OperationsLeftOut['why'][] => {
      const owner = owners.get(keyOf(operation, path))
      if (isOfFeature(operation, owner)) return []
      return owner === undefined ? ['part-of-segment'] : ['same-pattern']
    })
  }
  const lost = operations.map((operation) => ({ operation, whys: whysOf(operation) }))
  const leftOut = WHYS.flatMap((why) => {
    const all = lost.filter(({ whys }) => whys.includes(why))
    const [first] = all
    return first === undefined ? [] : [{ why, operations: all.length, first: operationText(first.operation) }]
  })
  return { kept, leftOut }
}

const WHYS: readonly OperationsLeftOut['why'][] = ['part-of-segment', 'same-pattern', 'no-slash']

/** Without what no text may hold. */
function operationText({ method, path }: Operation): string {
  return `${method} ${path.replace(/[\p{C}\p{Z}]/gu, '\uFFFD').replace(/^(.{80}).+$/u, '$1…')}`
}

function tagOf({ tag }: Operation): string {
  return tag ?? NO_TAG
}

/** Names of one place are one name. */
function keyOf({ method }: Operation, { pattern }: OperationPath): string {
  return `${method} ${pattern.replaceAll(/\/:[^/]*/g, '/:')}`
}

function featureOfOperation({ method, paths, operationId, summary }: Operation): ImportedFeature {
  const match = paths.map(({ pattern }) => `${method} ${pattern}`)
  const [name = ''] = operationId === undefined ? match : [operationId]
  return { name, title: summary ?? name, match }
}

function featuresOfTags(operations: readonly Operation[], document: Tree): readonly ImportedFeature[] {
  const titles = new Map(
    listOf(document['tags']).flatMap((written) => {
      const tag = treeOf(written)
      const name = filledText(tag?.['name'])
      return name === undefined
        ? []
        : [[name, filledText(tag?.['summary']) ?? filledText(tag?.['x-displayName']) ?? name] as const]
    }),
  )
  const tags = [...new Set(operations.map(tagOf))]
  return tags.map((tag) => ({
    name: tag,
    title: titles.get(tag) ?? tag,
    match: patternsOf(operations.filter((operation) => tagOf(operation) === tag)),
  }))
}

/** One pattern a path, with all its methods. */
function patternsOf(operations: readonly Operation[]): readonly string[] {
  const methods = new Map<string, Set<string>>()
  for (const { method, paths } of operations)
    for (const { pattern } of paths) methods.set(pattern, (methods.get(pattern) ?? new Set()).add(method))
  return [...methods].map(([path, of]) => `${[...of].join(',')} ${path}`)
}

/** The paths before those of a document, without a slash at the end: of `servers`, the nearest, or of `basePath`. */
function basePaths(document: Tree, item: Tree, operation: Tree): readonly string[] {
  const servers = [operation, item, document].map((part) => listOf(part['servers'])).find((list) => list.length > 0)
  const paths = servers?.map(pathOfServer) ?? [filledText(document['basePath']) ?? '']
  return [...new Set(paths.map((path) => path.replace(/^\/*/, '/').replace(/\/$/, '')))]
}

function pathOfServer(server: unknown): string {
  const { url, variables } = treeOf(server) ?? {}
  const written = withDefaults(filledText(url) ?? '', treeOf(variables) ?? {})
  const path = /^(?:[a-z][a-z+.-]*:)?\/\//i.test(written) ? written.slice(afterHost(written)) : written
  return withoutQuery(path)
}

/** `{base}` as the description says it is, where nobody says otherwise. */
function withDefaults(url: string, variables: Tree): string {
  const [first = '', ...rest] = url.split('{')
  const filled = rest.map((part) => {
    const end = part.indexOf('}')
    const name = end < 0 ? part : part.slice(0, end)
    return (filledText(treeOf(variables[name])?.['default']) ?? name) + (end < 0 ? '' : part.slice(end + 1))
  })
  return first + filled.join('')
}

function afterHost(url: string): number {
  const path = url.indexOf('/', url.indexOf('//') + 2)
  return path < 0 ? url.length : path
}
