import { Refused, type ImportedFeature, type ImportReader } from './import-reader.ts'
import { itemFollower, listOf, loadDocument, filledText, treeOf, type Tree } from './openapi-document.ts'
import { pathPattern, withoutQuery } from './path-pattern.ts'

export type Grouping = 'tag' | 'operation'

type Operation = {
  readonly method: string
  readonly paths: readonly string[]
  readonly tag: string | undefined
  readonly operationId: string | undefined
  readonly summary: string | undefined
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'trace']
const NO_TAG = 'other'

/**
 * The operations of an OpenAPI description (2.0, 3.0, 3.1) as features: one a tag, the first of each operation, or one an
 * operation. Nothing else of it is looked at.
 */
export function featuresOfOpenapi(
  text: string,
  file: string,
  by: Grouping,
  read: ImportReader,
): readonly ImportedFeature[] {
  const tree = loadDocument(text, file)
  const version = versionOf(tree['openapi'] ?? tree['swagger'])
  if (version === undefined) throw new Refused(file, 'not-openapi')
  if (!/^(?:2\.0|3\.[012](?:\.|$))/.test(version)) throw new Refused(file, 'version')
  const operations = withoutRepeats(operationsOf(tree, itemFollower(read, { file, tree })))
  if (operations.length === 0) throw new Refused(file, 'no-operation')
  return by === 'operation' ? operations.map(featureOfOperation) : featuresOfTags(operations, tree)
}

/** Without quotes, YAML makes a number of `2.0`. */
function versionOf(written: unknown): string | undefined {
  return typeof written === 'number' ? written.toFixed(1) : filledText(written)
}

function operationsOf(document: Tree, follow: (item: Tree) => Tree): readonly Operation[] {
  return Object.entries(treeOf(document['paths']) ?? {}).flatMap(([path, written]) => {
    const referred = treeOf(written)
    if (!path.startsWith('/') || referred === undefined) return []
    const item = follow(referred)
    return METHODS.flatMap((method): readonly Operation[] => {
      const operation = treeOf(item[method])
      if (operation === undefined) return []
      return [
        {
          method: method.toUpperCase(),
          paths: basePaths(document, item, operation).map((base) => pathPattern(`${base}${path}`)),
          tag: filledText(listOf(operation['tags'])[0]),
          operationId: filledText(operation['operationId']),
          summary: filledText(operation['summary']) ?? filledText(item['summary']),
        },
      ]
    })
  })
}

/** `/items/{id}` and `/items/{id}.{format}` are one pattern of ours: the first operation has it. */
function withoutRepeats(operations: readonly Operation[]): readonly Operation[] {
  const taken = new Set<string>()
  return operations.flatMap((operation) => {
    const paths = operation.paths.filter((path) => !taken.has(keyOf(operation, path)))
    for (const path of paths) taken.add(keyOf(operation, path))
    return paths.length === 0 ? [] : [{ ...operation, paths }]
  })
}

/** Names of one place are one name. */
function keyOf({ method }: Operation, path: string): string {
  return `${method} ${path.replaceAll(/\/:[^/]*/g, '/:')}`
}

function featureOfOperation({ method, paths, operationId, summary }: Operation): ImportedFeature {
  const [path = ''] = paths
  const name = operationId ?? `${method} ${path}`
  return { name, title: summary ?? operationId ?? name, match: paths.map((each) => `${method} ${each}`) }
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
  const tags = [...new Set(operations.map(({ tag }) => tag ?? NO_TAG))]
  return tags.map((tag) => ({
    name: tag,
    title: titles.get(tag) ?? tag,
    match: patternsOf(operations.filter((operation) => (operation.tag ?? NO_TAG) === tag)),
  }))
}

/** One pattern a path, with all its methods. */
function patternsOf(operations: readonly Operation[]): readonly string[] {
  const methods = new Map<string, Set<string>>()
  for (const { method, paths } of operations)
    for (const path of paths) methods.set(path, (methods.get(path) ?? new Set()).add(method))
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
