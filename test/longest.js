// A plain script, since `npm test` reads it before anything is built.

/** Attacks and enumerations that take about a minute each, longest first: `npm test` leaves them to CI and `npm run test:all`. */
export const LEFT_TO_CI = [
  'run/adopting-earlier',
  'protect/attacks/noise-attacks',
  'run/every-change',
  'protect/attacks/silent-days',
  'properties/mixed-formats',
  'run/returning',
  'protect/attacks/cross-attacks',
  'protect/attacks/noisy-inversion',
  'protect/inversion-audit',
  'run/one-threshold',
]

/** All files that take long, longest first. */
export const LONGEST = [
  'browser/page',
  ...LEFT_TO_CI,
  'real/sentinels',
  'privacy/every-command',
  'config/texts',
  'run/details',
  'run/later-tier',
  'protect/revision-audit',
  'properties/companions-by-any-run',
  'properties/lookalikes',
  'publish/killed-publishing',
  'verify/verify-folder',
  'run/trouble',
  'cli/count',
  'docs/commands',
  'run/adopting-levels',
  'format/detect-format',
  'run/changing',
  'run/killed',
  'source/thread',
  'properties/run-exactly-once',
  'source/archives',
  'run/renaming',
  'run/injected',
  'properties/changes-tell-nothing',
  'run/changed-format',
  'run/rotated',
]
