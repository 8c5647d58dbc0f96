import { parentPort } from 'node:worker_threads'
import { ProblemError } from '../../domain/problem.ts'
import { fill } from '../byte-reader.ts'
import { openText } from '../open/open-text.ts'
import { type TextToRead, CLOSE, type Sent, type SentBack } from './messages.ts'

// The entry of the thread that reads and unpacks while the other counts.
parentPort?.on('message', (asked: TextToRead) => {
  void sendText(asked)
})

/** Reads a log to its end, as far ahead of who counts it as the buffers go. */
async function sendText({ port, ...asked }: TextToRead): Promise<void> {
  const buffers = openBuffers()
  let storedBytes = 0
  const opening = openText(asked, (bytes) => (storedBytes += bytes))

  async function close(): Promise<void> {
    buffers.giveUp()
    const reader = await opening.catch(() => undefined)
    await reader?.close()
    port.close()
  }

  function send(sent: Sent): void {
    port.postMessage(sent, sent.kind === 'text' ? [sent.buffer] : [])
    storedBytes = 0
  }

  port.on('message', (back: SentBack) => {
    if (back === CLOSE) void close()
    else buffers.giveBack(back)
  })
  try {
    const reader = await opening
    for (let buffer = await buffers.take(); buffer !== undefined; buffer = await buffers.take()) {
      const length = await fill(reader, new Uint8Array(buffer), 0, BUFFER_BYTES)
      if (length === 0) break
      send({ kind: 'text', buffer, length, storedBytes })
    }
    send({ kind: 'end', storedBytes })
  } catch (error) {
    // A read that was broken off by closing has nothing to tell.
    if (buffers.isGivenUp()) return
    if (!(error instanceof ProblemError)) throw error
    send({ kind: 'problems', problems: error.problems })
  }
}

/** As much as is cut into lines at once. */
const BUFFER_BYTES = 1048576

/** How far reading may be ahead of counting: 4 MiB a log. What comes out of zlib takes more than all of them. */
const MOST_BUFFERS = 4

type Buffers = {
  /** Waits for one to come back where all are under way. @returns undefined once given up */
  readonly take: () => Promise<ArrayBuffer | undefined>
  readonly giveBack: (buffer: ArrayBuffer) => void
  readonly giveUp: () => void
  readonly isGivenUp: () => boolean
}

/** A few buffers that go to and fro: so much memory a log takes, and no more. */
function openBuffers(): Buffers {
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
