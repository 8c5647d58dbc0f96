import type { CountObserver } from '../../pipeline/index.ts'
import { say, type Both } from '../language/language.ts'
import { grouped } from '../words/words.ts'

export type Progress = { readonly onProgress: NonNullable<CountObserver['onProgress']>; readonly stop: () => void }

const SILENT: Progress = { onProgress: () => undefined, stop: () => undefined }
// cli-progress fills in what stands in braces.
const BAR: Both = {
  en: '{bar} {percentage} % of {size} MB, {rate} lines/s',
  fr: '{bar} {percentage} % de {size} Mo, {rate} lignes/s',
}
const MEGABYTE = 1_000_000

/** A bar on stderr, where it is a terminal: bytes of the total, lines a second. Elsewhere nothing. */
export async function startProgress(isQuiet: boolean): Promise<Progress> {
  if (isQuiet || !process.stderr.isTTY) return SILENT
  // Loaded where it is used: without a terminal nobody sees a bar.
  const { SingleBar } = await import('cli-progress')
  const started = performance.now()
  const bar = new SingleBar({
    format: say(BAR),
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: false,
    etaBuffer: 1,
  })
  let isStarted = false
  return {
    onProgress: ({ bytes, total, lines }) => {
      const seconds = Math.max((performance.now() - started) / 1000, 0.001)
      const payload = { size: Math.round(total / MEGABYTE), rate: grouped(Math.round(lines / seconds)) }
      if (!isStarted) bar.start(Math.max(total, bytes), bytes, payload)
      else bar.update(bytes, payload)
      isStarted = true
    },
    stop: () => bar.stop(),
  }
}
