import { CONTEXT, type DcatNode } from './vocabulary.ts'

/** Nodes as JSON-LD, each once. */
export function graphText(nodes: readonly DcatNode[]): string {
  const once = new Map(nodes.map((node) => [node['@id'], node]))
  return `${JSON.stringify({ '@context': CONTEXT, '@graph': [...once.values()] }, null, 2)}\n`
}
