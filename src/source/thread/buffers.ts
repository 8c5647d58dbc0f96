/** As much as is cut into lines at once. */
export const BUFFER_BYTES = 1048576

/** How far reading may be ahead of counting: 4 MiB a log. What comes out of zlib takes more than all of them. */
const MOST_BUFFERS = 4

export type Buffers = {
  /** Waits for one to come back where all are under way. @returns undefined once given up */
  readonly take: () => Promise<ArrayBuffer | undefined>
  readonly giveBack: (buffer: ArrayBuffer) => void
  readonly giveUp: () => void
  readonly isGivenUp: () => boolean
}

/** A few buffers that go to and fro: so much memory a log takes, and no more. */
export function openBuffers(): Buffers {
  const free: ArrayBuffer[] = []
  let made = 0
  let isGivenUp = false
  let wake = (): void => undefined

  return {
    take: async () => {
      if (free.length === 0 && made < MOST_BUFFERS) {
        made += 1
        return new ArrayBuffer(BUFFER_BYTES)
      }
      while (free.length === 0 && !isGivenUp) await new Promise<void>((resolve) => (wake = resolve))
      return isGivenUp ? undefined : free.pop()
    },
    giveBack: (buffer) => {
      free.push(buffer)
      wake()
    },
    isGivenUp: () => isGivenUp,
    giveUp: () => {
      isGivenUp = true
      wake()
    },
  }
}
