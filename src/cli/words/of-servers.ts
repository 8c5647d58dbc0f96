import type { ServerFault } from '../../domain/service.ts'
import { at } from './of-configuration.ts'
import type { WordsFor } from './words.ts'

type Codes =
  | 'SERVER_CONFIG_SYNTAX'
  | 'SERVER_FILE_SKIPPED'
  | 'SERVER_LOG_UNKNOWN'
  | 'SERVER_LOG_AMBIGUOUS'
  | 'SERVER_LOG_PARTIAL'
  | 'SERVER_LOGS_OVERLAP'

/** Of a web server's configuration nothing is said but the paths, the formats and the names of logs. */
export const OF_SERVERS: WordsFor<Codes> = {
  SERVER_CONFIG_SYNTAX: ({ place, why, directive }) => ({
    what: `the web server's configuration cannot be read: ${FAULTS[why]}`,
    where: `${at(place)}${directive === undefined ? '' : `, ${directive}`}`,
    fix:
      why === 'unknown-server'
        ? 'name nginx.conf, apache2.conf or httpd.conf, or a file with the output of nginx -T'
        : 'test it with the server itself (nginx -t, apachectl -t), or paste the log_format or LogFormat instead',
  }),
  SERVER_FILE_SKIPPED: ({ place, errno }) => ({
    what: `a file that the web server's configuration includes cannot be read (${errno}) and is left out`,
    where: at(place),
    fix: 'if it says anything about logs, make it readable, or paste the log_format or LogFormat instead',
  }),
  SERVER_LOG_UNKNOWN: ({ log, server, known }) => ({
    what:
      log === '-'
        ? 'the web server writes no log at all'
        : `the web server does not write ${log}, by its configuration`,
    where: server,
    fix:
      known.length === 0
        ? 'give the format itself, as combined or a log_format'
        : `it writes ${listed(known)}; name one of these files, or give the format itself`,
  }),
  SERVER_LOG_AMBIGUOUS: ({ log, formats }) => ({
    what: `${log === '-' ? 'what comes through the pipe' : log} may be in any of ${formats.length} formats`,
    where: formats
      .map(({ name, place }) => `${name === '' ? 'a format without a name' : name} (${at(place)})`)
      .join(', '),
    fix: 'paste the right one as the format, or let the server write it to a log of its own',
  }),
  SERVER_LOG_PARTIAL: ({ log, place, directive }) => ({
    what: `${log} does not hold every request: a condition leaves some out`,
    where: `${at(place)}, ${directive}`,
    fix: 'say so where your readers see it',
  }),
  SERVER_LOGS_OVERLAP: ({ logs: [first, second], place }) => ({
    what: `the web server writes the same requests to ${first} and to ${second}: they are counted twice`,
    where: at(place),
    fix: 'list one of them',
  }),
}

const FAULTS: Readonly<Record<ServerFault, string>> = {
  'unclosed-quote': 'a quote is not closed',
  'unclosed-block': 'a block or section is not closed',
  'stray-close': 'a block or section is closed that is not open',
  unfinished: 'a directive does not end',
  'unknown-format': 'this log names a format that is not defined',
  'include-loop': 'a file includes itself',
  'too-deep': 'more than ten files include each other',
  'too-large': 'it is too large',
  'not-text': 'this is not text',
  'unknown-server': 'it is neither nginx’s nor Apache’s',
}

const MOST_LISTED = 12

function listed(words: readonly string[]): string {
  const shown = words.slice(0, MOST_LISTED).join(', ')
  return words.length > MOST_LISTED ? `${shown} and ${words.length - MOST_LISTED} more` : shown
}
