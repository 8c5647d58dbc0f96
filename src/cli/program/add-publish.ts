import { Option, type Command } from 'commander'
import { PORTAL_NAMES } from '../../pipeline/index.ts'
import type { PublishOptions } from '../commands/publish.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples } from '../help/examples.ts'
import { say, type Both } from '../language/language.ts'
import { placed, QUIET } from '../option-texts.ts'
import { choiceOption } from '../options.ts'

export function addPublish(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('publish')
    .description(
      say({
        en: 'a published folder to a data portal: creates the dataset, or brings it up to date',
        fr: 'un dossier publié, vers un portail de données : crée le jeu de données, ou le met à jour',
      }),
    )
    .argument(
      placed('<FOLDER>'),
      say({
        en: 'the folder of one dataset, with its datapackage.json',
        fr: 'le dossier d’un jeu de données, avec son datapackage.json',
      }),
    )
    .addOption(portalOption())
    .option(
      '--url <URL>',
      say({
        en: 'address of the portal (default: https://www.data.gouv.fr; CKAN has none)',
        fr: 'adresse du portail (défaut : https://www.data.gouv.fr ; CKAN n’en a pas)',
      }),
    )
    .addOption(new Option('--dataset <ID>', say(DATASET)).conflicts('organization'))
    .option(
      '--organization <ID>',
      say({ en: 'create the dataset for this organization', fr: 'créer le jeu de données pour cette organisation' }),
    )
    .option(
      '--older',
      say({
        en: 'send the folder even where the portal has a later version',
        fr: 'envoyer le dossier même si le portail a une version plus récente',
      }),
    )
    .option(
      '--dry-run',
      say({
        en: 'show the calls, and write nothing; without a key, those of a first publication',
        fr: 'montrer les appels, sans rien écrire ; sans clé, ceux d’une première publication',
      }),
    )
    .option('-q, --quiet', say(QUIET))
    .action(async (folder: string, options: PublishOptions) => {
      const { publish } = await import('../commands/publish.ts')
      done(await publish(folder, options))
    })
  withExamples(
    command,
    [
      { line: 'comptage publish open-data/mes-demarches --to data.gouv.fr --dry-run' },
      {
        line: 'comptage publish open-data/mes-demarches --to ckan --url https://data.example.fr --organization ville',
      },
    ],
    KEY,
  )
}

function portalOption(): Option {
  return new Option(placed('--to <PORTAL>'), say({ en: 'the portal', fr: 'le portail' }))
    .choices(PORTAL_NAMES)
    .argParser(choiceOption(PORTAL_NAMES))
    .makeOptionMandatory()
}

const DATASET: Both = {
  en: 'update this dataset, by identifier or slug',
  fr: 'mettre à jour ce jeu de données, désigné par son identifiant ou son nom d’adresse',
}

const KEY: Both = {
  en: 'The key comes from the environment: COMPTAGE_DATAGOUV_KEY, COMPTAGE_CKAN_KEY.',
  fr: 'La clé vient de l’environnement : COMPTAGE_DATAGOUV_KEY, COMPTAGE_CKAN_KEY.',
}
