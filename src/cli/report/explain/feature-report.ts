import type { Feature } from '../../../domain/feature.ts'
import type { Language } from '../../../domain/service.ts'
import { say } from '../../language/language.ts'
import { titleOf, whatCounts } from '../check/configuration-report.ts'
import { wide } from '../../terminal/wide.ts'

/** What a feature is, as the configuration says it: the requests that it takes, and whose. */
export function featureReport(feature: Feature, language: Language): string {
  const { id, match, examples } = feature
  const rows: readonly (readonly [label: string, words: readonly string[]])[] = [
    [say({ en: 'takes', fr: 'prend' }), match.map(({ value }) => value)],
    [say({ en: 'counts', fr: 'compte' }), [whatCounts(feature)]],
    [say({ en: 'examples', fr: 'exemples' }), examples.map(({ value }) => value)],
  ]
  const lines = rows.flatMap(([label, words]) =>
    words.map((word, i) => `   ${wide(i === 0 ? label : '', say({ en: 8, fr: 10 }))}  ${word}\n`),
  )
  return `${say({ en: `${id}: ${titleOf(feature, language)}`, fr: `${id} : ${titleOf(feature, language)}` })}\n${lines.join('')}`
}
