import type { Argument, Command, Help, Option } from 'commander'
import type { Both } from '../../domain/service.ts'
import { say } from '../language/language.ts'
import { SpokenCommand, type Example } from '../program/spoken-command.ts'
import { widthOf, wide } from '../terminal/wide.ts'

const HEADINGS = {
  usage: { en: 'Usage:', fr: 'Emploi :' },
  examples: { en: 'Examples:', fr: 'Exemples :' },
  arguments: { en: 'Arguments:', fr: 'Arguments :' },
  options: { en: 'Options:', fr: 'Options :' },
  global: { en: 'Always:', fr: 'Toujours :' },
  commands: { en: 'Commands:', fr: 'Commandes :' },
} as const satisfies Record<string, Both>

/** Of the options that every command has; the others are the program's own. */
const ALWAYS = ['--lang', '--no-pager']

/** Help for a command: how to call it, examples, then every argument and option. */
export function helpText(command: Command, helper: Help): string {
  const width = helper.padWidth(command, helper)
  const item = (term: string, description: string): string => helper.formatItem(term, width, description, helper)
  const list = (heading: Both, items: readonly string[]): readonly string[] =>
    items.length === 0 ? [] : [`${say(heading)}\n${items.join('\n')}\n`]
  const remark = command instanceof SpokenCommand ? command.remark : undefined
  const options = (of: readonly Option[]) => of.map((option) => item(helper.optionTerm(option), optionWords(option)))
  return [
    `${say(HEADINGS.usage)} ${helper.commandUsage(command)}\n`,
    `${helper.boxWrap(command.description(), helper.helpWidth ?? 80)}\n`,
    ...list(HEADINGS.examples, exampleLines(examplesOf(command))),
    ...(remark === undefined ? [] : [`${helper.boxWrap(say(remark), helper.helpWidth ?? 80)}\n`]),
    ...list(
      HEADINGS.commands,
      helper.visibleCommands(command).map((sub) => item(helper.subcommandTerm(sub), sub.description())),
    ),
    ...list(
      HEADINGS.arguments,
      command.registeredArguments.map((argument) => item(argument.name(), argumentWords(argument))),
    ),
    ...list(HEADINGS.options, options(helper.visibleOptions(command))),
    ...list(
      HEADINGS.global,
      options(helper.visibleGlobalOptions(command).filter(({ long }) => ALWAYS.includes(long ?? ''))),
    ),
  ].join('\n')
}

export function examplesOf(command: Command): readonly Example[] {
  return command instanceof SpokenCommand ? command.examples : []
}

function exampleLines(examples: readonly Example[]): readonly string[] {
  const longest = Math.max(0, ...examples.filter(({ does }) => does !== undefined).map(({ line }) => widthOf(line)))
  return examples.map(({ line, does }) => (does === undefined ? `  ${line}` : `  ${wide(line, longest)}  ${say(does)}`))
}

/** What an option does, and what it takes or is without it. */
export function optionWords({ description, argChoices, defaultValue }: Option): string {
  return described(description, argChoices, defaultValue)
}

export function argumentWords({ description, argChoices, defaultValue }: Argument): string {
  return described(description, argChoices, defaultValue)
}

function described(description: string, choices: readonly string[] | undefined, fallback: unknown): string {
  const facts = [
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(typeof fallback === 'string' ? [say({ en: `default: ${fallback}`, fr: `défaut : ${fallback}` })] : []),
  ]
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`
}
