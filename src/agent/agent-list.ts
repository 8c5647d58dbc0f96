/**
 * What tells agents apart, for the metadata of datasets. A change of any of these is a break in the series of `client`,
 * `device`, `browser` and `os`.
 */
export const AGENT_LIST = { list: 'comptage', version: '2026-11', isbot: '5.2.3', uaParser: '1.0.41' } as const
