import type { Command } from 'commander'
import type { Language, Both } from '../../src/domain/service.ts'
import { EXIT, type ExitCode } from '../../src/cli/exit-code.ts'
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
    ...CODES.map(([code, words]) => item(String(code), say(words))),
    heading('FILES', 'FICHIERS'),
    roff('./comptage.yaml, /etc/comptage/comptage.yaml'),
    '',
  ].join('\n')
}

/** What docs/errors.md says of each, in few words. */
const CODES: readonly (readonly [code: ExitCode, words: Both])[] = [
  [EXIT.done, { en: 'done, perhaps with warnings', fr: 'fait, peut-être avec des avertissements' }],
  [EXIT.doubtful, { en: 'status: somebody should look', fr: 'status : quelqu’un devrait regarder' }],
  [EXIT.critical, { en: 'status: nothing is counted, or published', fr: 'status : rien n’est compté, ou publié' }],
  [EXIT.usage, { en: 'the command line is wrong', fr: 'la ligne de commande est fausse' }],
  [EXIT.data, { en: 'too many lines do not fit', fr: 'trop de lignes ne conviennent pas' }],
  [EXIT.noInput, { en: 'a log is not there', fr: 'un journal manque' }],
  [EXIT.bug, { en: 'a fault of comptage', fr: 'un défaut de comptage' }],
  [EXIT.io, { en: 'reading or writing failed', fr: 'une lecture ou une écriture a échoué' }],
  [EXIT.tryLater, { en: 'another run is at work', fr: 'une autre exécution est en cours' }],
  [EXIT.noPermission, { en: 'no permission to read', fr: 'pas le droit de lire' }],
  [EXIT.configuration, { en: 'the configuration is wrong', fr: 'la configuration est fausse' }],
  [EXIT.interrupted, { en: 'ended by SIGINT', fr: 'interrompu par SIGINT' }],
  [EXIT.terminated, { en: 'ended by SIGTERM', fr: 'terminé par SIGTERM' }],
]

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
