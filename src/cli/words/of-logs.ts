import type { FormatCaution, FormatFault } from '../../domain/contracts.ts'
import type { Reason } from '../../domain/fate.ts'
import { at } from './of-configuration.ts'
import { grouped, listed, meaning, percent, type WordsFor } from './words.ts'

type Codes =
  | 'LOG_NOT_FOUND'
  | 'LOG_IS_DIRECTORY'
  | 'LOG_UNREADABLE'
  | 'LOG_DAMAGED'
  | 'LOG_COMPRESSION_UNKNOWN'
  | 'UNPACKER_MISSING'
  | 'LOG_EMPTY'
  | 'STDIN_EMPTY'
  | 'FORMAT_UNKNOWN'
  | 'FORMAT_SYNTAX'
  | 'FORMAT_NOT_DETECTED'
  | 'FORMAT_DETECTED'
  | 'FORMAT_CAUTION'
  | 'FORMAT_LACKS'
  | 'MEASURE_LEFT_OUT'
  | 'TOO_MANY_MALFORMED'
  | 'NOTHING_COUNTED'

export const OF_LOGS: WordsFor<Codes> = {
  LOG_NOT_FOUND: ({ path }) => ({
    what: 'there is no such log',
    where: path,
    fix: 'check the path; a glob takes * ? and [abc], and finds no *.tmp or *.backup',
  }),
  LOG_IS_DIRECTORY: ({ path }) => ({
    what: 'this is a folder',
    where: path,
    fix: `name the logs in it: ${path}/*.log*`,
  }),
  LOG_UNREADABLE: ({ path, errno }) => ({
    what: `the log cannot be read (${errno})`,
    where: path,
    fix: 'run as a user who may read it; on Debian, the group adm reads the logs of web servers',
  }),
  LOG_DAMAGED: ({ path, errno }) => ({
    what: `the archive is damaged or cut off (${errno}); nothing was counted`,
    where: path,
    fix: 'fetch it again, or leave it out',
  }),
  LOG_COMPRESSION_UNKNOWN: ({ path, kind }) => ({
    what: `logs compressed with ${kind} are not read`,
    where: path,
    fix: `${UNPACKERS[kind]} ${path} | comptage count -`,
  }),
  UNPACKER_MISSING: ({ path, tool, errno }) => ({
    what: `${tool}, which is to unpack the log, cannot be run (${errno})`,
    where: path,
    fix: `install ${tool}, or leave decompress: external out`,
  }),
  LOG_EMPTY: ({ path }) => ({ what: 'the log has no line', where: path }),
  STDIN_EMPTY: () => ({
    what: 'nothing came through the pipe',
    where: 'stdin',
    fix: 'look at the command before the pipe, or name the logs',
  }),
  FORMAT_UNKNOWN: ({ format, place, nearest }) => ({
    what: `there is no log format "${format}"${meaning(nearest)}`,
    where: place === undefined ? 'the option --format' : at(place),
    fix: 'name a format, or paste the log_format of nginx or the LogFormat of Apache as it stands',
  }),
  FORMAT_SYNTAX: ({ format, place, column, why }) => ({
    what: `the log format "${format}" cannot be read: ${FAULTS[why]}`,
    where: `${place === undefined ? '' : `${at(place)}; `}column ${column} of the format`,
    fix: 'paste the log_format of nginx or the LogFormat of Apache as it stands',
  }),
  FORMAT_NOT_DETECTED: ({ file, nearest, fits, of, line, column, together, alike }) => ({
    what: `${notDetected(together, alike)}; nearest is ${nearest} (${grouped(fits)} of ${grouped(of)})`,
    where: line === 0 ? file : `${file}, line ${line}, column ${column} is where ${nearest} stops fitting`,
    fix:
      together === undefined
        ? 'give the format with --format, or in logs: of the configuration'
        : 'split the log where its format changed, or give the format that is the right one',
  }),
  FORMAT_DETECTED: ({ file, format, wrappers, fits, of, zones, lacks }) => ({
    what: [
      `${file === '-' ? 'stdin' : file}: ${[...wrappers, format].join(' around ')}, ${grouped(fits)} of ${grouped(of)} lines, zone ${listed(zones)}`,
      ...(lacks.length === 0 ? [] : [lacks.map((field) => `no ${field}`).join(', ')]),
    ].join('; '),
  }),
  FORMAT_CAUTION: ({ file, format, caution }) => ({
    what: `${format}: ${CAUTIONS[caution][0]}`,
    where: file,
    fix: CAUTIONS[caution][1],
  }),
  FORMAT_LACKS: ({ table, format, field, wanted }) => ({
    what: `the table ${table} wants ${wanted}, but the format ${format} has no ${field}`,
    where: 'datasets: of the configuration',
    fix: `leave ${wanted} out of the table, or let the server log the ${field}`,
  }),
  MEASURE_LEFT_OUT: ({ table, format, measure }) => ({
    what: `the table ${table} has no ${measure}: the format ${format} does not log where requests come from`,
  }),
  TOO_MANY_MALFORMED: ({ file, format, line, column, reason, share, limit }) => ({
    what: `${percent(share)} of the lines do not fit the format ${format} (limit ${percent(limit)}); no table was written`,
    where: `${file}, first at line ${line}, column ${column}: ${REASON_WORDS[reason]}`,
    fix: 'name the right format with --format; if these lines are what they should be, raise --malformed-limit',
  }),
  NOTHING_COUNTED: ({ linesRead, commonest }) => ({
    what: `none of ${grouped(linesRead)} lines was counted${commonest === undefined ? '' : `; most were ${commonest}`}`,
    fix: 'comptage check LOG shows which paths no feature takes',
  }),
}

