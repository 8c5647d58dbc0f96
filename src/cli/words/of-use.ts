import { listed, meaning, type WordsFor } from './words.ts'

type Codes =
  | 'SINCE_AFTER_UNTIL'
  | 'NO_SUCH_TABLE'
  | 'NO_OUTPUT'
  | 'USAGE'
  | 'NODE_OPTIONS_REFUSED'
  | 'WRITE_FAILED'
  | 'PERIODS_PARTIAL'
  | 'LICENCE_NOT_FOR_ADMINISTRATIONS'
  | 'LICENCE_NOT_SHARE_ALIKE'

export const OF_USE: WordsFor<Codes> = {
  SINCE_AFTER_UNTIL: ({ since, until }) => ({
    what: `--since ${since} is after --until ${until}, so no day is left`,
    where: 'the command line, or since: of the configuration',
    fix: 'both days are included; exchange them',
  }),
  NO_SUCH_TABLE: ({ name, known, nearest }) => ({
    what: `there is no table "${name}"${meaning(nearest)}`,
    where: 'the option --dataset',
    fix: `one of ${known.join(', ')}`,
  }),
  NO_OUTPUT: () => ({
    what: '--write needs to know where to',
    where: 'the configuration has no output:',
    fix: 'say output: in the configuration, or use -o DIR',
  }),
  USAGE: ({ message }) => ({
    what: message,
    where: 'the command line',
    fix: 'comptage --help, or comptage COMMAND --help',
  }),
  NODE_OPTIONS_REFUSED: ({ flag }) => ({
    what: `Node is told to write memory or reports to disk (${flag}), which would hold log lines`,
    where: 'NODE_OPTIONS, or the flags of node itself',
    fix: 'unset it for this program',
  }),
  WRITE_FAILED: ({ path, errno }) => ({
    what: `writing failed (${errno})${path === '-' ? '' : '; what stood there before is intact'}`,
    where: path === '-' ? 'stdout' : path,
    fix: WRITE_FIXES[errno] ?? 'check that this user may write there',
  }),
  PERIODS_PARTIAL: ({ table, periods }) => ({
    what: `${table}: the logs cover only a part of ${listed(periods)}`,
    fix: 'the metadata says so; publish closed periods alone, with --since and --until',
  }),
  LICENCE_NOT_FOR_ADMINISTRATIONS: ({ tier, licence }) => ({
    what: `a French administration may not choose ${licence} by itself`,
    where: `licences.${tier} of the configuration`,
    fix: 'etalab-2.0 or ODbL-1.0, or have it approved; anyone else may ignore this',
  }),
  LICENCE_NOT_SHARE_ALIKE: ({ licence }) => ({
    what: `${licence} has no share-alike clause: what is made from the detailed data need not come back to anyone`,
    where: 'licences.detail of the configuration',
    fix: 'ODbL-1.0 or CC-BY-SA-4.0 have one; comptage licences lists them',
  }),
}

const WRITE_FIXES: Readonly<Record<string, string>> = {
  ENOSPC: 'make room on the disk',
  EFBIG: 'raise the limit of the size of files (ulimit -f)',
  ENOENT: 'check the path',
  ENOTDIR: 'check the path: a folder is needed, and there is a file',
}
