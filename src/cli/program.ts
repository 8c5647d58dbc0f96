import { Help } from 'commander'
import { PROGRAM_VERSION } from '../pipeline/index.ts'
import { addAudit } from './program/add-audit.ts'
import { addInit } from './program/add-init.ts'
import { addRun, addStatus } from './program/add-run.ts'
import { addTallies } from './program/add-tallies.ts'
import { EXIT } from './exit-code.ts'
import { helpText } from './help/help-text.ts'
import { serveText } from './help/serve-text.ts'
import { LANGUAGES, say } from './language/language.ts'
import { choiceOption } from './options.ts'
import { placed } from './shared-options.ts'
import { addCheck, addExplain } from './program/add-check.ts'
import { addCompletion } from './program/add-completion.ts'
import { addCount } from './program/add-count.ts'
import { addFormats, addLicences } from './program/add-lists.ts'
import { addPublish } from './program/add-publish.ts'
import { addState } from './program/add-state.ts'
import { addVerify } from './program/add-verify.ts'
import { SpokenCommand, type Done } from './program/spoken-command.ts'
import { showLong } from './terminal/show-long.ts'
import { screenWidth, widthOf } from './terminal/wide.ts'

/** The commands and their options, in the language that is spoken. Each action hands its exit code to `done`. */
export function createProgram(done: Done): SpokenCommand {
  const program = new SpokenCommand('comptage', done)
    .withDescription({
      en: 'Turns access logs into open data about how each feature of a service is used, with nobody in it.',
      fr: 'Fait des journaux d’accès des données ouvertes sur l’utilisation de chaque fonctionnalité d’un service, sans personne dedans.',
    })
    .version(PROGRAM_VERSION, '-V, --version', say({ en: 'the version', fr: 'la version' }))
    .helpOption('-h, --help', say({ en: 'this help', fr: 'cette aide' }))
    .helpCommand(
      say({ en: 'help [command]', fr: 'help [commande]' }),
      say({ en: 'help for a command', fr: 'l’aide d’une commande' }),
    )
    .withOption('--lang <LANGUAGE>', LANGUAGE, { parse: choiceOption(LANGUAGES) })
    .withOption('--no-pager', NO_PAGER)
    .exitOverride()
    // main.ts says what was wrong, like every other problem.
    .configureOutput({ outputError: () => undefined, writeOut: showLong, getOutHelpWidth: screenWidth })
    .showSuggestionAfterError()
    .configureHelp({
      showGlobalOptions: true,
      formatHelp: helpText,
      displayWidth: widthOf,
      commandUsage: (command) => placed(STOCK.commandUsage(command)),
      subcommandTerm: (command) => placed(STOCK.subcommandTerm(command)),
    })
    .withExamples([
      {
        line: 'comptage check access.log',
        does: { en: 'what a log looks like through comptage.yaml', fr: 'un journal vu à travers comptage.yaml' },
      },
      {
        line: 'comptage count -o open-data access.log',
        does: { en: 'its figures, as dataset folders', fr: 'ses chiffres, en dossiers de données' },
      },
      {
        line: 'comptage run',
        does: { en: 'what is new, from cron', fr: 'ce qui est nouveau, depuis cron' },
      },
      {
        line: 'comptage help serve',
        does: { en: 'how nginx or Apache serves the folder', fr: 'comment nginx ou Apache sert le dossier' },
      },
    ])

  addInit(program)
  addCount(program)
  addAudit(program)
  addRun(program)
  addStatus(program)
  addTallies(program)
  addCheck(program)
  addExplain(program)
  addState(program)
  addFormats(program)
  addLicences(program)
  addPublish(program)
  addCompletion(program)
  addVerify(program)
  addServe(program)
  return program
}

/** A page of help rather than a command: nothing is served. */
function addServe(program: SpokenCommand): void {
  program
    .command('serve', { hidden: true })
    .configureHelp({ formatHelp: serveText })
    .action(() => {
      showLong(serveText())
      program.done(EXIT.done)
    })
}

/** As commander writes it, with placeholders in English. */
const STOCK = new Help()

// Looked at in show-long.ts: what is wrong with a command line may come with help.
const NO_PAGER = {
  en: 'do not show long results page by page (a terminal’s: COMPTAGE_PAGER, PAGER, less)',
  fr: 'ne pas montrer page par page ce qui est long (dans un terminal : COMPTAGE_PAGER, PAGER, less)',
}

// Looked at before the command line is parsed, by `chooseLanguage`.
const LANGUAGE = {
  en: 'language of the messages, fr or en (default: that of the locale)',
  fr: 'langue des messages, fr ou en (défaut : celle de la locale)',
}
