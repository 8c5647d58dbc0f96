import { dayText, gapsOf } from '../../domain/calendar.ts'
import { tellsSilence, type Grid } from '../../domain/table.ts'
import type { Told } from '../publication.ts'
import { DAY, sheetOf, type Sheet } from './column.ts'

/** Whether gaps tell of a day without a line: where a table hides nothing that had not ended by then, or one did. */
export function hasGaps({ tables, leastK, ended }: Pick<Told, 'tables' | 'leastK' | 'ended'>, day: number): boolean {
  return (
    leastK === 0 || tellsSilence(tables.map(({ spec }) => spec).filter(({ name }) => day <= (ended?.get(name) ?? day)))
  )
}

/** Whole days without a line, between the first and the last day that has one. */
export function gapsSheet(grid: Grid): Sheet {
  const meaning = {
    name: 'gaps',
    title: { fr: 'Lacunes', en: 'Gaps' },
    description: {
      fr: 'Jours entiers sans aucune ligne de journal, à côté d’une table exacte\u202F; ailleurs rien ne les distingue.',
      en: 'Whole days without a line in the logs, beside an exact table; elsewhere nothing tells them apart.',
    },
  }
  return sheetOf(
    meaning,
    [
      {
        ...DAY,
        isKey: true,
        name: { fr: 'debut', en: 'from' },
        title: { fr: 'Début', en: 'From' },
        description: { fr: 'Premier jour sans ligne', en: 'First day without a line' },
        textOf: ({ from }) => dayText(from),
      },
      {
        ...DAY,
        isKey: true,
        name: { fr: 'fin', en: 'to' },
        title: { fr: 'Fin', en: 'To' },
        description: { fr: 'Dernier jour sans ligne, inclus', en: 'Last day without a line, included' },
        textOf: ({ to }) => dayText(to),
      },
    ],
    gapsOf(grid),
  )
}
