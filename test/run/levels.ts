const SUMMARY = '{ by: [ day, feature ] }, { by: [ month, feature ] }'

/** Days and months, by the level of protection: with a detail where that has a table of its own. */
export const LEVELS = {
  threshold: `datasets: [ ${SUMMARY} ]\n`,
  'cell-key': `datasets: [ ${SUMMARY}, { by: [ day, feature, device ], measures: [ requests ] } ]\n`,
  dp: `datasets: [ ${SUMMARY.replaceAll(' }', ', measures: [ requests ], protection: dp }')}, { by: [ day, feature, device ], measures: [ requests ] } ]\n`,
  exact: `datasets: [ ${SUMMARY.replaceAll(' }', ', protection: exact, accept_risk: true }')}, { by: [ month, feature, device ], protection: exact, accept_risk: true } ]\n`,
} as const
