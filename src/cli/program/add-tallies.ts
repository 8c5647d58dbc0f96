import { LOGS } from '../shared-options.ts'
import type { Both } from '../../domain/service.ts'
import type { SpokenCommand } from './spoken-command.ts'
import { secondsOption, targetOption } from '../options.ts'

const TALLY: Both = {
  en: 'the file to write, for its owner alone: true counts, never for publication',
  fr: 'le fichier à écrire, pour son propriétaire seul : les chiffres exacts, jamais à publier',
}

/** What moves true counts from one machine to another. */
export function addTallies(program: SpokenCommand): void {
  addExport(program)
  addTally(program)
  addMerge(program)
}

function addExport(program: SpokenCommand): void {
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
    .runs(async () => (await import('../commands/tallies.ts')).exportTally)
    .withExamples([{ line: 'comptage export --tally web1.tally' }])
}

function addTally(program: SpokenCommand): void {
  program
    .command('tally')
    .withDescription({ en: 'one pass over logs, as a tally', fr: 'une lecture des journaux, en un décompte' })
    .withArgument('[LOG...]', LOGS)
    .withOption('--tally <FILE>', TALLY, { parse: targetOption, isRequired: true })
    .withShared('config', 'format', 'malformedLimit', 'jobs', 'quiet')
    .runs(async () => (await import('../commands/tallies.ts')).tally)
    .withExamples([{ line: 'comptage tally --tally web1.tally access.log' }])
}

function addMerge(program: SpokenCommand): void {
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
    .runs(async () => (await import('../commands/tallies.ts')).merge)
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
