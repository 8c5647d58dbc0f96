import type { SpokenCommand } from './spoken-command.ts'

export function addCheck(program: SpokenCommand): void {
  program
    .command('check')
    .withDescription({
      en: 'the configuration, and what logs look like through it; writes nothing',
      fr: 'la configuration, et les journaux vus à travers elle ; n’écrit rien',
    })
    .withArgument('[LOG...]', {
      en: 'logs to try it on, plain or compressed; - is stdin',
      fr: 'journaux pour l’essayer, en clair ou compressés ; - est l’entrée standard',
    })
    .withOption('--utility', {
      en: 'also: what can still be found out, and how much of the figures of logs protection would leave',
      fr: 'aussi : ce qui peut encore se découvrir, et ce que la protection laisserait des chiffres de journaux',
    })
    .withShared('config', 'state', 'format', 'quiet')
    .runs(async () => (await import('../commands/check.ts')).check)
    .withExamples([
      { line: 'comptage check', does: { en: 'the configuration alone', fr: 'la configuration seule' } },
      {
        line: 'comptage check /var/log/nginx/*.log*',
        does: {
          en: 'also: which paths no feature has',
          fr: 'aussi : les chemins qu’aucune fonctionnalité ne reconnaît',
        },
      },
    ])
}

export function addExplain(program: SpokenCommand): void {
  program
    .command('explain')
    .withDescription({
      en: 'what becomes of a request, step by step',
      fr: 'ce que devient une requête, étape par étape',
    })
    .withArgument('[REQUEST...]', {
      en: '[METHOD ][HOST]/path[?query], without a method a GET; or the id of a feature',
      fr: '[MÉTHODE ][HÔTE]/chemin[?paramètres], sans méthode un GET ; ou l’id d’une fonctionnalité',
    })
    .withOption('--line', {
      en: 'explain one line of a log, read from stdin, without showing it',
      fr: 'expliquer une ligne de journal, lue sur l’entrée standard, sans la montrer',
    })
    .withShared('config', 'format')
    .withOption('-q, --quiet', { en: 'show the decision alone', fr: 'ne montrer que la décision' })
    .runs(async () => (await import('../commands/explain.ts')).explain)
    .withExamples([
      { line: 'comptage explain "POST /demarches/12/pieces"' },
      { line: 'comptage explain "/recherche?q=logement" www.example.fr/aide' },
      { line: 'comptage explain simulateur' },
      { line: 'tail -n 1 access.log | comptage explain --line' },
    ])
}
