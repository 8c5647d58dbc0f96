import { Command, Option } from 'commander'
import { PORTAL_NAMES, PROGRAM_VERSION, SHAPES } from '../pipeline/index.ts'
import type { CheckOptions } from './commands/check.ts'
import { addRun, addStatus } from './add-run.ts'
import { addTallies } from './add-tallies.ts'
import { count, type CountOptions } from './commands/count.ts'
import type { ExplainOptions } from './commands/explain.ts'
import type { FormatsOptions } from './commands/formats.ts'
import type { LicencesOptions } from './commands/licences.ts'
import type { PublishOptions } from './commands/publish.ts'
import type { StateKeyOptions } from './commands/state-key.ts'
import type { ExitCode } from './exit-code.ts'
import { LANGUAGES } from './language/choose-language.ts'
import { addInit } from './add-init.ts'
import { CONFIG, STATE } from './option-texts.ts'
import { dayOption, jobsOption, levelOption, shareOption } from './options.ts'

/** The commands and their options. Each action hands its exit code to `done`. */
export function createProgram(done: (code: ExitCode) => void): Command {
  const program = new Command('comptage')
    .description('Turns access logs into open data about how each feature of a service is used, with nobody in it.')
    .version(PROGRAM_VERSION)
    .addOption(
      new Option('--lang <LANGUAGE>', 'language of the messages (default: that of the locale)').choices(LANGUAGES),
    )
    .exitOverride()
    // main.ts says what was wrong, like every other problem.
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: false })

  program
    .command('count')
    .description('one pass over logs: a table on stdout, or dataset folders')
    .argument('[LOG...]', 'logs, plain or gzipped; - is stdin (default: logs: of the configuration, else stdin)')
    .option('-c, --config <FILE>', CONFIG)
    .option('-o, --output <DIR>', 'write the dataset folders here')
    .option('--write', 'write the dataset folders to output: of the configuration')
    .addOption(new Option('--dataset <NAME>', 'the table to print (default: the first)').conflicts(['output', 'write']))
    .addOption(
      new Option('--as <SHAPE>', 'print it as this (default: csv)').choices(SHAPES).conflicts(['output', 'write']),
    )
    .option('--format <F>', 'log format: a name, a string of nginx or Apache, or the path of nginx.conf')
    .option('--since <DAY>', 'first day to count', dayOption)
    .option('--until <DAY>', 'last day to count', dayOption)
    .option('--protection <LEVEL>', 'instead of the level of every table: threshold, cell-key or exact', levelOption)
    .option('--state <DIR>', STATE)
    .option('--accept-risk', 'publish exact figures, which show what single people did')
    .option('--malformed-limit <P>', 'stop where more lines than this do not fit, as 5%', shareOption)
    .option('--jobs <N>', 'threads that count (default: 2, where there are two cores)', jobsOption)
    .option('--ledger <FILE>', 'write where every line ended, as JSON for the operator alone')
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText('after', COUNT_EXAMPLES)
    .action(async (logs: string[], options: CountOptions) => done(await count(logs, options)))

  addRun(program, done)
  addStatus(program, done)
  addTallies(program, done)
  addCheck(program, done)
  addExplain(program, done)
  addState(program, done)
  addInit(program, done)
  addFormats(program, done)
  addLicences(program, done)
  addPublish(program, done)
  return program
}

function addCheck(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('check')
    .description('the configuration, and what logs look like through it; writes nothing')
    .argument('[LOG...]', 'logs to try it on, plain or gzipped; - is stdin')
    .option('--utility', 'also: how much of the figures protection would leave')
    .option('-c, --config <FILE>', CONFIG)
    .option('--format <F>', 'log format: a name, a string of nginx or Apache, or the path of nginx.conf')
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText('after', CHECK_EXAMPLES)
    // Loaded where they are used: `count` is the one that cron starts.
    .action(async (logs: string[], options: CheckOptions) => {
      const { check } = await import('./commands/check.ts')
      done(await check(logs, options))
    })
}

