import type { PathShape, Shaper } from '../../gate/index.ts'

/** Paths that no feature has, told by their shape. */
export type CommonShapes = {
  /** The commonest first, each with at least as many requests as asked. */
  readonly shown: readonly { readonly shape: string; readonly requests: number }[]
  /** Requests of all other shapes. */
  readonly others: number
}

export type ShapeCounter = {
  readonly note: (shape: PathShape, requests: number) => void
  readonly commonest: (leastRequests: number) => CommonShapes
}

// Whoever asks for ever-new paths must not fill the memory, nor the screen.
const MOST_HELD = 4096
const MOST_SHOWN = 50

/** Counts shapes: 4,096 of them at most, the rest in one sum. */
export function countShapes({ textOf }: Shaper): ShapeCounter {
  const held = new Map<string, { readonly shape: PathShape; requests: number }>()
  let total = 0
  return {
    note: (shape, requests) => {
      total += requests
      const key = shape.join()
      const entry = held.get(key)
      if (entry !== undefined) entry.requests += requests
      else if (held.size < MOST_HELD) held.set(key, { shape, requests })
    },
    commonest: (leastRequests) => {
      const shown = [...held.values()]
        .filter(({ requests }) => requests >= leastRequests)
        .sort((a, b) => b.requests - a.requests)
        .slice(0, MOST_SHOWN)
        .map(({ shape, requests }) => ({ shape: textOf(shape), requests }))
      return { shown, others: shown.reduce((rest, { requests }) => rest - requests, total) }
    },
  }
}
