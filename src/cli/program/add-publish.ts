import { PORTAL_NAMES } from '../../pipeline/index.ts'
import type { Both } from '../../domain/service.ts'
import type { SpokenCommand } from './spoken-command.ts'

export function addPublish(program: SpokenCommand): void {
  program
    .command('publish')
    .withDescription({
      en: 'a published folder to a data portal: creates the dataset, or brings it up to date',
      fr: 'un dossier publié, vers un portail de données : crée le jeu de données, ou le met à jour',
    })
    .withArgument('<FOLDER>', {
      en: 'the folder of one dataset, with its datapackage.json',
      fr: 'le dossier d’un jeu de données, avec son datapackage.json',
    })
    .withOption('--to <PORTAL>', { en: 'the portal', fr: 'le portail' }, { choices: PORTAL_NAMES, isRequired: true })
    .withOption('--url <URL>', {
      en: 'address of the portal (default: https://www.data.gouv.fr; CKAN has none)',
      fr: 'adresse du portail (défaut : https://www.data.gouv.fr ; CKAN n’en a pas)',
    })
    .withOption('--dataset <ID>', DATASET, { conflicts: 'organization' })
    .withOption('--organization <ID>', {
      en: 'create the dataset for this organization',
      fr: 'créer le jeu de données pour cette organisation',
    })
    .withOption('--older', {
      en: 'send the folder even where the portal has a later version',
      fr: 'envoyer le dossier même si le portail a une version plus récente',
    })
    .withOption('--dry-run', {
      en: 'show the calls, and write nothing; without a key, those of a first publication',
      fr: 'montrer les appels, sans rien écrire ; sans clé, ceux d’une première publication',
    })
    .withShared('quiet')
    .runs(async () => (await import('../commands/publish.ts')).publish)
    .withExamples(
      [
        { line: 'comptage publish open-data/mes-demarches --to data.gouv.fr --dry-run' },
        {
          line: 'comptage publish open-data/mes-demarches --to ckan --url https://data.example.fr --organization ville',
        },
      ],
      KEY,
    )
}

const DATASET: Both = {
  en: 'update this dataset, by identifier or slug',
  fr: 'mettre à jour ce jeu de données, désigné par son identifiant ou son nom d’adresse',
}

const KEY: Both = {
  en: 'The key comes from the environment: COMPTAGE_DATAGOUV_KEY, COMPTAGE_CKAN_KEY.',
  fr: 'La clé vient de l’environnement : COMPTAGE_DATAGOUV_KEY, COMPTAGE_CKAN_KEY.',
}
