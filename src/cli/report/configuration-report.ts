import type { Feature } from '../../domain/feature.ts'
import { describeProtection, type CountPlan } from '../../pipeline/index.ts'
import { columnsText } from './columns-text.ts'
import { heading } from './heading.ts'
import { protectionReport } from './protection-report.ts'

/** What a sound configuration says: its features and tables, a line each. */
export function configurationReport({ configuration, specs }: CountPlan): string {
  const { service, timezone, features } = configuration
  return [
    `${service.name} (${service.id}), days of ${timezone}: the configuration is sound\n`,
    heading(numbered(features.length, 'feature')),
    columnsText(
      [{ title: 'id' }, { title: 'title' }, { title: 'patterns', align: 'right' }, { title: 'counts' }],
      features.map((feature) => [
        feature.id,
        feature.title[configuration.language] ?? feature.title.fr ?? feature.title.en ?? '',
        String(feature.match.length),
        whatCounts(feature),
      ]),
    ),
    heading(numbered(specs.length, 'table')),
    protectionReport(describeProtection(specs)),
    `\n${examplesText(features)}\n`,
  ].join('')
}

/** `1 feature`, `16 features`. */
function numbered(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function whatCounts({ clients, partial, assets }: Feature): string {
  return [
    clients === 'all' ? 'people and programs' : 'people',
    ...(partial === 'count' ? ['parts of files'] : []),
    ...(assets === 'count' ? ['images and the like'] : []),
  ].join(', ')
}

function examplesText(features: readonly Feature[]): string {
  const examples = features.reduce((sum, feature) => sum + feature.examples.length, 0)
  return examples === 0
    ? 'No example to prove: examples: of a feature lists requests that must reach it.'
    : `${numbered(examples, 'example')}: each reaches its feature.`
}
