import type { Command } from 'commander'
import type { Language } from '../../src/domain/service.ts'
import { EXIT } from '../../src/cli/exit-code.ts'
import { argumentWords, examplesOf, optionWords } from '../../src/cli/help/help-text.ts'
import { say, speak } from '../../src/cli/language/language.ts'
import { createProgram } from '../../src/cli/program.ts'

/** The manual page comptage(1), in roff, out of the same table of commands as the help. */
export function manPage(language: Language): string {
  speak(language)
  const program = createProgram(() => undefined)
  const heading = (en: string, fr: string): string => `.SH ${say({ en, fr })}`
  return [
    '.TH COMPTAGE 1',
    heading('NAME', 'NOM'),
    `comptage \\- ${roff(program.description())}`,
    heading('SYNOPSIS', 'SYNOPSIS'),
    roff(program.createHelp().commandUsage(program)),
    heading('OPTIONS OF EVERY COMMAND', 'OPTIONS DE TOUTE COMMANDE'),
    ...optionsOf(program),
    ...commandsOf(program),
    heading('EXIT STATUS', 'CODES DE RETOUR'),
    ...Object.entries(EXIT).map(([name, code]) => `.TP\n.B ${code}\n${roff(name)}`),
    heading('FILES', 'FICHIERS'),
    roff('./comptage.yaml, /etc/comptage/comptage.yaml'),
    '',
  ].join('\n')
}

function commandsOf(program: Command): readonly string[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help')
    .flatMap((command) => [...sectionOf(command), ...commandsOf(command)])
}

function sectionOf(command: Command): readonly string[] {
  const helper = command.createHelp()
  const examples = examplesOf(command).map(
    ({ line, does }) => `${roff(line)}${does === undefined ? '' : `\n${roff(`    ${say(does)}`)}`}`,
  )
  return [
    `.SH ${roff(helper.commandUsage(command))}`,
    roff(command.description()),
    ...(examples.length === 0 ? [] : [`.PP\n.nf\n${examples.join('\n')}\n.fi`]),
    ...command.registeredArguments.map((argument) => item(argument.name(), argumentWords(argument))),
    ...optionsOf(command),
  ]
}

function optionsOf(command: Command): readonly string[] {
  const helper = command.createHelp()
  return helper.visibleOptions(command).map((option) => item(option.flags, optionWords(option)))
}

function item(term: string, words: string): string {
  return `.TP\n.B ${roff(term)}\n${roff(words)}`
}

/** Roff takes a backslash, a hyphen, and a dot or an apostrophe at the beginning of a line for its own. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&')
}
