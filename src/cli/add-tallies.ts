import { Option, type Command } from 'commander'
import type { ExportOptions } from './commands/export.ts'
import type { MergeOptions } from './commands/merge.ts'
import type { TallyOptions } from './commands/tally.ts'
import type { ExitCode } from './exit-code.ts'
import { CONFIG, STATE } from './option-texts.ts'
import { secondsOption, shareOption } from './options.ts'

const TALLY = 'the file to write, for its owner alone: true counts, never for publication'

/** What moves true counts from one machine to another. */
export function addTallies(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('export')
    .description('what runs have counted, as a tally for another machine')
    .requiredOption('--tally <FILE>', TALLY)
    .option('-c, --config <FILE>', CONFIG)
    .option('--state <DIR>', STATE)
    .option('--lock-wait <SECONDS>', 'wait for a run to end (default: 0)', secondsOption)
    .option('-q, --quiet', 'say nothing but errors')
    .action(async (options: ExportOptions) => {
      const { exportTally } = await import('./commands/export.ts')
      done(await exportTally(options))
    })

  program
    .command('tally')
    .description('one pass over logs, as a tally')
    .argument('[LOG...]', 'logs, plain or compressed; - is stdin (default: logs: of the configuration, else stdin)')
    .requiredOption('--tally <FILE>', TALLY)
    .option('-c, --config <FILE>', CONFIG)
    .option('--format <F>', 'log format: a name, a string of nginx or Apache, or the path of nginx.conf')
    .option('--malformed-limit <P>', 'stop where more lines than this do not fit, as 5%', shareOption)
    .option('-q, --quiet', 'say nothing but errors')
    .action(async (logs: string[], options: TallyOptions) => {
      const { tally } = await import('./commands/tally.ts')
      done(await tally(logs, options))
    })

  program
    .command('merge')
    .description('the sum of tallies, each machine once: as another tally, or as dataset folders')
    .argument('<FILE...>', 'tallies; of several of one machine the latest counts')
    .addOption(new Option('--tally <FILE>', TALLY).conflicts('output'))
    .option('-o, --output <DIR>', 'write the dataset folders here')
    .option('-c, --config <FILE>', CONFIG)
    .option('--state <DIR>', STATE)
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText('after', MERGE_EXAMPLES)
    .action(async (files: string[], options: MergeOptions) => {
      const { merge } = await import('./commands/merge.ts')
      done(await merge(files, options))
    })
}

const MERGE_EXAMPLES = `
Examples:
  comptage merge -o open-data web1.tally web2.tally        publish the sum
  comptage merge --tally both.tally web1.tally web2.tally  keep it for later`
