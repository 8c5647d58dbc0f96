import { Argument } from 'commander'
import { SHELLS, type Shell } from '../completion.ts'
import { say } from '../language/language.ts'
import { choiceOption } from '../options.ts'
import type { Done, SpokenCommand } from './spoken-command.ts'

export function addCompletion(program: SpokenCommand, done: Done): void {
  program
    .command('completion')
    .withDescription({
      en: 'lets a shell complete commands, options and their values',
      fr: 'permet à un shell de compléter les commandes, les options et leurs valeurs',
    })
    .addArgument(
      new Argument('<SHELL>', say({ en: 'the shell', fr: 'le shell' })).choices(SHELLS).argParser(choiceOption(SHELLS)),
    )
    .action(async (shell: Shell) => {
      const { completion } = await import('../commands/lists/completion.ts')
      done(completion(shell))
    })
    .withExamples([
      { line: 'comptage completion bash > /etc/bash_completion.d/comptage' },
      { line: 'comptage completion zsh > "${fpath[1]}/_comptage"' },
      { line: 'comptage completion fish > ~/.config/fish/completions/comptage.fish' },
    ])
  program
    .command('complete', { hidden: true })
    .argument('[WORD...]')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const { complete } = await import('../commands/lists/completion.ts')
      done(complete(program, words))
    })
}
