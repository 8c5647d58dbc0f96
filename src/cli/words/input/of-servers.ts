import type { ServerFault, Both } from '../../../domain/service.ts'
import type { ServerProblem } from '../../../domain/problem/server-problems.ts'
import { say, type WordsFor } from '../../language/language.ts'
import { at } from './of-configuration.ts'

/** Of a web server's configuration nothing is said but the paths, the formats and the names of logs. */
export const OF_SERVERS: WordsFor<ServerProblem['code']> = {
  SERVER_CONFIG_SYNTAX: ({ place, why, directive }) => ({
    what: {
      en: `the web server's configuration cannot be read: ${FAULTS[why].en}`,
      fr: `la configuration du serveur web ne peut pas être lue : ${FAULTS[why].fr}`,
    },
    where: `${at(place)}${directive === undefined ? '' : `, ${directive}`}`,
    fix:
      why === 'unknown-server'
        ? {
            en: 'name nginx.conf, apache2.conf or httpd.conf, or a file with the output of nginx -T',
            fr: 'désignez nginx.conf, apache2.conf ou httpd.conf, ou un fichier avec la sortie de nginx -T',
          }
        : {
            en: 'test it with the server itself (nginx -t, apachectl -t), or paste the log_format or LogFormat instead',
            fr: 'essayez-la avec le serveur lui-même (nginx -t, apachectl -t), ou recopiez plutôt le log_format ou le LogFormat',
          },
  }),
  SERVER_FILE_SKIPPED: ({ place, errno }) => ({
    what: {
      en: `a file that the web server's configuration includes cannot be read (${errno}) and is left out`,
      fr: `un fichier inclus par la configuration du serveur web ne peut pas être lu (${errno}) et est laissé de côté`,
    },
    where: at(place),
    fix: {
      en: 'if it says anything about logs, make it readable, or paste the log_format or LogFormat instead',
      fr: 's’il dit quelque chose des journaux, rendez-le lisible, ou recopiez plutôt le log_format ou le LogFormat',
    },
  }),
  SERVER_LOG_UNKNOWN: ({ log, server, known }) => ({
    what:
      log === '-'
        ? { en: 'the web server writes no log at all', fr: 'le serveur web n’écrit aucun journal' }
        : {
            en: `the web server does not write ${log}, by its configuration`,
            fr: `d’après sa configuration, le serveur web n’écrit pas ${log}`,
          },
    where: server,
    fix:
      known.length === 0
        ? {
            en: 'give the format itself, as combined or a log_format',
            fr: 'donnez le format lui-même, comme combined ou un log_format',
          }
        : {
            en: `it writes ${listed(known)}; name one of these files, or give the format itself`,
            fr: `il écrit ${listed(known)} ; désignez l’un de ces fichiers, ou donnez le format lui-même`,
          },
  }),
  SERVER_LOG_AMBIGUOUS: ({ log, formats }) => ({
    what: {
      en: `${log === '-' ? 'what comes through the pipe' : log} may be in any of ${formats.length} formats`,
      fr: `${log === '-' ? 'ce qui arrive par le tube' : log} peut suivre ${formats.length} formats`,
    },
    where: formats.map(({ name, place }) => `${name === '' ? say(NAMELESS) : name} (${at(place)})`).join(', '),
    fix: {
      en: 'paste the right one as the format, or let the server write it to a log of its own',
      fr: 'recopiez le bon comme format, ou faites-le écrire par le serveur dans un journal à part',
    },
  }),
  SERVER_LOG_PARTIAL: ({ log, place, directive }) => ({
    what: {
      en: `${log} does not hold every request: a condition leaves some out`,
      fr: `${log} ne contient pas toutes les requêtes : une condition en écarte`,
    },
    where: `${at(place)}, ${directive}`,
    fix: { en: 'say so where your readers see it', fr: 'dites-le là où vos lecteurs le verront' },
  }),
  SERVER_LOGS_OVERLAP: ({ logs: [first, second], place }) => ({
    what: {
      en: `the web server writes the same requests to ${first} and to ${second}: they are counted twice`,
      fr: `le serveur web écrit les mêmes requêtes dans ${first} et dans ${second} : elles sont comptées deux fois`,
    },
    where: at(place),
    fix: { en: 'list one of them', fr: 'n’indiquez que l’un des deux' },
  }),
}

const NAMELESS: Both = { en: 'a format without a name', fr: 'un format sans nom' }

const FAULTS: Readonly<Record<ServerFault, Both>> = {
  'unclosed-quote': { en: 'a quote is not closed', fr: 'un guillemet n’est pas fermé' },
  'unclosed-block': { en: 'a block or section is not closed', fr: 'un bloc ou une section n’est pas fermé' },
  'stray-close': {
    en: 'a block or section is closed that is not open',
    fr: 'un bloc ou une section est fermé sans avoir été ouvert',
  },
  unfinished: { en: 'a directive does not end', fr: 'une directive n’a pas de fin' },
  'unknown-format': {
    en: 'this log names a format that is not defined',
    fr: 'ce journal nomme un format qui n’est pas défini',
  },
  'include-loop': { en: 'a file includes itself', fr: 'un fichier s’inclut lui-même' },
  'too-deep': {
    en: 'more than ten files or macros include each other',
    fr: 'plus de dix fichiers ou macros s’incluent les uns les autres',
  },
  'too-large': { en: 'it is too large', fr: 'elle est trop grande' },
  'not-text': { en: 'this is not text', fr: 'ce n’est pas du texte' },
  'unknown-server': { en: 'it is neither nginx’s nor Apache’s', fr: 'ce n’est ni celle de nginx ni celle d’Apache' },
}

const MOST_LISTED = 12

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_LISTED).join(', ')
  const more = words.length - MOST_LISTED
  return more > 0
    ? `${shown} ${say({ en: `and ${more} more`, fr: `et ${more} ${more === 1 ? 'autre' : 'autres'}` })}`
    : shown
}
