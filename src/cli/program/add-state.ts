import type { Command } from 'commander'
import type { StateKeyOptions } from '../commands/state/state-key.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples } from '../help/examples.ts'
import { say } from '../language/language.ts'
import { CONFIG, placed, QUIET, STATE } from '../option-texts.ts'

type Done = (code: ExitCode) => void

export function addState(program: Command, done: Done): void {
  const state = program
    .command('state')
    .description(say({ en: 'what is kept between runs', fr: 'l’état gardé entre les exécutions' }))
  withExamples(state, [{ line: 'comptage state key' }, { line: 'comptage state check' }])
  addKey(state, done)
  addStateCheck(state, done)
  addSkip(state, done)
}

function addKey(state: Command, done: Done): void {
  const key = withOptions(state.command('key'))
    .description(
      say({
        en: 'make the key to the noise of the service, once; it is never shown',
        fr: 'faire la clé du bruit du service, une fois pour toutes ; elle n’est jamais montrée',
      }),
    )
    .action(async (options: StateKeyOptions) => {
      const { stateKey } = await import('../commands/state/state-key.ts')
      done(stateKey(options))
    })
  withExamples(key, [{ line: 'comptage state key -c /etc/comptage/comptage.yaml' }])
}

function addStateCheck(state: Command, done: Done): void {
  const check = withOptions(state.command('check'))
    .description(
      say({
        en: 'whether what is kept adds up, and the published folders are as they were written',
        fr: 'si l’état gardé est cohérent, et les dossiers publiés tels qu’ils ont été écrits',
      }),
    )
    .action(async (options: StateKeyOptions) => {
      const { stateCheck } = await import('../commands/state/state-check.ts')
      done(await stateCheck(options))
    })
  withExamples(check, [{ line: 'comptage state check' }])
}

function addSkip(state: Command, done: Done): void {
  const skip = withOptions(
    state.command('skip').argument(placed('<FILE>'), say({ en: 'as status names it', fr: 'comme status le nomme' })),
  )
    .description(
      say({
        en: 'give up a file that no run can read: no period waits for it any more',
        fr: 'renoncer à un fichier qu’aucune exécution ne peut lire : aucune période ne l’attend plus',
      }),
    )
    .action(async (file: string, options: StateKeyOptions) => {
      const { stateSkip } = await import('../commands/state/state-skip.ts')
      done(await stateSkip(file, options))
    })
  withExamples(skip, [{ line: 'comptage state skip /var/log/nginx/access.log.9.gz' }])
}

function withOptions(command: Command): Command {
  return command
    .option(placed('-c, --config <FILE>'), say(CONFIG))
    .option(placed('--state <DIR>'), say(STATE))
    .option('-q, --quiet', say(QUIET))
}
