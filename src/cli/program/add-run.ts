import type { Both } from '../../domain/service.ts'
import type { SpokenCommand } from './spoken-command.ts'
import { hoursOption, periodOption, secondsOption } from '../options.ts'

export function addRun(program: SpokenCommand): void {
  program
    .command('run')
    .withDescription({
      en: 'what is new in the logs, each line once: for cron; publishes the periods that are over',
      fr: 'ce qui est nouveau dans les journaux, chaque ligne une fois : pour cron ; publie les périodes terminées',
    })
    .withArgument('[-]', {
      en: 'one log through stdin, for a configuration without logs:',
      fr: 'un journal par l’entrée standard, pour une configuration sans logs:',
    })
    .withShared('config', 'state')
    .withOption('--dry-run', {
      en: 'say what would be read and closed; keep and write nothing',
      fr: 'essai à blanc : dire ce qui serait lu et clos, ne rien garder ni écrire',
    })
    .withOption(
      '--revise <PERIOD>',
      {
        en: 'publish a closed period anew, with the lines that came late',
        fr: 'publier de nouveau une période close, avec les lignes tardives',
      },
      { parse: periodOption },
    )
    .withOption(
      '--adopt <FOLDER>',
      {
        en: 'take over what was published, where the state is lost',
        fr: 'reprendre ce qui a été publié, quand l’état est perdu',
      },
      { conflicts: 'revise' },
    )
    .withOption('--publish-exported', {
      en: 'publish, for good, what was exported for another machine to publish',
      fr: 'publier, sans retour possible, ce qui a été exporté pour qu’une autre machine le publie',
    })
    .withOption('--print-changed', {
      en: 'print the paths of the published files that were written',
      fr: 'afficher les chemins des fichiers publiés qui ont été écrits',
    })
    .withOption('--json', { en: 'print what was done as JSON', fr: 'afficher en JSON ce qui a été fait' })
    .withOption(
      '--lock-wait <SECONDS>',
      {
        en: 'wait for another run to end (default: 0)',
        fr: 'attendre la fin d’une autre exécution (défaut : 0)',
      },
      { parse: secondsOption },
    )
    .withShared('jobs')
    .withOption('-q, --quiet', {
      en: 'on a terminal too: say nothing but trouble',
      fr: 'dans un terminal aussi : ne dire que les ennuis',
    })
    .runs(async () => (await import('../commands/run.ts')).run)
    .withExamples([
      { line: 'comptage run --dry-run', does: { en: 'what it would do', fr: 'ce que ferait une exécution' } },
      { line: '17 * * * * comptage run -c /etc/comptage/comptage.yaml', does: CRONTAB },
      {
        line: 'comptage run --revise 2026-03',
        does: { en: 'with the lines that came late for March', fr: 'avec les lignes tardives de mars' },
      },
    ])
}

const CRONTAB: Both = {
  en: 'a line of a crontab; silent where all is well',
  fr: 'une ligne de crontab ; muette quand tout va bien',
}

export function addStatus(program: SpokenCommand): void {
  program
    .command('status')
    .withDescription({
      en: 'what the runs came to: the last one, lines and where they ended, periods, anything wrong',
      fr: 'où en sont les exécutions : la dernière, les lignes et leur sort, les périodes, ce qui ne va pas',
    })
    .withShared('config', 'state')
    .withOption('--check', CHECK, { conflicts: ['json', 'prometheus'] })
    .withShared('json')
    .withOption('--prometheus', METRICS, { conflicts: 'json' })
    .withOption('--totals', TOTALS)
    .withOption(
      '--max-lag <TIME>',
      {
        en: 'exit 1, with --check 2, if no run has ended well for longer, as 48h',
        fr: 'code de retour 1, avec --check 2, si aucune exécution ne s’est bien finie depuis plus longtemps, comme 48h',
      },
      { parse: hoursOption },
    )
    .runs(async () => (await import('../commands/status.ts')).status)
    .withExamples([
      { line: 'comptage status' },
      {
        line: 'comptage status --check --max-lag 48h',
        does: { en: 'for a monitor: one line; exit 0, 1 or 2', fr: 'pour une sonde : une ligne ; code 0, 1 ou 2' },
      },
    ])
}

const CHECK: Both = {
  en: 'one line for a monitor; exit 0 if all is well, 1 to look at it, 2 if nothing is counted or published',
  fr: 'une ligne pour une sonde ; code 0 si tout va bien, 1 à regarder, 2 si rien n’est compté ou publié',
}

const METRICS: Both = {
  en: 'metrics for a textfile collector',
  fr: 'des mesures pour un collecteur de fichiers texte',
}

const TOTALS: Both = {
  en: 'with --prometheus: exact totals of uses too, from which what is hidden can be computed',
  fr: 'avec --prometheus : aussi les totaux exacts des utilisations, dont se déduit ce qui est masqué',
}
