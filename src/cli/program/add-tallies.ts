import { LOGS } from '../shared-options.ts'
import type { ExportOptions } from '../commands/tallies/export.ts'
import type { MergeOptions } from '../commands/tallies/merge.ts'
import type { TallyOptions } from '../commands/tallies/tally.ts'
import type { Both } from '../language/language.ts'
import type { Done, SpokenCommand } from './spoken-command.ts'
import { secondsOption, targetOption } from '../options.ts'

const TALLY: Both = {
  en: 'the file to write, for its owner alone: true counts, never for publication',
  fr: 'le fichier à écrire, pour son propriétaire seul : de vrais comptes, jamais à publier',
}

/** What moves true counts from one machine to another. */
export function addTallies(program: SpokenCommand, done: Done): void {
  addExport(program, done)
  addTally(program, done)
  addMerge(program, done)
}

function addExport(program: SpokenCommand, done: Done): void {
  program
    .command('export')
    .withDescription({
      en: 'what runs have counted, as a tally for another machine',
      fr: 'ce que les exécutions ont compté, en un décompte pour une autre machine',
    })
    .withOption('--tally <FILE>', TALLY, { parse: targetOption, isRequired: true })
    .withShared('config', 'state')
    .withOption(
      '--lock-wait <SECONDS>',
      { en: 'wait for a run to end (default: 0)', fr: 'attendre la fin d’une exécution (défaut : 0)' },
      { parse: secondsOption },
    )
    .withShared('quiet')
    .action(async (options: ExportOptions) => {
      const { exportTally } = await import('../commands/tallies/export.ts')
      done(await exportTally(options))
    })
    .withExamples([{ line: 'comptage export --tally web1.tally' }])
}

function addTally(program: SpokenCommand, done: Done): void {
  program
    .command('tally')
    .withDescription({ en: 'one pass over logs, as a tally', fr: 'une lecture des journaux, en un décompte' })
    .withArgument('[LOG...]', LOGS)
    .withOption('--tally <FILE>', TALLY, { parse: targetOption, isRequired: true })
    .withShared('config', 'format', 'malformedLimit', 'jobs', 'quiet')
    .action(async (logs: string[], options: TallyOptions) => {
      const { tally } = await import('../commands/tallies/tally.ts')
      done(await tally(logs, options))
    })
    .withExamples([{ line: 'comptage tally --tally web1.tally access.log' }])
}

function addMerge(program: SpokenCommand, done: Done): void {
  program
    .command('merge')
    .withDescription({
      en: 'the sum of tallies, each machine once: as another tally, or as dataset folders',
      fr: 'la somme de décomptes, chaque machine une fois : en un autre décompte, ou en dossiers de données',
    })
    .withArgument('<FILE...>', {
      en: 'tallies; of several of one machine the latest counts',
      fr: 'décomptes ; de plusieurs d’une même machine, le dernier vaut',
    })
    .withOption('--tally <FILE>', TALLY, { parse: targetOption, conflicts: 'output' })
    .withShared('output', 'cutAnew', 'config', 'state', 'quiet')
    .action(async (files: string[], options: MergeOptions) => {
      const { merge } = await import('../commands/tallies/merge.ts')
      done(await merge(files, options))
    })
    .withExamples([
      {
        line: 'comptage merge -o open-data web1.tally web2.tally',
        does: { en: 'publish the sum', fr: 'publier la somme' },
      },
      {
        line: 'comptage merge --tally both.tally web1.tally web2.tally',
        does: { en: 'keep it for later', fr: 'la garder pour plus tard' },
      },
    ])
}
