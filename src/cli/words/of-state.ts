import { listed, type WordsFor } from './words.ts'

type Codes =
  | 'SQLITE_MISSING'
  | 'STATE_LOCKED'
  | 'STATE_NEWER'
  | 'STATE_FAILED'
  | 'STATE_MISSING'
  | 'MARKS_KEY'
  | 'CLOCK_JUMPED'
  | 'LOG_SILENT'
  | 'LOG_WAITING'
  | 'OUTPUT_AHEAD'
  | 'NOTHING_LATE'
  | 'LATE_KEPT_BACK'

export const OF_STATE: WordsFor<Codes> = {
  SQLITE_MISSING: ({ errno }) => ({
    what: `what is kept between runs needs a package that is not installed, or does not load (${errno})`,
    where: 'better-sqlite3',
    fix: 'npm install better-sqlite3@12.11.1 beside comptage; without a ready-made build it needs make, python3 and a C++ compiler',
  }),
  STATE_LOCKED: ({ folder }) => ({
    what: 'another run is at work',
    where: folder,
    fix: 'nothing: the next run reads what is new; --lock-wait SECONDS waits for the other one',
  }),
  STATE_NEWER: ({ path, found, known }) => ({
    what: `what is kept between runs was written by a later version of comptage (${found}, this one knows ${known})`,
    where: path,
    fix: 'install the later version again; nothing was changed',
  }),
  STATE_FAILED: ({ path, errno }) => ({
    what: `what is kept between runs cannot be read or written (${errno}); nothing was counted`,
    where: path,
    fix:
      errno.includes('FULL') || errno === 'ENOSPC'
        ? 'make room on the disk'
        : 'check the disk and the rights of its folder',
  }),
  STATE_MISSING: ({ folder }) => ({
    what: 'there was no run yet: nothing is kept here',
    where: folder,
    fix: 'comptage run, or --state DIR if it is elsewhere',
  }),
  MARKS_KEY: ({ path, why }) => ({
    what: `the key by which logs are known again ${KEYS[why]}; without it every line would be counted twice`,
    where: path,
    fix: why === 'open-to-others' ? 'chmod 600' : 'bring it back from the backup of this folder',
  }),
  CLOCK_JUMPED: ({ before, now }) => ({
    what: `the clock says ${now}, the run before it was at ${before}: this run closes no period`,
    fix: 'check the clock; the next run closes what is due',
  }),
  LOG_SILENT: ({ log, lastDay }) => ({
    what: `no line since ${lastDay}: periods close without this log`,
    where: log,
    fix: 'if it has ended, take it out of logs:; else see why nothing is written',
  }),
  LOG_WAITING: ({ path }) => ({
    what: 'this file begins like a log that was read further: a copy that was never finished; it is not counted',
    where: path,
    fix: 'remove it, or copy it anew',
  }),
  OUTPUT_AHEAD: ({ folder, version }) => ({
    what: `this folder was not published from what is kept here (its version ${version} is unknown): it is left as it is`,
    where: folder,
    fix: 'bring the state back from its backup; or, if count wrote this folder, move it away',
  }),
  NOTHING_LATE: ({ period }) => ({
    what: `no line came late for ${period}: there is nothing to revise`,
    where: 'the option --revise',
    fix: 'comptage status shows which periods have late lines',
  }),
  LATE_KEPT_BACK: ({ period, features }) => ({
    what: `${period}: late lines of ${listed(features)} stay apart, since what they change would tell a hidden figure`,
    fix: 'nothing; they are counted in no period',
  }),
}

const KEYS = {
  missing: 'is gone',
  'open-to-others': 'can be read by others',
  damaged: 'is damaged',
  another: 'is another one',
} as const
