import { listed } from '../words.ts'
import { code, plain } from '../markdown.ts'
import type { Section, Telling } from './telling.ts'

/** What the figures cannot say, and what they were read from. */
export function methodSections(telling: Telling): readonly Section[] {
  return [
    { heading: 'notOffered', paragraphs: [telling.prose.notOffered] },
    { heading: 'robots', paragraphs: [robots(telling), ...formats(telling)] },
  ]
}

function robots({ edition, prose }: Telling): string {
  const { list, version } = edition.publication.robots
  return prose.robots(plain(list), plain(version))
}

function formats({ edition, language, prose }: Telling): readonly string[] {
  const { formats: read, isPartialLog } = edition.publication
  if (read.length === 0) return []
  const names = prose.formats(
    listed(
      read.map(({ name }) => code(name)),
      language,
    ),
  )
  const lacks = read
    .filter((format) => format.lacks.length > 0)
    .map(({ name, lacks }) =>
      prose.lacks(
        code(name),
        listed(
          lacks.map((field) => prose.field[field]),
          language,
        ),
      ),
    )
  const noAgent = read.some((format) => format.lacks.includes('agent')) ? [prose.noAgent] : []
  const partialLog = isPartialLog === true ? [prose.partialLog] : []
  return [[names, ...lacks, ...noAgent, ...partialLog].join(' ')]
}
