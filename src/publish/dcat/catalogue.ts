import * as z from 'zod'
import { once } from '../../domain/once.ts'
import { parsedJson } from '../../domain/parsed-json.ts'
import { CONTEXT, graphText, inLanguage, LANGUAGE, type DcatNode } from './vocabulary.ts'

/** A `dcat.jsonld` that was found in a folder below the catalogue. */
type Found = { readonly folder: string; readonly text: string }

/**
 * `catalog.jsonld`: the address that a portal harvests. It depends on the datasets beside it alone, so that services that
 * share an output folder write the same one.
 *
 * @param found in any order; what is not ours, or was moved from its address, is passed over
 * @returns undefined where none is left
 */
export function catalogueOf(found: readonly Found[]): string | undefined {
  const datasets = found.toSorted((a, b) => (a.folder < b.folder ? -1 : 1)).flatMap(readDataset)
  const [first] = datasets
  if (first === undefined) return undefined
  const together = datasets.filter(({ base }) => base === first.base)
  return graphText([catalogueNode(first, together), ...together.flatMap(({ nodes }) => nodes)])
}

/** The base of the address of each, as it ends with a slash. */
export function basesOf(found: readonly Found[]): readonly { readonly folder: string; readonly base: string }[] {
  return found.flatMap((one) => readDataset(one).map(({ base }) => ({ folder: one.folder, base })))
}

type Dataset = {
  readonly base: string
  readonly node: z.infer<ReturnType<typeof shapes>['dataset']>
  readonly nodes: readonly DcatNode[]
}

const shapes = once(() => {
  const node = z.looseObject({ '@id': z.string() })
  // Another context would give other meanings to the same words.
  const context = z.strictObject(Object.fromEntries(Object.entries(CONTEXT).map(([key, url]) => [key, z.literal(url)])))
  return {
    graph: z.object({ '@context': context, '@graph': z.array(node) }),
    dataset: node.extend({
      '@type': z.literal('dcat:Dataset'),
      'dct:publisher': z.object({ '@id': z.string() }),
      'dct:title': z.object({ '@language': z.enum(['fr', 'en']) }),
    }),
    agent: node.extend({ '@type': z.literal('foaf:Agent'), 'foaf:name': z.object({ '@value': z.string() }) }),
  }
})

function readDataset({ folder, text }: Found): readonly Dataset[] {
  const graph = shapes().graph.safeParse(parsedJson(text))
  if (!graph.success) return []
  const nodes = graph.data['@graph']
  return nodes.flatMap((candidate) => {
    const dataset = shapes().dataset.safeParse(candidate)
    const ending = `/${folder}/`
    if (!dataset.success || !dataset.data['@id'].endsWith(ending)) return []
    return [{ base: dataset.data['@id'].slice(0, 1 - ending.length), node: dataset.data, nodes }]
  })
}

function catalogueNode({ base, node, nodes }: Dataset, datasets: readonly Dataset[]): DcatNode {
  const { '@language': language } = node['dct:title']
  const publisher = node['dct:publisher']
  const name = nodes
    .map((one) => shapes().agent.safeParse(one))
    .find((agent) => agent.data?.['@id'] === publisher['@id'])?.data?.['foaf:name']['@value']
  return {
    '@id': `${base}catalog`,
    '@type': 'dcat:Catalog',
    'dct:title': inLanguage(
      language === 'fr' ? `Données d’usage : ${name ?? base}` : `Usage data: ${name ?? base}`,
      language,
    ),
    'dct:description': inLanguage(
      language === 'fr'
        ? 'Combien de fois chaque fonctionnalité de nos services numériques est utilisée, sans adresse ni identifiant.'
        : 'How often each feature of our digital services is used, without an address or an identifier.',
      language,
    ),
    'dct:publisher': publisher,
    'dct:language': { '@id': LANGUAGE[language] },
    'dcat:dataset': datasets.map((dataset) => ({ '@id': dataset.node['@id'] })),
  }
}
