import type { Command } from 'commander'
import type { FormatsOptions } from '../commands/lists/formats.ts'
import type { LicencesOptions } from '../commands/lists/licences.ts'
import type { ExitCode } from '../exit-code.ts'
import { withExamples } from '../help/examples.ts'
import { say } from '../language/language.ts'
import { JSON_TOO, placed } from '../option-texts.ts'

export function addFormats(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('formats')
    .description(
      say({
        en: 'the log formats that have a name; or what one of them holds, with a sample line',
        fr: 'les formats de journaux qui ont un nom ; ou ce que l’un d’eux contient, avec une ligne d’exemple',
      }),
    )
    .argument(placed('[NAME]'), say({ en: 'a name, as combined', fr: 'un nom, comme combined' }))
    .option('--json', say(JSON_TOO))
    .option('-q, --quiet', say({ en: 'names alone', fr: 'les noms seuls' }))
    .action(async (name: string | undefined, options: FormatsOptions) => {
      const { formats } = await import('../commands/lists/formats.ts')
      done(formats(name, options))
    })
  withExamples(command, [
    { line: 'comptage formats', does: { en: 'all of them', fr: 'tous' } },
    { line: 'comptage formats combined', does: { en: 'one, with a sample line', fr: 'un seul, avec un exemple' } },
  ])
}

export function addLicences(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('licences')
    .description(
      say({
        en: 'the licences that data can have, and what each asks of a reuser',
        fr: 'les licences que peuvent avoir les données, et ce que chacune demande à qui les réutilise',
      }),
    )
    .option(
      '--json',
      say({
        en: 'the same as JSON, with addresses and the names that portals use',
        fr: 'la même chose en JSON, avec les adresses et les noms qu’emploient les portails',
      }),
    )
    .option('-q, --quiet', say({ en: 'identifiers alone', fr: 'les identifiants seuls' }))
    .action(async (options: LicencesOptions) => {
      const { licences } = await import('../commands/lists/licences.ts')
      done(licences(options))
    })
  withExamples(command, [{ line: 'comptage licences' }, { line: 'comptage licences --json' }])
}
