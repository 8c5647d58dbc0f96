import type { CommanderError } from 'commander'
import type { Both } from '../../domain/service.ts'
import { meaning, numbered, say } from '../language/language.ts'

/**
 * What is wrong with a command line, in the language that is spoken. Commander has it as English sentences around what was
 * typed; its own words are exchanged for ours, by its code.
 */
export function usageWords({ code, message }: CommanderError, argv: readonly string[] = []): string {
  const facts = factsOf(message)
  const words = code === 'commander.unknownOption' && isLeading(facts, argv) ? leadingOption : WORDS[code]
  return words === undefined ? message.replace(/^error: /, '').replaceAll('\n', ' ') : say(words(facts))
}

/** Whether no word but options stands before it, and it is like none that may: most often it is one of the command that follows. */
function isLeading({ first, guess }: Facts, argv: readonly string[]): boolean {
  const before = argv.slice(
    0,
    argv.findIndex((word) => word.split('=')[0] === first),
  )
  return guess === '' && before.every((word, at) => word.startsWith('-') || before[at - 1] === '--lang')
}

type Facts = {
  /** What stands between quotes: an option, an argument, a command. */
  readonly first: string
  readonly second: string
  readonly numbers: readonly string[]
  /** `; did you mean "…"?`, or nothing. */
  readonly guess: string
  /** What an option expects, in our words. */
  readonly why: string
}

function factsOf(message: string): Facts {
  const [, one = '', , other = ''] = message.split("'")
  // Of an option its name comes first, of an argument what was typed.
  const [first, second] = message.search(/ is invalid for argument/) >= 0 ? [other, one] : [one, other]
  const [, guessed] = message.split('(Did you mean ')
  const [nearest] = guessed?.replace('one of ', '').split(/[?,]/) ?? []
  const [, invalid = ''] = message.split(/ is invalid/)
  const why = invalid.slice(invalid.indexOf('. ') + 2)
  return { first, second, numbers: message.match(/\d+/g) ?? [], guess: meaning(nearest), why }
}

/** Of a command that does not exist, and the one that may have been meant. */
export function unknownCommand(name: string, nearest: string | undefined): string {
  return say(noCommand({ first: name, guess: meaning(nearest) }))
}

function noCommand({ first, guess }: Pick<Facts, 'first' | 'guess'>): Both {
  return {
    en: `unknown command ${first}${guess}`,
    fr: `la commande ${first} n’existe pas${guess}`,
  }
}

function leadingOption({ first }: Facts): Both {
  return {
    en: `no option ${first} stands before the command; one of a command follows it: comptage COMMAND ${first}`,
    fr: `aucune option ${first} ne se met avant la commande ; celle d’une commande la suit : comptage COMMANDE ${first}`,
  }
}

const WORDS: Readonly<Record<string, (facts: Facts) => Both>> = {
  'commander.unknownOption': ({ first, guess }) => ({
    en: `unknown option ${first}${guess}`,
    fr: `l’option ${first} n’existe pas${guess}`,
  }),
  'commander.unknownCommand': noCommand,
  'commander.missingArgument': ({ first }) => ({
    en: `the argument ${first} is missing`,
    fr: `il manque l’argument ${first}`,
  }),
  'commander.optionMissingArgument': ({ first }) => ({
    en: `the option ${first} needs a value`,
    fr: `l’option ${first} demande une valeur`,
  }),
  'commander.missingMandatoryOptionValue': ({ first }) => ({
    en: `the option ${first} is needed`,
    fr: `l’option ${first} est nécessaire`,
  }),
  'commander.conflictingOption': ({ first, second }) => ({
    en: `${first} cannot go with ${second}`,
    fr: `${first} ne va pas avec ${second}`,
  }),
  'commander.excessArguments': ({ numbers: [wanted = '', given = ''] }) => {
    const count = numbered(Number(given), { en: ['argument', 'arguments'], fr: ['argument', 'arguments'] })
    return wanted === '0'
      ? { en: `${count}, where none is taken`, fr: `${count}, alors qu’il n’en faut pas` }
      : { en: `${count}, but ${wanted} at most`, fr: `${count}, mais ${wanted} au plus` }
  },
  'commander.invalidArgument': ({ first, second, why }) => ({
    en: `${first} may not be "${second}": ${why}`,
    fr: `${first} ne peut pas valoir « ${second} » : ${why}`,
  }),
}
