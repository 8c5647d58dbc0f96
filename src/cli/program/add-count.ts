import { Option, type Command } from 'commander'
import { SHAPES } from '../../pipeline/index.ts'
import { PROTECTION_LEVELS } from '../../domain/table.ts'
import { count, type CountOptions } from '../commands/count.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples, type Example } from '../help/examples.ts'
import { say } from '../language/language.ts'
import { CONFIG, CUT_ANEW, FORMAT, JOBS, LOGS, MALFORMED_LIMIT, placed, QUIET, STATE } from '../option-texts.ts'
import { choiceOption, dayOption, jobsOption, shareOption, targetOption } from '../options.ts'

export function addCount(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('count')
    .description(
      say({
        en: 'one pass over logs: a table on stdout, or dataset folders',
        fr: 'une lecture des journaux : une table sur la sortie standard, ou des dossiers de données',
      }),
    )
    .argument(placed('[LOG...]'), say(LOGS))
    .option(placed('-c, --config <FILE>'), say(CONFIG))
    .option(
      placed('-o, --output <DIR>'),
      say({ en: 'write the dataset folders here', fr: 'écrire ici les dossiers de données' }),
      targetOption,
    )
    .option(
      '--write',
      say({
        en: 'write the dataset folders to output: of the configuration',
        fr: 'écrire les dossiers de données dans output: de la configuration',
      }),
    )
    .option('--cut-anew', say(CUT_ANEW))
    .addOption(datasetOption())
    .addOption(shapeOption())
    .option(placed('--format <F>'), say(FORMAT))
    .option(placed('--since <DAY>'), say({ en: 'first day to count', fr: 'premier jour à compter' }), dayOption)
    .option(placed('--until <DAY>'), say({ en: 'last day to count', fr: 'dernier jour à compter' }), dayOption)
    .addOption(levelOption())
    .option(placed('--state <DIR>'), say(STATE))
    .option(
      '--accept-risk',
      say({
        en: 'publish exact figures, which show what single people did',
        fr: 'publier des chiffres exacts, qui montrent ce qu’une personne seule a fait',
      }),
    )
    .option('--malformed-limit <P>', say(MALFORMED_LIMIT), shareOption)
    .option('--jobs <N>', say(JOBS), jobsOption)
    .option(
      placed('--ledger <FILE>'),
      say({
        en: 'write where every line ended, as JSON for the operator alone',
        fr: 'écrire ce qu’est devenue chaque ligne, en JSON, pour l’exploitant seul',
      }),
      targetOption,
    )
    .option('-q, --quiet', say(QUIET))
    .action(async (logs: string[], options: CountOptions) => done(await count(logs, options)))
  withExamples(command, EXAMPLES)
}

function datasetOption(): Option {
  const words = { en: 'the table to print (default: the first)', fr: 'la table à afficher (défaut : la première)' }
  return new Option(placed('--dataset <NAME>'), say(words)).conflicts(['output', 'write'])
}

function shapeOption(): Option {
  const words = { en: 'print it in this shape, else csv', fr: 'l’afficher sous cette forme, sinon csv' }
  return new Option(placed('--as <SHAPE>'), say(words))
    .choices(SHAPES)
    .argParser(choiceOption(SHAPES))
    .conflicts(['output', 'write'])
}

// The noise of dp is drawn once and kept, which a single pass cannot.
const LEVELS = PROTECTION_LEVELS.filter((level) => level !== 'dp')

function levelOption(): Option {
  const words = { en: 'instead of the level of every table', fr: 'au lieu du niveau de chaque table' }
  return new Option(placed('--protection <LEVEL>'), say(words)).choices(LEVELS).argParser(choiceOption(LEVELS))
}

const EXAMPLES: readonly Example[] = [
  {
    line: 'comptage count --write',
    does: { en: 'the logs and the folder of comptage.yaml', fr: 'les journaux et le dossier de comptage.yaml' },
  },
  {
    line: 'zcat access.log.*.gz | comptage count - > day.csv',
    does: { en: 'one table through a pipe', fr: 'une table à travers un tube' },
  },
  {
    line: 'comptage count --as parquet > day.parquet',
    does: { en: 'the same as Parquet', fr: 'la même en Parquet' },
  },
  {
    line: 'comptage count -o /tmp/try access.log',
    does: { en: 'try it on one log', fr: 'un essai sur un journal' },
  },
]
