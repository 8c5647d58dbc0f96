import type { SpokenCommand } from './spoken-command.ts'
import { targetOption } from '../options.ts'

/** `comptage init`. */
export function addInit(program: SpokenCommand): void {
  program
    .command('init')
    .withDescription({
      en: 'a draft of comptage.yaml, from logs: features, hosts, format, time zone',
      fr: 'un brouillon de comptage.yaml, d’après des journaux : fonctionnalités, hôtes, format, fuseau horaire',
    })
    .withArgument('[LOG...]', {
      en: 'logs, plain or compressed; - is stdin (default: those of this machine’s web server)',
      fr: 'journaux, en clair ou compressés ; - est l’entrée standard (défaut : ceux du serveur web de cette machine)',
    })
    .withOption(
      '-o, --output <FILE>',
      { en: 'where the draft goes', fr: 'où écrire le brouillon' },
      { parse: targetOption, fallback: 'comptage.yaml' },
    )
    .withOption(
      '--system',
      {
        en: 'write /etc/comptage/comptage.yaml, for the service of the package',
        fr: 'écrire /etc/comptage/comptage.yaml, pour le service du paquet',
      },
      { conflicts: 'output' },
    )
    .withOption('--force', { en: 'write it over a file that exists', fr: 'l’écrire sur un fichier qui existe' })
    .withOption('--closed', {
      en: 'propose only words that any service has; learn none from the logs',
      fr: 'ne proposer que des mots que tout service a ; n’en apprendre aucun des journaux',
    })
    .withOption('-y, --yes', {
      en: 'ask nothing, take the defaults',
      fr: 'ne rien demander, prendre les valeurs par défaut',
    })
    .withShared('format', 'quiet')
    .runs(async () => (await import('../commands/init.ts')).init)
    .withExamples([
      {
        line: 'comptage init --yes access.log',
        does: { en: 'a draft, without a question', fr: 'un brouillon, sans une question' },
      },
      {
        line: 'comptage init /var/log/nginx/*.log*',
        does: {
          en: 'questions with good defaults, where there is a terminal',
          fr: 'des questions avec de bonnes réponses par défaut, dans un terminal',
        },
      },
      {
        line: 'sudo comptage init --system',
        does: {
          en: 'the logs of this machine’s web server, for the timer of the package',
          fr: 'les journaux du serveur web de cette machine, pour le minuteur du paquet',
        },
      },
      {
        line: 'comptage init --closed access.log',
        does: {
          en: 'no word of the log, only those that any service has',
          fr: 'aucun mot du journal, seulement ceux que tout service a',
        },
      },
    ])
}
