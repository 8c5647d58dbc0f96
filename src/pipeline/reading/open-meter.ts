import type { Progress } from './read-logs.ts'

/** How far the reading of all logs is. */
export type Meter = {
  /** @param share of the text of the file at hand, 0–1 */
  readonly note: (share: number, moreLines: number) => void
  /** To the next file. */
  readonly turn: () => void
}

/**
 * A file weighs what it has on disk, however much of it was read by earlier runs: where they ended is not known before it
 * is opened.
 *
 * @param sizes in bytes, in the order in which the files are read; 0 for those that are passed by
 */
export function openMeter(sizes: readonly number[], onProgress: ((progress: Progress) => void) | undefined): Meter {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let [file, before, lines] = [0, 0, 0]
  return {
    note: (share, moreLines) => {
      lines += moreLines
      onProgress?.({ bytes: before + share * (sizes[file] ?? 0), total, lines })
    },
    turn: () => {
      before += sizes[file] ?? 0
      file += 1
    },
  }
}