function notDetected(together: readonly string[] | undefined, alike: readonly string[] | undefined): string {
  if (alike !== undefined) return `it may be ${alike.join(' or ')}: no line tells which`
  return together === undefined
    ? 'no known format reads nine of ten lines'
    : `no format reads nine of ten lines alone, ${together.join(' and ')} do together`
}

const UNPACKERS = { zip: 'unzip -p', '7z': '7z x -so', lz4: 'lz4cat', lzip: 'lzip -dc', compress: 'zcat' } as const

const FAULTS: Readonly<Record<FormatFault, string>> = {
  'variables-touch': 'two variables stand side by side, so nobody can tell where the first ends',
  'no-time': 'it has no time',
  'no-target': 'it has neither the request nor its path',
  'no-status': 'it has no status',
  'scattered-time': 'the parts of its time do not stand side by side',
  'unknown-directive': 'there is no such directive',
  unclosed: 'a quote is not closed',
  'unsupported-time': 'a time that follows the language of the machine, or lacks a part, cannot be read',
}

const CAUTIONS: Readonly<Record<FormatCaution, readonly [string, string]>> = {
  'no-agent': [
    'it has no user agent, so no robot can be told from a person and all are counted',
    'log the user agent: $http_user_agent of nginx, %{User-Agent}i of Apache',
  ],
  'no-referrer': ['it has no referrer, so entries cannot be counted', 'log $http_referer or %{Referer}i'],
  'no-host': ['it has no host, so patterns with a host never fit', 'log $host or %v, if you need such patterns'],
  'no-method': ['it has no method, so every request is taken for a GET', 'log the request, or its method'],
  'decoded-target': [
    'its path is what the server made of it, often the same for every page',
    'log $request or $request_uri of nginx, %r of Apache',
  ],
  'first-status': ['%s is the status before an internal redirect', 'log %>s'],
  forgeable: ['with escape=none clients can forge fields and whole lines', 'remove escape=none from the log_format'],
  'ambiguous-duration': [
    'its time-taken is whole numbers without a #Software line, so it may be seconds or milliseconds, and is left out',
    'if IIS wrote the log, name the format: iis',
  ],
  'bytes-with-headers': ['its bytes include the headers', 'log $body_bytes_sent or %b'],
}

export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  cut: 'the last line is cut off',
  'bad-line': 'something else stands here',
  'bad-json': 'this is not JSON',
  'bad-time': 'this is no time',
  'bad-status': 'this is no status',
  'bad-request': 'this is no request',
  'no-status': 'there is no status',
}
