import { Command, Help, Option } from 'commander'
import { nearestWord } from '../../config/index.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Both } from '../../domain/service.ts'
import { say } from '../language/language.ts'
import { choiceOption } from '../options.ts'
import { unknownCommand } from '../words/usage-words.ts'
import { placed, SHARED, type SharedOption } from '../shared-options.ts'

/** Is told the exit code of a command. */
export type Done = (code: ExitCode) => void

/** What a command does with its argument, if it takes one, and its options. */
type Act<A, B> = (first: A, second: B) => ExitCode | Promise<ExitCode>

type Rules<T> = {
  /** Of what is typed, `before` being that of the same option further left. */
  readonly parse?: (text: string, before: T) => T
  /** The words that it takes. */
  readonly choices?: readonly string[]
  readonly fallback?: string
  readonly isRequired?: true
  readonly conflicts?: string | string[]
}

/** A line to type, and what it does. */
export type Example = { readonly line: string; readonly does?: Both }

/** A command that says in the language that is spoken what it does and takes. */
export class SpokenCommand extends Command {
  examples: readonly Example[] = []
  remark: Both | undefined
  readonly done: Done

  constructor(name: string | undefined, done: Done) {
    super(name)
    this.done = done
    // Commander shows the page of the last command that there is, without a word: of `help state bogus` that of state.
    this.addHelpText('before', ({ error }) => {
      const [first, ...named] = (error ? this : this.parent)?.args ?? []
      if (first === 'help') showBelow(this, error ? named : named.slice(1))
      return ''
    })
  }

  override createCommand(name?: string): SpokenCommand {
    return new SpokenCommand(name, this.done)
  }

  override createHelp(): Help {
    return Object.assign(new UnbrokenHelp(), this.configureHelp())
  }

  /** @param load gives what it does, loaded only where it is asked for: `count` is the one that cron starts */
  runs<A, B>(load: () => Promise<Act<A, B>>): this {
    return this.action(async (first: A, second: B) => {
      const act = await load()
      this.done(await act(first, second))
    })
  }

  withDescription(words: Both): this {
    return this.description(say(words))
  }

  /** Examples, which help shows first, since they are what most people look for; and a remark below them. */
  withExamples(examples: readonly Example[], remark?: Both): this {
    this.examples = examples
    this.remark = remark
    return this
  }

  withArgument(name: string, words: Both): this {
    return this.argument(placed(name), say(words))
  }

  /** @param flags as `-o, --output <DIR>`, the placeholder in English */
  withOption<T>(flags: string, words: Both, rules: Rules<T> = {}): this {
    const { parse, choices, fallback, isRequired = false, conflicts = [] } = rules
    const option = new Option(placed(flags), say(words)).conflicts(conflicts).makeOptionMandatory(isRequired)
    if (fallback !== undefined) option.default(fallback)
    if (parse !== undefined) option.argParser(parse)
    if (choices !== undefined) option.choices(choices).argParser(choiceOption(choices))
    return this.addOption(option)
  }

  /** Options that mean the same wherever they are. */
  withShared(...names: readonly (keyof typeof SHARED)[]): this {
    for (const name of names) {
      const { flags, parse, ...words }: SharedOption = SHARED[name]
      this.withOption(flags, words, parse && { parse })
    }
    return this
  }
}

/** Shows the page of what these words name below a command. @throws ProblemError where there is none */
function showBelow(above: Command, words: readonly string[]): void {
  let command = above
  for (const word of words) {
    const below = command.commands.find((one) => one.name() === word)
    const names = command.commands.map((one) => one.name())
    if (below === undefined)
      throw new ProblemError({ code: 'USAGE', message: unknownCommand(word, nearestWord(word, names)) })
    command = below
  }
  if (command !== above) command.help()
}

/** No line breaks at a no-break space, which commander takes for any other: French has one before a colon. */
class UnbrokenHelp extends Help {
  override boxWrap(text: string, width: number): string {
    const held = text.replaceAll('\u00A0', '\uE000').replaceAll('\u202F', '\uE001')
    return super.boxWrap(held, width).replaceAll('\uE000', '\u00A0').replaceAll('\uE001', '\u202F')
  }
}
