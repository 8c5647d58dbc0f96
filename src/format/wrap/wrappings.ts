import type { Peeler } from '../../domain/contracts.ts'
import { createPeeler } from './create-peeler.ts'
import { DOCKER } from './join/docker.ts'
import { createExportPeeler, isExportLine } from './join/journal-export.ts'
import { JOURNAL_JSON } from './join/journal-json.ts'
import { JSON_MESSAGE } from './join/json-message.ts'
import { KUBERNETES } from './join/kubernetes.ts'
import { COMPOSE } from './line/compose.ts'
import { QUOTES } from './line/quotes.ts'
import { SCALINGO_LOGS } from './line/scalingo-logs.ts'
import { SYSLOG_5424 } from './line/syslog-5424.ts'
import { SYSLOG_ISO } from './line/syslog-iso.ts'
import { SYSLOG } from './line/syslog.ts'
import { nothingFound, type PeelOptions, type Wrapper } from './wrapper.ts'

/** A way in which a log may be wrapped. */
export type Wrapping = {
  readonly name: string
  /** True for a line that may stand in a log that is wrapped so; asked of a few lines, before anything is peeled. */
  readonly isAround: (bytes: Uint8Array, start: number, end: number) => boolean
  readonly hasTime: boolean
  readonly open: (options: PeelOptions) => Peeler
}

/** One at least, the outermost first. */
export type Wrappings = readonly [Wrapping, ...Wrapping[]]

const AROUND_LINES = [
  ...[DOCKER, KUBERNETES, SYSLOG, SYSLOG_ISO, SYSLOG_5424, SCALINGO_LOGS],
  ...[JOURNAL_JSON, JSON_MESSAGE, COMPOSE, QUOTES],
]

export const WRAPPINGS: readonly Wrapping[] = [
  ...AROUND_LINES.map(wrappingOf),
  { name: 'journald-export', isAround: isExportLine, hasTime: true, open: createExportPeeler },
]

function wrappingOf(wrapper: Wrapper): Wrapping {
  const found = nothingFound()
  return {
    name: wrapper.name,
    isAround: (bytes, start, end) => wrapper.find(bytes, start, end, found),
    hasTime: wrapper.writeTime !== undefined,
    open: (options) => createPeeler(wrapper, options),
  }
}

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
