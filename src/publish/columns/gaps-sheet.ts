import { dayText, gapsOf } from '../../domain/calendar.ts'
import { tellsSilence, tellsSilenceOn, type Grid } from '../../domain/table.ts'
import type { ReadablePublication } from '../publication.ts'
import { DAY, sheetOf, type Sheet } from './column.ts'

/** Whether gaps tell of a day without a line, `2026-03-01`, else of the newest: where a table hides nothing, or of `run` one did then. */
export function hasGaps(
  { tables, grid, ledger }: Pick<ReadablePublication, 'tables' | 'grid' | 'ledger'>,
  day?: string,
): boolean {
  const { settings } = ledger ?? {}
  if (settings === undefined) return tellsSilence(tables.map(({ spec }) => spec))
  const newest = grid.at(-1)
  return tellsSilenceOn(settings.tables, day ?? (newest === undefined ? '' : dayText(newest)))
}

/** Whole days without a line, between the first and the last day that has one. */
export function gapsSheet(grid: Grid): Sheet {
  const meaning = {
    name: 'gaps',
    title: { fr: 'Lacunes', en: 'Gaps' },
    description: {
      fr: 'Jours dont les journaux n’ont aucune ligne. Ils ne sont dits qu’à côté d’un tableau exact\u00A0: les autres ne laissent pas distinguer un jour sans ligne d’un jour qui en a peu.',
      en: 'Days of which the logs have no line. They are told beside an exact table alone: the others let nobody tell a day without a line from one with a few.',
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