function addExplain(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('explain')
    .description('what becomes of a request, step by step')
    .argument('[REQUEST...]', '[METHOD ][HOST]/path[?query]; without a method it is a GET')
    .option('--line', 'explain one line of a log, read from stdin, without showing it')
    .option('-c, --config <FILE>', CONFIG)
    .option('--format <F>', 'format of the line: a name, a string of nginx or Apache, or the path of nginx.conf')
    .option('-q, --quiet', 'show the decision alone')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action(async (requests: string[], options: ExplainOptions) => {
      const { explain } = await import('./commands/explain.ts')
      done(await explain(requests, options))
    })
}

function addFormats(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('formats')
    .description('the log formats that have a name; or what one of them holds, with a sample line')
    .argument('[NAME]', 'a name, as combined')
    .option('--json', 'the same as JSON')
    .option('-q, --quiet', 'names alone')
    .action(async (name: string | undefined, options: FormatsOptions) => {
      const { formats } = await import('./commands/formats.ts')
      done(formats(name, options))
    })
}

function addPublish(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('publish')
    .description('a published folder to a data portal: creates the dataset, or brings it up to date')
    .argument('<FOLDER>', 'the folder of one dataset, with its datapackage.json')
    .addOption(new Option('--to <PORTAL>', 'the portal').choices(PORTAL_NAMES).makeOptionMandatory())
    .option('--url <URL>', 'address of the portal (default: https://www.data.gouv.fr; CKAN has none)')
    .addOption(new Option('--dataset <ID>', 'update this dataset, by identifier or slug').conflicts('organization'))
    .option('--organization <ID>', 'create the dataset for this organization')
    .option('--dry-run', 'show the calls, and write nothing; without a key, those of a first publication')
    .option('-q, --quiet', 'say nothing but errors')
    .addHelpText('after', PUBLISH_EXAMPLES)
    .action(async (folder: string, options: PublishOptions) => {
      const { publish } = await import('./commands/publish.ts')
      done(await publish(folder, options))
    })
}

function addLicences(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('licences')
    .description('the licences that data can have, and what each asks of a reuser')
    .option('--json', 'the same as JSON, with addresses and the names that portals use')
    .option('-q, --quiet', 'identifiers alone')
    .action(async (options: LicencesOptions) => {
      const { licences } = await import('./commands/licences.ts')
      done(licences(options))
    })
}

function addState(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('state')
    .description('what is kept between runs')
    .command('key')
    .description('make the key to the noise of the service, once; it is never shown')
    .option('-c, --config <FILE>', CONFIG)
    .option('--state <DIR>', STATE)
    .option('-q, --quiet', 'say nothing but errors')
    .action(async (options: StateKeyOptions) => {
      const { stateKey } = await import('./commands/state-key.ts')
      done(stateKey(options))
    })
}

const COUNT_EXAMPLES = `
Examples:
  comptage count --write                              the logs and the folder of comptage.yaml
  zcat access.log.*.gz | comptage count - > day.csv   one table through a pipe
  comptage count --as parquet > day.parquet           the same as Parquet
  comptage count -o /tmp/try access.log               try it on one log`

const CHECK_EXAMPLES = `
Examples:
  comptage check                          the configuration alone
  comptage check /var/log/nginx/*.log*    also: which paths no feature has`

const EXPLAIN_EXAMPLES = `
Examples:
  comptage explain "POST /demarches/12/pieces"
  comptage explain "/recherche?q=logement" www.example.fr/aide
  tail -n 1 access.log | comptage explain --line`

const PUBLISH_EXAMPLES = `
The key comes from the environment: COMPTAGE_DATAGOUV_KEY, COMPTAGE_CKAN_KEY.

Examples:
  comptage publish open-data/mes-demarches --to data.gouv.fr --dry-run
  comptage publish open-data/mes-demarches --to ckan --url https://data.example.fr --organization ville`
