import type { PeriodName } from '../../pipeline/index.ts'
import type { SpokenCommand } from './spoken-command.ts'
import { expected, periodOption, targetOption } from '../options.ts'

/** `comptage audit`. */
export function addAudit(program: SpokenCommand): void {
  program
    .command('audit')
    .withDescription({
      en: 'which features to strengthen, improve, retire: exact figures, for the operator alone',
      fr: 'quelles fonctionnalités renforcer, améliorer, retirer : chiffres exacts, pour l’exploitant seul',
    })
    .withArgument('[LOG...]', SOURCES)
    .withShared('config')
    .withOption('--state <DIR>', {
      en: 'judge by what run keeps there, instead of logs',
      fr: 'juger d’après ce que run y garde',
    })
    .withShared('format', 'since', 'until')
    .withOption('--compare <PERIOD...>', COMPARE, { parse: periodsOption })
    .withOption('--markdown', { en: 'as Markdown', fr: 'en Markdown' }, { conflicts: ['html', 'json'] })
    .withOption('--html', PAGE, { conflicts: 'json' })
    .withShared('json')
    .withOption(
      '-o, --output <FILE>',
      { en: 'write it there, readable by you alone', fr: 'l’écrire là, lisible par vous seul' },
      { parse: targetOption },
    )
    .withShared('quiet')
    .runs(async () => (await import('../commands/audit.ts')).audit)
    .withExamples([
      {
        line: 'comptage audit access.log',
        does: { en: 'what to do about each feature, by the last weeks', fr: 'que faire de chaque fonctionnalité' },
      },
      {
        line: 'comptage audit --html -o audit.html access.log',
        does: { en: 'the same as a page', fr: 'la même chose en une page' },
      },
      {
        line: 'comptage audit access.log --compare 2026-02 2026-03',
        does: { en: 'March against February', fr: 'mars par rapport à février' },
      },
      {
        line: 'comptage audit open-data/mes-demarches',
        does: { en: 'by what is published alone', fr: 'd’après les seuls chiffres publiés' },
      },
    ])
}

const SOURCES = {
  en: 'logs, - for stdin, or one published folder (default: logs: of the configuration)',
  fr: 'journaux, - pour l’entrée standard, ou un dossier publié (défaut : logs: de la configuration)',
}
const COMPARE = {
  en: 'two periods, as 2026-02 2026-03 (default: the last weeks, and as many before)',
  fr: 'deux périodes, comme 2026-02 2026-03 (défaut : les dernières semaines, et autant avant)',
}
const PAGE = { en: 'as one page that loads nothing', fr: 'en une page qui ne charge rien' }

/** The option takes all words that follow, a log among them too. */
function periodsOption(text: string, before: readonly PeriodName[] = []): readonly PeriodName[] {
  if (before.length >= 2) throw expected(NOT_A_THIRD)
  return [...before, periodOption(text)]
}

const NOT_A_THIRD = {
  en: 'it takes two periods; put logs before --compare, or after --',
  fr: 'il faut deux périodes ; mettez les journaux avant --compare, ou après --',
}
