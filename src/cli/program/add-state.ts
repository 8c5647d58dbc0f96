import type { Command } from 'commander'
import type { StateKeyOptions } from '../commands/state-key.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples } from '../help/examples.ts'
import { say } from '../language/language.ts'
import { CONFIG, placed, QUIET, STATE } from '../option-texts.ts'

export function addState(program: Command, done: (code: ExitCode) => void): void {
  const state = program
    .command('state')
    .description(say({ en: 'what is kept between runs', fr: 'l’état gardé entre les exécutions' }))
  withExamples(state, [{ line: 'comptage state key' }])
  const key = state
    .command('key')
    .description(
      say({
        en: 'make the key to the noise of the service, once; it is never shown',
        fr: 'faire la clé du bruit du service, une fois pour toutes ; elle n’est jamais montrée',
      }),
    )
    .option(placed('-c, --config <FILE>'), say(CONFIG))
    .option(placed('--state <DIR>'), say(STATE))
    .option('-q, --quiet', say(QUIET))
    .action(async (options: StateKeyOptions) => {
      const { stateKey } = await import('../commands/state-key.ts')
      done(stateKey(options))
    })
  withExamples(key, [{ line: 'comptage state key -c /etc/comptage/comptage.yaml' }])
}
