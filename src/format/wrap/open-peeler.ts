import type { Peeler } from '../../domain/contracts.ts'
import type { PeelOptions } from './wrapper.ts'
import type { Wrappings } from './wrappings.ts'

/** Opens the peeler of what is wrapped around a log, the outermost first. */
export function openPeeler([outer, ...within]: Wrappings, options: PeelOptions): Peeler {
  const [next, ...others] = within
  if (next === undefined) return outer.open(options)
  // The time nearest to the line is the one that is wanted.
  return chain(outer.open({ ...options, withTime: false }), openPeeler([next, ...others], options))
}

function chain(outer: Peeler, inner: Peeler): Peeler {
  return {
    name: `${outer.name}, ${inner.name}`,
    peel: (bytes, start, end, isLast) => {
      const peeled = outer.peel(bytes, start, end, isLast)
      const lines = inner.peel(peeled.bytes, peeled.start, peeled.end, isLast)
      return { ...lines, tooLong: peeled.tooLong + lines.tooLong }
    },
    isAside: inner.isAside,
  }
}
