import type { TallyDifference } from '../../domain/problem.ts'
import { listed, type WordsFor } from './words.ts'

type Codes =
  'TALLY_UNREADABLE' | 'TALLY_REFUSED' | 'TALLY_DIFFERS' | 'TALLIES_OVERLAP' | 'FOLDER_OF_RUN' | 'SOURCE_REFUSED'

export const OF_TALLIES: WordsFor<Codes> = {
  TALLY_UNREADABLE: ({ path, errno }) => ({
    what: `this tally cannot be read (${errno})`,
    where: path,
    fix: 'check the path and the rights; tallies are made by comptage export and comptage tally',
  }),
  TALLY_REFUSED: ({ path, why }) => ({ ...REFUSED[why], where: path }),
  TALLY_DIFFERS: ({ path, differs, features }) => ({
    what: `this tally was counted in another way: ${listed(differs.map((part) => DIFFERENCES[part]))} differ${features.length === 0 ? '' : ` (${listed(features)})`}`,
    where: path,
    fix: 'use the same configuration and the same version on every machine, then export again',
  }),
  TALLIES_OVERLAP: ({ path, other }) => ({
    what: `this tally and ${other} hold the same machine, each beside others: their sum would count it twice`,
    where: path,
    fix: 'merge the tallies of single machines, each once',
  }),
  FOLDER_OF_RUN: ({ folder }) => ({
    what: 'comptage run publishes this folder: merging into it would change what is published without a trace',
    where: folder,
    fix: 'another folder with -o; or let run publish the tallies, with sources: of the configuration',
  }),
  SOURCE_REFUSED: ({ id, path, why }) => ({ ...SOURCES[why], what: `${id}: ${SOURCES[why].what}`, where: path }),
}

const REFUSED = {
  'not-a-tally': {
    what: 'this file is no tally',
    fix: 'tallies are made by comptage export and comptage tally',
  },
  newer: { what: 'a later version of comptage wrote this tally', fix: 'install the same version on every machine' },
  damaged: { what: 'this tally is damaged, or was changed since it was written', fix: 'export it again' },
  'too-large': { what: 'this file is larger than 256 MiB', fix: 'check the path; a tally is far smaller' },
  'another-service': {
    what: 'this tally is of another service',
    fix: 'check the path, and service.id of both configurations',
  },
} as const

const DIFFERENCES: Readonly<Record<TallyDifference, string>> = {
  timezone: 'timezone:',
  since: 'since:',
  features: 'features:',
  paths: 'ignore:, case: or service.hosts:',
  referrers: 'referrers:',
  tables: 'datasets:',
  lists: 'the version of comptage or of its lists',
}

const SOURCES = {
  'another-state': {
    what: 'this tally comes from another state than before: what it counted may come twice',
    fix: 'bring the state back from its backup; or, if none of its logs was counted before, give it another id',
  },
  'went-back': {
    what: 'this tally is older than the one that was counted before',
    fix: 'export again; if the state was brought back from a backup, it will catch up with its runs',
  },
  fewer: {
    what: 'this tally has fewer lines than the one that was counted before',
    fix: 'bring the state back from its backup',
  },
  publishes: {
    what: 'this machine publishes by itself: its counts are not kept by day',
    fix: 'take output: out of its configuration, and begin with a new state',
  },
  'no-state': {
    what: 'this tally is no export of one machine, which runs bring further',
    fix: 'comptage export on that machine; one pass over logs is for comptage merge',
  },
} as const
