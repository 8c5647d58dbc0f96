import type { Matter } from '../../../pipeline/index.ts'
import { dayInWords } from '../../language/dates.ts'
import { listed, say } from '../../language/language.ts'
import { problemLines } from '../../show-problems.ts'
import { printable } from '../../terminal/printable.ts'
import { span } from './span.ts'
import { seeWhyLong } from '../../words/lists/state-faults.ts'

/** Whether all is well; if not what, since when, and what to do. */
export function matterTexts(matters: readonly Matter[], now: number): readonly string[] {
  if (matters.length === 0) return [say({ en: 'All is well.', fr: 'Tout va bien.' })]
  return [
    say({ en: 'Not all is well:', fr: 'Tout ne va pas bien :' }),
    ...matters.flatMap((matter) => linesOfMatter(matter, now)).map((line) => `  ${line}`),
  ]
}

/** What is wrong; then where, and how to mend it. */
export function linesOfMatter(matter: Matter, now: number): readonly string[] {
  if (matter.what === 'problem') {
    const [what = '', ...more] = problemLines(matter.problem)
    const [code, since] = [matter.problem.code, sinceText(now - matter.since)]
    return [say({ en: `${code}, ${since}: ${what}`, fr: `${code}, ${since} : ${what}` }), ...more]
  }
  if (matter.what === 'awaited') return awaitedTexts(matter)
  if (matter.what === 'quiet') return [quietText(matter.newest)]
  if (matter.what === 'lineless') return [linelessText(printable(listed(matter.paths)))]
  if (matter.what === 'unbalanced') return [say(UNBALANCED)]
  return [matter.what === 'ended' ? endedText(matter.exitCode) : lastRunText(matter, now)]
}

function sinceText(ms: number): string {
  if (ms < 60_000) return say({ en: 'now', fr: 'à présent' })
  const ago = span(ms)
  return say({ en: `for ${ago}`, fr: `depuis ${ago}` })
}

function endedText(code: number): string {
  return say({
    en: `the last run ended with ${code}: what it wrote says why`,
    fr: `la dernière exécution a fini avec le code ${code} : ce qu’elle a écrit dit pourquoi`,
  })
}

function lastRunText(
  matter: Extract<Matter, { what: 'unended' | 'crashed' | 'cut-short' | 'stopped' | 'lag' }>,
  now: number,
): string {
  const { what, since } = matter
  if (since === undefined)
    return say({ en: 'no run has ended well yet', fr: 'aucune exécution ne s’est encore bien finie' })
  const ago = span(now - since)
  switch (what) {
    case 'lag':
      return say({ en: `no run has ended well for ${ago}`, fr: `aucune exécution ne s’est bien finie depuis ${ago}` })
    case 'stopped':
      return say({
        en: `no run has begun for ${ago}: see whether cron or systemd starts it`,
        fr: `aucune exécution n’a commencé depuis ${ago} : voyez si cron ou systemd la lance`,
      })
    case 'unended': {
      const fix = seeWhyLong(matter.pid)
      return say({
        en: `the last run began ${ago} ago and has not ended: ${fix.en}`,
        fr: `la dernière exécution a commencé il y a ${ago} et n’est pas finie : ${fix.fr}`,
      })
    }
    case 'crashed':
      return say({
        en: `the last run began ${ago} ago and crashed: please report the lines that it wrote; nothing is lost, the next goes on where it was`,
        fr: `la dernière exécution a commencé il y a ${ago} et s’est interrompue sur une erreur interne : merci de signaler les lignes qu’elle a écrites ; rien n’est perdu, la suivante reprend où elle en était`,
      })
    case 'cut-short':
      return say({
        en: `the last run began ${ago} ago and was stopped before its end: nothing is lost, the next goes on where it was`,
        fr: `la dernière exécution a commencé il y a ${ago} et a été arrêtée avant sa fin : rien n’est perdu, la suivante reprend où elle en était`,
      })
  }
}

function awaitedTexts({ logs, machines }: Extract<Matter, { what: 'awaited' }>): readonly string[] {
  const [ofLogs, ofMachines] = [printable(listed(logs)), printable(listed(machines))]
  return [
    ...(logs.length === 0
      ? []
      : [
          say({
            en: `periods that are over wait for lines of ${ofLogs}: see why nothing is written there`,
            fr: `des périodes finies attendent des lignes de ${ofLogs} : voyez pourquoi rien ne s’y écrit`,
          }),
        ]),
    ...(machines.length === 0
      ? []
      : [
          say({
            en: `periods that are over wait for a tally of ${ofMachines}: see whether it exports, and whether that arrives`,
            fr: `des périodes finies attendent un décompte de ${ofMachines} : voyez si elle exporte, et si cela arrive`,
          }),
        ]),
  ]
}

function quietText(newest: string): string {
  return say({
    en: `nothing was ever published, and the newest line is of ${dayInWords(newest)}: where the logs have ended, give each entry of logs: its last day, until:, and since: the first day, if it is whole; else see why nothing is written there`,
    fr: `rien n’a jamais été publié, et la ligne la plus récente est du ${dayInWords(newest)} : si les journaux sont terminés, donnez à chaque entrée de logs: son dernier jour, until:, et à since: le premier jour, s’il est entier ; sinon, voyez pourquoi rien ne s’y écrit`,
  })
}

function linelessText(paths: string): string {
  return say({
    en: `no run has ever found a line in ${paths}: see where the server writes, or take the entry out of logs:`,
    fr: `aucune exécution n’a jamais trouvé de ligne dans ${paths} : voyez où le serveur écrit, ou retirez l’entrée de logs:`,
  })
}

const UNBALANCED = {
  en: 'the lines that were read and their fates do not add up: please report this',
  fr: 'les lignes lues et leurs sorts ne s’accordent pas : merci de le signaler',
}
