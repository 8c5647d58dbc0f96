import { listed, type WordsFor } from './words.ts'

type Codes = 'NOISE_KEY' | 'DP_NEEDS_RUN' | 'PERIODS_LEFT_OUT'

export const OF_PROTECTION: WordsFor<Codes> = {
  NOISE_KEY: ({ path, why }) => ({ what: KEYS[why][0], where: path, fix: KEYS[why][1] }),
  DP_NEEDS_RUN: ({ table }) => ({
    what: `${table} is at the level dp, whose noise is drawn once and kept: count would draw it anew each time`,
    where: 'the configuration, or --protection',
    fix: 'use cell-key',
  }),
  PERIODS_LEFT_OUT: ({ table, periods }) => ({
    what: `${table}: ${listed(periods)} ${periods.length === 1 ? 'is' : 'are'} left out until no more lines may come`,
    fix: 'a period with noise is published once, when it is over; read logs that begin before it and end after it',
  }),
}

const KEYS = {
  missing: [
    'a table has noise, and the service has no key to it',
    'make one, once, and keep it: comptage state key; or say where it is with --state',
  ],
  'open-to-others': [
    'the key to the noise can be read by others, who could take the noise away',
    'chmod 600; if somebody may have read it, treat it as an incident',
  ],
  damaged: ['the key to the noise has not 32 bytes', 'put the right one back from a copy'],
} as const
