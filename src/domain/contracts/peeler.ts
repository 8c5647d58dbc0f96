/**
 * Undoes what a collector of logs (syslog, Docker, journald …) wrote around each line. It may keep pieces of a line until
 * the next call; nothing else.
 */
export type Peeler = {
  /** As `docker`, for the operator. */
  readonly name: string
  /**
   * Peels the whole lines of `bytes[start…end)`. A line that is not wrapped comes out as it is.
   *
   * @param isLast no more bytes follow: pieces that are kept come out
   * @returns whole lines in a buffer of the peeler's own, overwritten by the next call
   */
  readonly peel: (bytes: Uint8Array, start: number, end: number, isLast: boolean) => PeeledLines
  /** True if the program wrote line `line`, from 0, of those peeled last to its stderr: where no format reads it, it is no request. */
  readonly isAside: (line: number) => boolean
}

type PeeledLines = {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Lines of more than 65,536 bytes once their pieces were joined; their bytes are gone. */
  readonly tooLong: number
}
