import type { Escapes, Kernel, LineScanner, Spans } from '../domain/contracts.ts'

/** The kernel, as the gate of one log uses it. */
export type QuickReader = {
  readonly kernel: Kernel
  readonly spans: Spans
  /** Hands lines to the kernel. @returns where they stand in its memory; −1: not there */
  readonly hold: (bytes: Uint8Array, start: number, end: number) => number
  /** Has the kernel remember the hour of a time. @returns whether it does: not every form of a time has a place for it */
  readonly keepHour: (bytes: Uint8Array, start: number, end: number) => boolean
}

/** Undefined where the kernel does not know the format. */
export function quickReader(scanner: LineScanner, kernel: Kernel | undefined): QuickReader | undefined {
  const { kernelPlan } = scanner
  if (kernel === undefined || kernelPlan === undefined) return undefined
  const escape = HIDING[scanner.escapes] ?? 0
  // One of its own: the gate of another log in the same format knows of another hour.
  const plan = { ...kernelPlan }
  return {
    kernel,
    spans: kernel.spans,
    hold: (bytes, start, end) => {
      // The gate of another log may have left its own.
      kernel.spans.fill(-1)
      return kernel.follow(plan, escape) ? kernel.hold(bytes, start, end) : -1
    },
    keepHour: (bytes, start, end) => {
      const minutesAt = bytes === kernel.bytes ? minutesOf(bytes, start, end) : -1
      if (minutesAt < 0) return false
      kernel.keepHour(start, end, minutesAt)
      return true
    },
  }
}

/** Escapes of which a `?` or a `#` may be made, which ends a path. */
const HIDING: Partial<Readonly<Record<Escapes, number>>> = { hash: 0x23, json: 0x5c }

const SLASH = 0x2f
const DASH = 0x2d
const COLON = 0x3a

/** Where `MM:SS` stands in `10/Mar/2026:09:31:24 +0100`, `2026-03-10T09:31:24+01:00` or `…Z`; −1 in times of any other form. */
function minutesOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length === 26 && bytes[start + 2] === SLASH && bytes[start + 14] === COLON) return 15
  const isIso = (length === 25 || length === 20) && bytes[start + 4] === DASH
  return isIso && bytes[start + 13] === COLON ? 14 : -1
}
