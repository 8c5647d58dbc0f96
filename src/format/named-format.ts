import type { Field, LineScanner } from '../domain/contracts.ts'

/**
 * Why a format does not give a field: `not-written` (no column for it), `in-target` (part of an absolute target),
 * `off-by-default` (written only where the server is told to), `by-key` and `by-header` (where the log has the key or
 * column for it), `ambiguous` (written, but its unit cannot be told).
 */
type LackReason = 'not-written' | 'in-target' | 'off-by-default' | 'by-key' | 'by-header' | 'ambiguous'

/** The first bytes of the log, whole lines: what its header says can be known before a line is read. */
export type FirstBytes = { readonly bytes: Uint8Array; readonly start: number; readonly end: number }

/** What the scanner of a format told of a log when it was read before. */
export type ToldBefore = { readonly format: string; readonly told: readonly number[] }

/** A format that has a name because a server or a hosting service writes it by default. */
export type NamedFormat = {
  /** `nginx_proxy_manager`: public for good, so each is written alike. */
  readonly name: string
  readonly aliases: readonly string[]
  /** As the server's configuration spells it, where it has words for it. */
  readonly string?: string
  /** Lines of it, header lines first; also its first tests. */
  readonly samples: readonly string[]
  /**
   * A scanner for one log: some formats keep state from line to line.
   *
   * @param told what the scanner of the same log told before
   */
  readonly make: (first?: FirstBytes, told?: readonly number[]) => LineScanner
  /** Each field of `FIELDS_TO_EXPLAIN` that it does not give, and those that it gives only under a condition. */
  readonly lacks: Partial<Readonly<Record<Field, LackReason>>>
  /** Its lines fit another format as well, so that it is never found, only named. */
  readonly onlyByName?: true
  /** It begins as `combined` does but for a host, and is believed only where hosts stand there in most lines. */
  readonly hostInFront?: true
  /** A line of `common` or `combined` fits it too, the name of its client for the host: `-` behind it, the ident, tells. */
  readonly clientAsHost?: true
  /**
   * What its server writes beside requests is told from any other text (`exact`), or resembles what others write (`loose`).
   * Without it, a log of such messages alone is none of this format.
   */
  readonly messages?: 'exact' | 'loose'
  /** Its lines are told from all others by what is theirs alone, so that a few among many are enough. */
  readonly amidOthers?: true
  /** It ends in seconds, which their fraction alone tells from microseconds: on each line, or on those that have some. */
  readonly endsInSeconds?: 'always' | 'sometimes'
  /** It has no time, and is read with that of a wrapper. */
  readonly timeOfWrapper?: true
}

/** What an operator wants to know of a format. A query stands in the target, or `lacks` says otherwise. */
export const FIELDS_TO_EXPLAIN = ['bytes', 'referrer', 'agent', 'host', 'duration'] as const

/** What a format is called that is written as a string, or that nobody named. */
export const CUSTOM_FORMAT = 'custom'
