import { editionOf } from '../../../src/publish/edition.ts'
import { sentenceOf } from '../../../src/publish/page/insight-words.ts'
import { insightsOf, type Insight } from '../../../src/publish/page/insights.ts'
import { overviewOf, type Overview } from '../../../src/publish/page/overview.ts'
import { titleOf } from '../../../src/publish/columns/features-sheet.ts'
import { publicationOf, type Sample } from './sample-services.ts'

/** What the page of a service tells by its rules, and from what. */
export function toldOf(sample: Sample): { readonly overview: Overview; readonly insights: readonly Insight[] } {
  const overview = overviewOf(editionOf(publicationOf(sample), 'summary'))!
  return { overview, insights: insightsOf(overview) }
}

/** The same as a reader sees it, `heading: text`, with plain spaces. */
export function sentencesOf(sample: Sample, language: 'fr' | 'en'): readonly string[] {
  const { overview, insights } = toldOf(sample)
  return insights.map((insight) => {
    const { heading, pieces } = sentenceOf(insight, overview, language)
    const text = pieces.map((piece) =>
      typeof piece === 'string' ? piece : 'to' in piece ? piece.text : titleOf(piece.series.feature, language),
    )
    return `${heading}: ${text.join('')}`.replaceAll(/\s/gu, ' ')
  })
}
