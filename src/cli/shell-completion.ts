import type { Command, Option } from 'commander'

/** What can be asked of the machine while somebody types. */
type Known = {
  readonly datasets: () => readonly string[]
  readonly features: () => readonly string[]
  readonly formats: () => readonly string[]
}

/**
 * What may stand in the place of the last of these words.
 *
 * @param words what follows the program's name; the last one is unfinished, perhaps empty
 * @returns nothing where a file may stand, which the shell knows best
 */
export function wordsAfter(program: Command, words: readonly string[], known: Known): readonly string[] {
  const begun = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const command = commandOf(program, before)
  const last = before.at(-1)
  const option = optionsOf(command).find(({ long, short }) => last !== undefined && (last === long || last === short))
  return candidates(command, option, begun, known).filter((word) => word.startsWith(begun))
}

function commandOf(program: Command, words: readonly string[]): Command {
  return words.reduce((command, word) => command.commands.find((sub) => sub.name() === word) ?? command, program)
}

function optionsOf(command: Command): readonly Option[] {
  const helper = command.createHelp()
  return [...helper.visibleOptions(command), ...(command.parent === null ? [] : optionsOf(command.parent))]
}

function candidates(command: Command, option: Option | undefined, begun: string, known: Known): readonly string[] {
  // 1. the value of an option
  if (option?.required === true) return valuesOf(command, option, known)
  // 2. an option
  if (begun.startsWith('-')) return optionsOf(command).flatMap(({ long }) => (long === undefined ? [] : [long]))
  // 3. a command
  if (command.commands.length > 0)
    return command
      .createHelp()
      .visibleCommands(command)
      .map((sub) => sub.name())
  // 4. an argument
  return argumentsOf(command, known)
}

function argumentsOf(command: Command, known: Known): readonly string[] {
  if (command.name() === 'formats') return known.formats()
  if (command.name() === 'explain') return known.features()
  return command.registeredArguments[0]?.argChoices ?? []
}

function valuesOf(command: Command, { long, argChoices }: Option, known: Known): readonly string[] {
  if (long === '--lang') return ['fr', 'en']
  if (long === '--format') return known.formats()
  if (long === '--dataset' && command.name() !== 'publish') return known.datasets()
  return argChoices ?? []
}

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** What a shell has to read once: it asks the program itself what may come next, and completes files where nothing is said. */
export const SHELL_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_comptage() {
  local IFS=$'\\n'
  COMPREPLY=($(comptage complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _comptage comptage
`,
  zsh: `#compdef comptage
_comptage() {
  local -a found
  found=(\${(f)"$(comptage complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( $#found )); then compadd -a found; else _files; fi
}
(( $+functions[compdef] )) && compdef _comptage comptage
`,
  fish: `function __comptage_words
  comptage complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
end
complete -c comptage -a '(__comptage_words)'
`,
}
