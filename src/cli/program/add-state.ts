import type { SpokenCommand } from './spoken-command.ts'

export function addState(program: SpokenCommand): void {
  const state = program
    .command('state')
    .withDescription({ en: 'what is kept between runs', fr: 'l’état gardé entre les exécutions' })
    .withExamples([{ line: 'comptage state key' }, { line: 'comptage state check' }])
  addKey(state)
  addStateCheck(state)
  addSkip(state)
}

function addKey(state: SpokenCommand): void {
  state
    .command('key')
    .withDescription({
      en: 'make the key to the noise of the service, once; it is never shown',
      fr: 'faire la clé du bruit du service, une fois pour toutes ; elle n’est jamais montrée',
    })
    .withShared('config', 'state', 'quiet')
    .runs(async () => (await import('../commands/state.ts')).stateKey)
    .withExamples([{ line: 'comptage state key -c /etc/comptage/comptage.yaml' }])
}

function addStateCheck(state: SpokenCommand): void {
  state
    .command('check')
    .withDescription({
      en: 'whether what is kept adds up, and the published folders are as they were written',
      fr: 'si l’état gardé est cohérent, et les dossiers publiés tels qu’ils ont été écrits',
    })
    .withShared('config', 'state', 'quiet')
    .runs(async () => (await import('../commands/state.ts')).stateCheck)
    .withExamples([{ line: 'comptage state check' }])
}

function addSkip(state: SpokenCommand): void {
  state
    .command('skip')
    .withDescription({
      en: 'give up a file that no run can read: no period waits for it any more',
      fr: 'renoncer à un fichier qu’aucune exécution ne peut lire : aucune période ne l’attend plus',
    })
    .withArgument('<FILE>', { en: 'as status names it', fr: 'comme status le nomme' })
    .withShared('config', 'state', 'quiet')
    .runs(async () => (await import('../commands/state.ts')).stateSkip)
    .withExamples([{ line: 'comptage state skip /var/log/nginx/access.log.9.gz' }])
}
