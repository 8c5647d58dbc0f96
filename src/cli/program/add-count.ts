import { LOGS } from '../shared-options.ts'
import { SHAPES } from '../../pipeline/index.ts'
import { PROTECTION_LEVELS } from '../../domain/table.ts'
import { count } from '../commands/count.ts'
import type { SpokenCommand } from './spoken-command.ts'
import { targetOption } from '../options.ts'

export function addCount(program: SpokenCommand): void {
  program
    .command('count')
    .withDescription({
      en: 'one pass over logs: a table on stdout, or dataset folders',
      fr: 'une lecture des journaux : un tableau sur la sortie standard, ou des dossiers de données',
    })
    .withArgument('[LOG...]', LOGS)
    .withShared('config', 'output')
    .withOption('--write', {
      en: 'write the dataset folders to output: of the configuration',
      fr: 'écrire les dossiers de données dans output: de la configuration',
    })
    .withShared('cutAnew')
    .withOption(
      '--dataset <NAME>',
      { en: 'the table to print (default: the first)', fr: 'le tableau à afficher (défaut : le premier)' },
      { conflicts: ['output', 'write'] },
    )
    .withOption(
      '--as <SHAPE>',
      { en: 'print it in this shape, else csv', fr: 'l’afficher sous cette forme, sinon csv' },
      { choices: SHAPES, conflicts: ['output', 'write'] },
    )
    .withShared('format', 'since', 'until')
    .withOption(
      '--protection <LEVEL>',
      { en: 'instead of the level of every table', fr: 'au lieu du niveau de chaque tableau' },
      { choices: LEVELS },
    )
    .withShared('state')
    .withOption('--accept-risk', {
      en: 'publish exact figures, which show what single people did',
      fr: 'publier des chiffres exacts, qui montrent ce qu’une personne seule a fait',
    })
    .withShared('malformedLimit', 'jobs')
    .withOption(
      '--ledger <FILE>',
      {
        en: 'write where every line ended, as JSON for the operator alone',
        fr: 'écrire ce qu’est devenue chaque ligne, en JSON, pour l’exploitant seul',
      },
      { parse: targetOption },
    )
    .withShared('quiet')
    .runs(() => Promise.resolve(count))
    .withExamples([
      {
        line: 'comptage count --write',
        does: { en: 'the logs and the folder of comptage.yaml', fr: 'les journaux et le dossier de comptage.yaml' },
      },
      {
        line: 'zcat access.log.*.gz | comptage count - > day.csv',
        does: { en: 'one table through a pipe', fr: 'un tableau à travers un tube' },
      },
      {
        line: 'comptage count --as parquet > day.parquet',
        does: { en: 'the same as Parquet', fr: 'le même en Parquet' },
      },
      {
        line: 'comptage count -o /tmp/try access.log',
        does: { en: 'try it on one log', fr: 'un essai sur un journal' },
      },
    ])
}

// The noise of dp is drawn once and kept, which a single pass cannot.
const LEVELS = PROTECTION_LEVELS.filter((level) => level !== 'dp')
