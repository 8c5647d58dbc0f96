/** Names of built-in modules, as `zlib`. */
export const SELDOM: readonly string[]

/** The text of a script, in which modules that few commands use are required where they are used. */
export function requireLate(text: string): string
