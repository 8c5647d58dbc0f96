import type { Both } from '../../domain/service.ts'
import type { SpokenCommand } from './spoken-command.ts'

export function addVerify(program: SpokenCommand): void {
  program
    .command('verify')
    .withDescription({
      en: 'a published folder, with nothing but the folder: checksums, figures, words, licence, texts',
      fr: 'un dossier publié, sans rien d’autre que lui : empreintes, chiffres, mots, licence, textes',
    })
    .withArgument('<FOLDER...>', {
      en: 'the folder of one dataset, with its datapackage.json; with --all several, or folders that hold some',
      fr: 'le dossier d’un jeu de données, avec son datapackage.json ; avec --all plusieurs, ou des dossiers qui en contiennent',
    })
    .withOption('-c, --config <FILE>', {
      en: 'also: every word of the folder stands in this comptage.yaml',
      fr: 'aussi : chaque mot du dossier figure dans ce comptage.yaml',
    })
    .withOption('--all', {
      en: 'what all folders together tell of hidden figures: services, levels of detail, kept editions',
      fr: 'ce que tous les dossiers ensemble disent des chiffres masqués : services, niveaux de détail, éditions conservées',
    })
    .withShared('json')
    .withOption('-q, --quiet', { en: 'say nothing where nothing is wrong', fr: 'ne rien dire là où tout va bien' })
    .runs(async () => (await import('../commands/verify.ts')).verify)
    .withExamples(
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
