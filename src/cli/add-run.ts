import { Option, type Command } from 'commander'
import type { RunOptions } from './commands/run.ts'
import type { StatusOptions } from './commands/status.ts'
import type { ExitCode } from './exit-code.ts'
import { CONFIG, STATE } from './option-texts.ts'
import { hoursOption, periodOption, secondsOption } from './options.ts'

export function addRun(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('run')
    .description('what is new in the logs, each line once: for cron; publishes the periods that are over')
    .option('-c, --config <FILE>', CONFIG)
    .option('--state <DIR>', STATE)
    .option('--dry-run', 'say what would be read and closed; keep and write nothing')
    .option('--revise <PERIOD>', 'publish a closed period anew, with the lines that came late', periodOption)
    .option('--print-changed', 'print the paths of the published files that changed')
    .option('--json', 'print what was done as JSON')
    .option('--lock-wait <SECONDS>', 'wait for another run to end (default: 0)', secondsOption)
    .option('-q, --quiet', 'on a terminal too: say nothing but trouble')
    .addHelpText('after', RUN_EXAMPLES)
    .action(async (options: RunOptions) => {
      const { run } = await import('./commands/run.ts')
      done(await run(options))
    })
}

export function addStatus(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('status')
    .description('what the runs came to: the last one, lines and where they ended, periods, anything wrong')
    .option('-c, --config <FILE>', CONFIG)
    .option('--state <DIR>', STATE)
    .option('--json', 'the same as JSON')
    .addOption(new Option('--prometheus', 'metrics for a textfile collector').conflicts('json'))
    .option('--max-lag <TIME>', 'exit 1 if no run has ended well for longer, as 48h', hoursOption)
    .action(async (options: StatusOptions) => {
      const { status } = await import('./commands/status.ts')
      done(await status(options))
    })
}

const RUN_EXAMPLES = `
Examples:
  comptage run --dry-run                    what it would do
  17 * * * * comptage run -c /etc/comptage/comptage.yaml
                                            a line of a crontab; silent where all is well
  comptage run --revise 2026-03             with the lines that came late for March`
