import { listOf, textOf, treeOf, type Tree } from './load-document.ts'
import { withoutQuery } from './path-pattern.ts'

/** The paths before those of a document, without a slash at the end: of `servers`, the nearest, or of `basePath`. */
export function basePaths(document: Tree, item: Tree, operation: Tree): readonly string[] {
  const servers = [operation, item, document].map((part) => listOf(part['servers'])).find((list) => list.length > 0)
  const paths = servers?.map(pathOfServer) ?? [textOf(document['basePath']) ?? '']
  return [...new Set(paths.map((path) => path.replace(/^\/*/, '/').replace(/\/$/, '')))]
}

function pathOfServer(server: unknown): string {
  const { url, variables } = treeOf(server) ?? {}
  const written = withDefaults(textOf(url) ?? '', treeOf(variables) ?? {})
  const path = /^(?:[a-z][a-z+.-]*:)?\/\//i.test(written) ? written.slice(afterHost(written)) : written
  return withoutQuery(path)
}

/** `{base}` as the description says it is, where nobody says otherwise. */
function withDefaults(url: string, variables: Tree): string {
  const [first = '', ...rest] = url.split('{')
  const filled = rest.map((part) => {
    const end = part.indexOf('}')
    const name = end < 0 ? part : part.slice(0, end)
    return (textOf(treeOf(variables[name])?.['default']) ?? name) + (end < 0 ? '' : part.slice(end + 1))
  })
  return first + filled.join('')
}

function afterHost(url: string): number {
  const path = url.indexOf('/', url.indexOf('//') + 2)
  return path < 0 ? url.length : path
}
