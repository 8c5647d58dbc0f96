import type { CommanderError } from 'commander'
import { say } from '../language/language.ts'
import { meaning } from './words.ts'

/**
 * What is wrong with a command line, in the language that is spoken. Commander has it as English sentences around what was
 * typed; its own words are exchanged for ours, by its code.
 */
export function usageWords({ code, message }: CommanderError): string {
  const text = message.replace(/^error: /, '')
  const [, first = '', second = ''] = /'([^']*)'(?:[^']*'([^']*)')?/.exec(text) ?? []
  const guess = meaning(/\(Did you mean (?:one of )?([^?,]*)[?,]/.exec(text)?.[1])
  switch (code) {
    case 'commander.unknownOption':
      return say({ en: `unknown option ${first}${guess}`, fr: `l’option ${first} n’existe pas${guess}` })
    case 'commander.unknownCommand':
      return say({ en: `unknown command ${first}${guess}`, fr: `la commande ${first} n’existe pas${guess}` })
    case 'commander.missingArgument':
      return say({ en: `the argument ${first} is missing`, fr: `il manque l’argument ${first}` })
    case 'commander.optionMissingArgument':
      return say({ en: `the option ${first} needs a value`, fr: `l’option ${first} demande une valeur` })
    case 'commander.missingMandatoryOptionValue':
      return say({ en: `the option ${first} is needed`, fr: `l’option ${first} est nécessaire` })
    case 'commander.conflictingOption':
      return say({ en: `${first} cannot go with ${second}`, fr: `${first} ne va pas avec ${second}` })
    case 'commander.excessArguments': {
      const [wanted = '', given = ''] = text.match(/\d+/g) ?? []
      return say({ en: `${given} arguments, but ${wanted} at most`, fr: `${given} arguments, mais ${wanted} au plus` })
    }
    case 'commander.invalidArgument': {
      const why = / is invalid\. (.*)$/s.exec(text)?.[1] ?? ''
      return say({
        en: `${first} may not be "${second}": ${why}`,
        fr: `${first} ne peut pas valoir « ${second} » : ${why}`,
      })
    }
    default:
      return text.replaceAll('\n', ' ')
  }
}
