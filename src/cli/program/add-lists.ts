import type { SpokenCommand } from './spoken-command.ts'

export function addFormats(program: SpokenCommand): void {
  program
    .command('formats')
    .withDescription({
      en: 'the log formats that have a name; or what one of them holds, with a sample line',
      fr: 'les formats de journaux qui ont un nom ; ou ce que l’un d’eux contient, avec une ligne d’exemple',
    })
    .withArgument('[NAME]', { en: 'a name, as combined', fr: 'un nom, comme combined' })
    .withShared('json')
    .withOption('-q, --quiet', { en: 'names alone', fr: 'les noms seuls' })
    .runs(async () => (await import('../commands/lists/formats.ts')).formats)
    .withExamples([
      { line: 'comptage formats', does: { en: 'all of them', fr: 'tous' } },
      { line: 'comptage formats combined', does: { en: 'one, with a sample line', fr: 'un seul, avec un exemple' } },
    ])
}

export function addLicences(program: SpokenCommand): void {
  program
    .command('licences')
    .withDescription({
      en: 'the licences that data can have, and what each asks of a reuser',
      fr: 'les licences que peuvent avoir les données, et ce que chacune demande à qui les réutilise',
    })
    .withOption('--json', {
      en: 'the same as JSON, with addresses and the names that portals use',
      fr: 'la même chose en JSON, avec les adresses et les noms qu’emploient les portails',
    })
    .withOption('-q, --quiet', { en: 'identifiers alone', fr: 'les identifiants seuls' })
    .runs(async () => (await import('../commands/lists/licences.ts')).licences)
    .withExamples([{ line: 'comptage licences' }, { line: 'comptage licences --json' }])
}
