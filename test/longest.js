// A plain script, since `npm test` reads it before anything is built.

/** Attacks and enumerations that take from ten seconds to a minute each: `npm test` leaves them to CI and `npm run test:all`. */
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
  'browser/axe',
  'run/details',
  'run/adopting-levels',
  'run/later-tier',
  'equivalence/equivalent',
  'properties/companions-by-any-run',
  'run/revising',
  'protect/revision-audit',
]

/** All files that take long, longest first. */
export const LONGEST = [
  ...LEFT_TO_CI,
  'browser/page',
  'real/sentinels',
  'privacy/every-command',
  'config/texts',
  'properties/lookalikes',
  'publish/killed-publishing',
  'verify/verify-folder',
  'run/trouble',
  'cli/count',
  'docs/commands',
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
