import type { Command } from 'commander'
import type { InitOptions } from './commands/init.ts'
import type { ExitCode } from './exit-code.ts'

/** `comptage init`. */
export function addInit(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('init')
    .description('a draft of comptage.yaml, from logs: features, hosts, format, time zone')
    .argument('[LOG...]', 'logs, plain or compressed; - is stdin (default: those of this machine’s web server)')
    .option('-o, --output <FILE>', 'where the draft goes', 'comptage.yaml')
    .option('--force', 'write it over a file that exists')
    .option('--closed', 'propose only words that any service has; learn none from the logs')
    .option('-y, --yes', 'ask nothing, take the defaults')
    .option('--format <F>', 'log format: a name, a string of nginx or Apache, or the path of nginx.conf')
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText('after', EXAMPLES)
    .action(async (logs: string[], options: InitOptions) => {
      const { init } = await import('./commands/init.ts')
      done(await init(logs, options))
    })
}

const EXAMPLES = `
Examples:
  comptage init --yes access.log          a draft, without a question
  comptage init /var/log/nginx/*.log*     questions with good defaults, where there is a terminal
  comptage init --closed access.log       no word of the log, only those that any service has`
