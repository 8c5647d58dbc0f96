import type { Command } from 'commander'
import type { VerifyOptions } from '../commands/verify.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples } from '../help/examples.ts'
import { say, type Both } from '../language/language.ts'
import { JSON_TOO, placed } from '../option-texts.ts'

export function addVerify(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('verify')
    .description(
      say({
        en: 'a published folder, with nothing but the folder: checksums, figures, words, licence, texts',
        fr: 'un dossier publié, sans rien d’autre que lui : sommes de contrôle, chiffres, mots, licence, textes',
      }),
    )
    .argument(
      placed('<FOLDER...>'),
      say({
        en: 'the folder of one dataset, with its datapackage.json; with --all several, or folders that hold some',
        fr: 'le dossier d’un jeu de données, avec son datapackage.json ; avec --all plusieurs, ou des dossiers qui en contiennent',
      }),
    )
    .option(
      placed('-c, --config <FILE>'),
      say({
        en: 'also: every word of the folder stands in this comptage.yaml',
        fr: 'aussi : chaque mot du dossier figure dans ce comptage.yaml',
      }),
    )
    .option(
      '--all',
      say({
        en: 'what all folders together tell of hidden figures: services, levels of detail, kept editions',
        fr: 'ce que tous les dossiers ensemble disent des chiffres masqués : services, niveaux de détail, éditions conservées',
      }),
    )
    .option('--json', say(JSON_TOO))
    .option('-q, --quiet', say({ en: 'say nothing where nothing is wrong', fr: 'ne rien dire là où tout va bien' }))
    .action(async (folders: readonly string[], options: VerifyOptions) => {
      const { verify } = await import('../commands/verify.ts')
      done(verify(folders, options))
    })
  withExamples(
    command,
    [
      { line: 'comptage verify open-data/mes-demarches' },
      { line: 'comptage verify open-data/mes-demarches --config comptage.yaml --json' },
      { line: 'comptage verify --all open-data archive' },
    ],
    EXIT_CODE,
  )
}

const EXIT_CODE: Both = {
  en: 'The exit code is 65 where anything is wrong.',
  fr: 'Le code de retour est 65 dès que quelque chose ne va pas.',
}
