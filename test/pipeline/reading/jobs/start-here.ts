import { MessageChannel } from 'node:worker_threads'
import type { Started } from '../../../../src/pipeline/reading/jobs/open-helpers.ts'
import { serveCounter } from '../../../../src/pipeline/reading/jobs/serve-counter.ts'

/** One that serves on the same thread: it hears whenever the reader waits for the disk. */
export function startHere(): Started {
  const { port1: port, port2 } = new MessageChannel()
  serveCounter(port2)
  const end = (): Promise<void> => {
    port.close()
    return Promise.resolve()
  }
  return { port, onError: () => undefined, end }
}
