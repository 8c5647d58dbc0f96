import { Argument } from 'commander'
import { SHELLS } from '../shell-completion.ts'
import { say } from '../language/language.ts'
import { choiceOption } from '../options.ts'
import type { SpokenCommand } from './spoken-command.ts'

export function addCompletion(program: SpokenCommand): void {
  program
    .command('completion')
    .withDescription({
      en: 'lets a shell complete commands, options and their values',
      fr: 'permet à un shell de compléter les commandes, les options et leurs valeurs',
    })
    .addArgument(
      new Argument('<SHELL>', say({ en: 'the shell', fr: 'le shell' })).choices(SHELLS).argParser(choiceOption(SHELLS)),
    )
    .runs(async () => (await import('../commands/lists/completion.ts')).completion)
    .withExamples([
      { line: 'comptage completion bash > /etc/bash_completion.d/comptage' },
      { line: 'comptage completion zsh > "${fpath[1]}/_comptage"' },
      { line: 'comptage completion fish > ~/.config/fish/completions/comptage.fish' },
    ])
  program
    .command('complete', { hidden: true })
    .argument('[WORD...]')
    .allowUnknownOption()
    .runs(async () => {
      const { complete } = await import('../commands/lists/completion.ts')
      return (words: readonly string[]) => complete(program, words)
    })
}
