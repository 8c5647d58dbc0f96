import type { StateKeyOptions } from '../commands/state/state-key.ts'
import type { Done, SpokenCommand } from './spoken-command.ts'

export function addState(program: SpokenCommand, done: Done): void {
  const state = program
    .command('state')
    .withDescription({ en: 'what is kept between runs', fr: 'l’état gardé entre les exécutions' })
    .withExamples([{ line: 'comptage state key' }, { line: 'comptage state check' }])
  addKey(state, done)
  addStateCheck(state, done)
  addSkip(state, done)
}

function addKey(state: SpokenCommand, done: Done): void {
  state
    .command('key')
    .withDescription({
      en: 'make the key to the noise of the service, once; it is never shown',
      fr: 'faire la clé du bruit du service, une fois pour toutes ; elle n’est jamais montrée',
    })
    .withShared('config', 'state', 'quiet')
    .action(async (options: StateKeyOptions) => {
      const { stateKey } = await import('../commands/state/state-key.ts')
      done(stateKey(options))
    })
    .withExamples([{ line: 'comptage state key -c /etc/comptage/comptage.yaml' }])
}

function addStateCheck(state: SpokenCommand, done: Done): void {
  state
    .command('check')
    .withDescription({
      en: 'whether what is kept adds up, and the published folders are as they were written',
      fr: 'si l’état gardé est cohérent, et les dossiers publiés tels qu’ils ont été écrits',
    })
    .withShared('config', 'state', 'quiet')
    .action(async (options: StateKeyOptions) => {
      const { stateCheck } = await import('../commands/state/state-check.ts')
      done(await stateCheck(options))
    })
    .withExamples([{ line: 'comptage state check' }])
}

function addSkip(state: SpokenCommand, done: Done): void {
  state
    .command('skip')
    .withDescription({
      en: 'give up a file that no run can read: no period waits for it any more',
      fr: 'renoncer à un fichier qu’aucune exécution ne peut lire : aucune période ne l’attend plus',
    })
    .withArgument('<FILE>', { en: 'as status names it', fr: 'comme status le nomme' })
    .withShared('config', 'state', 'quiet')
    .action(async (file: string, options: StateKeyOptions) => {
      const { stateSkip } = await import('../commands/state/state-skip.ts')
      done(await stateSkip(file, options))
    })
    .withExamples([{ line: 'comptage state skip /var/log/nginx/access.log.9.gz' }])
}
