import type { SingleBar } from 'cli-progress'
import type { CountObserver } from '../../pipeline/index.ts'
import { EXIT } from '../exit-code.ts'
import type { Both } from '../../domain/service.ts'
import { grouped, say } from '../language/language.ts'

type Progress = { readonly onProgress: NonNullable<CountObserver['onProgress']>; readonly stop: () => void }

const SILENT: Progress = { onProgress: endOnSignals, stop: () => undefined }
// cli-progress fills in what stands in braces.
const BAR: Both = {
  en: '{bar} {percentage} % of {size} MB, {rate} lines/s',
  fr: '{bar} {percentage} % de {size} Mo, {rate} lignes/s',
}
/** Of a pipe nobody knows the end. */
const PIPE: Both = { en: '{size} MB, {rate} lines/s', fr: '{size} Mo, {rate} lignes/s' }
const MEGABYTE = 1_000_000

/** A bar on stderr, where it is a terminal: bytes of the total, lines a second; of a pipe, bytes so far. Elsewhere nothing. */
export async function startProgress(isQuiet: boolean): Promise<Progress> {
  if (isQuiet || !process.stderr.isTTY) return SILENT
  // Loaded where it is used: without a terminal nobody sees a bar.
  const progress = await import('cli-progress')
  const started = performance.now()
  let bar: SingleBar | undefined
  return {
    onProgress: ({ bytes, total, lines }) => {
      endOnSignals()
      const seconds = Math.max((performance.now() - started) / 1000, 0.001)
      const size = Math.round((total > 0 ? total : bytes) / MEGABYTE)
      const payload = { size, rate: grouped(Math.round(lines / seconds)) }
      if (bar !== undefined) return bar.update(bytes, payload)
      bar = new progress.SingleBar({
        format: say(total > 0 ? BAR : PIPE),
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: false,
        etaBuffer: 1,
      })
      bar.start(Math.max(total, bytes), bytes, payload)
      // Else a terminal in which it was interrupted would wrap no line any more.
      process.once('exit', stop)
    },
    stop,
  }

  function stop(): void {
    bar?.stop()
    bar = undefined
  }
}

let isAsked = false

/**
 * From here on a signal ends the program between two turns of the event loop, by an exit of its own: a file is written in one
 * go, so none is left half-way, and a version that is half made is taken away at the exit. Asked for once lines are read or
 * tallies are to be published: before, the system ends the program at once, and so it does a run that finds no new line; what
 * that leaves half made the next run takes away.
 */
export function endOnSignals(): void {
  if (isAsked) return
  isAsked = true
  process.once('SIGINT', () => process.exit(EXIT.interrupted))
  process.once('SIGTERM', () => process.exit(EXIT.terminated))
}
