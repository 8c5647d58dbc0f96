import { Command } from 'commander'
import { PROGRAM_VERSION } from '../pipeline/index.ts'
import { count, type CountOptions } from './commands/count.ts'
import type { ExitCode } from './exit-code.ts'
import { dayOption, levelOption, shareOption } from './options.ts'

/** The commands and their options. Each action hands its exit code to `done`. */
export function createProgram(done: (code: ExitCode) => void): Command {
  const program = new Command('comptage')
    .description('Turns access logs into open data about how each feature of a service is used, with nobody in it.')
    .version(PROGRAM_VERSION)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: false })

  program
    .command('count')
    .description('one pass over logs: a table on stdout, or dataset folders')
    .argument('[LOG...]', 'logs, plain or gzipped; - is stdin (default: logs: of the configuration, else stdin)')
    .option('-c, --config <FILE>', 'configuration (default: ./comptage.yaml, then /etc/comptage/comptage.yaml)')
    .option('-o, --output <DIR>', 'write the dataset folders here')
    .option('--write', 'write the dataset folders to output: of the configuration')
    .option('--dataset <NAME>', 'the table to print (default: the first)')
    .option('--format <F>', 'log format: a name, or a string of nginx or Apache')
    .option('--since <DAY>', 'first day to count', dayOption)
    .option('--until <DAY>', 'last day to count', dayOption)
    .option('--protection <LEVEL>', 'instead of the level of every table: threshold or exact', levelOption)
    .option('--accept-risk', 'publish exact figures, which show what single people did')
    .option('--malformed-limit <P>', 'stop where more lines than this do not fit, as 5%', shareOption)
    .option('--ledger <FILE>', 'write where every line ended, as JSON for the operator alone')
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText('after', COUNT_EXAMPLES)
    .action(async (logs: string[], options: CountOptions) => done(await count(logs, options)))
  return program
}

const COUNT_EXAMPLES = `
Examples:
  comptage count --write                              the logs and the folder of comptage.yaml
  zcat access.log.*.gz | comptage count - > day.csv   one table through a pipe
  comptage count -o /tmp/try access.log               try it on one log`
