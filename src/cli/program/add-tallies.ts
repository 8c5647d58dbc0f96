import { Option, type Command } from 'commander'
import type { ExportOptions } from '../commands/tallies/export.ts'
import type { MergeOptions } from '../commands/tallies/merge.ts'
import type { TallyOptions } from '../commands/tallies/tally.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples } from '../help/examples.ts'
import { say, type Both } from '../language/language.ts'
import { CONFIG, CUT_ANEW, FORMAT, JOBS, LOGS, MALFORMED_LIMIT, placed, QUIET, STATE } from '../option-texts.ts'
import { jobsOption, secondsOption, shareOption, targetOption } from '../options.ts'

const TALLY: Both = {
  en: 'the file to write, for its owner alone: true counts, never for publication',
  fr: 'le fichier à écrire, pour son propriétaire seul : de vrais comptes, jamais à publier',
}

/** What moves true counts from one machine to another. */
export function addTallies(program: Command, done: (code: ExitCode) => void): void {
  addExport(program, done)
  addTally(program, done)
  addMerge(program, done)
}

function addExport(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('export')
    .description(
      say({
        en: 'what runs have counted, as a tally for another machine',
        fr: 'ce que les exécutions ont compté, en un décompte pour une autre machine',
      }),
    )
    .requiredOption(placed('--tally <FILE>'), say(TALLY), targetOption)
    .option(placed('-c, --config <FILE>'), say(CONFIG))
    .option(placed('--state <DIR>'), say(STATE))
    .option(
      placed('--lock-wait <SECONDS>'),
      say({ en: 'wait for a run to end (default: 0)', fr: 'attendre la fin d’une exécution (défaut : 0)' }),
      secondsOption,
    )
    .option('-q, --quiet', say(QUIET))
    .action(async (options: ExportOptions) => {
      const { exportTally } = await import('../commands/tallies/export.ts')
      done(await exportTally(options))
    })
  withExamples(command, [{ line: 'comptage export --tally web1.tally' }])
}

function addTally(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('tally')
    .description(say({ en: 'one pass over logs, as a tally', fr: 'une lecture des journaux, en un décompte' }))
    .argument(placed('[LOG...]'), say(LOGS))
    .requiredOption(placed('--tally <FILE>'), say(TALLY), targetOption)
    .option(placed('-c, --config <FILE>'), say(CONFIG))
    .option('--format <F>', say(FORMAT))
    .option('--malformed-limit <P>', say(MALFORMED_LIMIT), shareOption)
    .option('--jobs <N>', say(JOBS), jobsOption)
    .option('-q, --quiet', say(QUIET))
    .action(async (logs: string[], options: TallyOptions) => {
      const { tally } = await import('../commands/tallies/tally.ts')
      done(await tally(logs, options))
    })
  withExamples(command, [{ line: 'comptage tally --tally web1.tally access.log' }])
}

function addMerge(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('merge')
    .description(
      say({
        en: 'the sum of tallies, each machine once: as another tally, or as dataset folders',
        fr: 'la somme de décomptes, chaque machine une fois : en un autre décompte, ou en dossiers de données',
      }),
    )
    .argument(
      placed('<FILE...>'),
      say({
        en: 'tallies; of several of one machine the latest counts',
        fr: 'décomptes ; de plusieurs d’une même machine, le dernier vaut',
      }),
    )
    .addOption(new Option(placed('--tally <FILE>'), say(TALLY)).argParser(targetOption).conflicts('output'))
    .option(
      placed('-o, --output <DIR>'),
      say({ en: 'write the dataset folders here', fr: 'écrire ici les dossiers de données' }),
      targetOption,
    )
    .option('--cut-anew', say(CUT_ANEW))
    .option(placed('-c, --config <FILE>'), say(CONFIG))
    .option(placed('--state <DIR>'), say(STATE))
    .option('-q, --quiet', say(QUIET))
    .action(async (files: string[], options: MergeOptions) => {
      const { merge } = await import('../commands/tallies/merge.ts')
      done(await merge(files, options))
    })
  withExamples(command, [
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
