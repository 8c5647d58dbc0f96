import { Worker } from 'node:worker_threads'

/** One thread for all logs that are being read. It ends with the last, unless another comes soon: to start one takes 30 ms. */
export type Hired = { readonly worker: Worker; readonly dismiss: () => void }

const LINGER_MS = 100

let worker: Worker | undefined
let logs = 0
let lingering: NodeJS.Timeout | undefined

export function hireThread(): Hired {
  clearTimeout(lingering)
  const hired = (worker ??= startThread())
  logs += 1
  return {
    worker: hired,
    dismiss: () => {
      logs -= 1
      if (logs === 0) lingering = setTimeout(endThread, LINGER_MS).unref()
    },
  }
}

function startThread(): Worker {
  const started = new Worker(new URL('./unpack-thread.js', import.meta.url))
  // A log that is being read keeps the program alive, by its port; an idle thread does not.
  started.unref()
  started.once('exit', () => {
    if (worker === started) worker = undefined
  })
  return started
}

function endThread(): void {
  void worker?.terminate()
  worker = undefined
}
