import type { SeenAgain } from '../../recognition/index.ts'
import * as z from 'zod'
import { PERIOD_KINDS } from '../../domain/dictionary.ts'
import type { FactName, State } from '../../state/index.ts'
import type { Gap } from '../../timeline/index.ts'

/** Facts without a codec here: of each, one file alone makes and reads the text. */
type OwnText = 'noise-check' | 'problems' | 'published' | `recent-uses ${string}` | 'settings'

/** Hours, from look to look, in which lines of a log may have been written that no run could find. */
export type LogGap = Gap & { readonly log: string; readonly stream: number }

/** The same of a machine, by the identifier of its state. `isSilence`: periods that hold these hours closed without waiting for it. */
export type SourceGap = Gap & { readonly source: string; readonly isSilence?: true | undefined }

const SEEN_AGAIN: z.ZodType<SeenAgain> = z.object({
  stream: z.int(),
  log: z.string(),
  lines: z.int(),
  from: z.int(),
  to: z.int(),
})

const GAP = z.object({
  from: z.int(),
  to: z.int(),
  found: z.union([z.literal('late'), z.array(z.enum(PERIOD_KINDS)).readonly()]).optional(),
})
const LOG_GAP: z.ZodType<LogGap> = GAP.extend({ log: z.string(), stream: z.int() })
const SOURCE_GAP: z.ZodType<SourceGap> = GAP.extend({ source: z.string(), isSilence: z.literal(true).optional() })

type Codec<V> = { readonly read: (text: string) => V; readonly write: (value: V) => string }

const TEXT: Codec<string> = { read: (text) => text, write: (value) => value }
const NUMBER: Codec<number> = { read: Number, write: String }
// That it is there says all.
const FLAG: Codec<true> = { read: () => true, write: String }

function json<V>(shape: z.ZodType<V>): Codec<V> {
  return { read: (text) => shape.parse(JSON.parse(text)), write: (value) => JSON.stringify(z.encode(shape, value)) }
}

// JSON has no Infinity.
const UNTIL = z.codec(z.int().nullable(), z.custom<number>(), {
  decode: (day) => day ?? Infinity,
  encode: (day) => (day === Infinity ? null : day),
})

// What has a default was not told by a version before.
const LOOK = z.object({
  /** Paths of files that are still there, and that were given up. */
  skipped: z.array(z.string()).readonly(),
  /** Paths of entries of `logs:` whose files are all empty, and always were when a run looked. */
  lineless: z.array(z.string()).readonly().default([]),
  evidence: z.object({
    newestDay: z.int(),
    unreadThrough: z.int(),
    undatedThrough: z.int().default(-1),
    holds: z
      .array(z.enum(['change', 'clock']))
      .readonly()
      .catch([]),
    logs: z
      .array(z.object({ name: z.string(), lastDay: z.int(), usualSilenceDays: z.int(), until: UNTIL.exactOptional() }))
      .readonly(),
    sources: z.array(z.object({ id: z.string(), scannedHour: z.int() })).readonly(),
  }),
})

const SCAN: Codec<{ readonly at: number; readonly malformedThrough: number }> = {
  read: (text) => {
    const { at, unreadThrough = -1, malformedThrough = unreadThrough } = SCAN_KEPT.parse(JSON.parse(text))
    return { at, malformedThrough }
  },
  write: (scan) => JSON.stringify(scan),
}
// A version before said of both in one.
const SCAN_KEPT = z.object({ at: z.int(), malformedThrough: z.int().optional(), unreadThrough: z.int().optional() })

const PIPED_LINE: Codec<{ readonly stream: number; readonly mark: string }> = {
  read: (text) => {
    const [stream, mark = ''] = text.split(' ')
    return { stream: Number(stream), mark }
  },
  write: ({ stream, mark }) => `${stream} ${mark}`,
}

/** Days of lines of a log that are ahead of the clock, ascending, and the newest day of those that were last read of it. */
export type DaysAhead = { readonly days: readonly number[]; readonly newest: number }

/** What each other fact is, and how it is written. A name that stands here or in `FactName` alone does not compile. */
const CODECS = {
  /** The service whose state it is. */
  service: TEXT,
  /** The configuration of the last run: where it stands, where it publishes, and which logs it reads. */
  configuration: json(
    z.object({ file: z.string(), output: z.string().optional(), logs: z.array(z.string()).optional() }),
  ),
  /** What tells this state from all others in its tallies. */
  source: TEXT,
  /** A server leaves requests out of a log that was read. */
  'partial-log': FLAG,
  /** No row that is published has a 95th percentile below its median. */
  'percentiles-ordered': FLAG,
  /** What changes of the days of a feature drop is kept with the settings. */
  'dropped-kept': FLAG,
  /** The key to the noise was made for this state. */
  'noise-key-made': FLAG,
  /** A state that took over what came after it has counted from the beginning itself. */
  'own-beginning': FLAG,
  /** After a state was lost, the first day on which all logs that were left had begun. */
  'begun-by-all': NUMBER,
  /** What the configuration called machines of which no line had come by then. */
  'begun-unknown': json(z.array(z.string()).readonly()),
  /** The last day of the counts that were deleted. */
  'forgotten-through': NUMBER,
  /** What the last run found in the logs, for `status`, which looks at none, and for tallies. */
  'last-look': json(LOOK),
  /**
   * For tallies: when the last run whose clock had not jumped looked through all logs, in milliseconds since 1970; and the last day
   * that lines may be of where too many do not fit.
   */
  'last-scan': SCAN,
  /** The run that took up the last change of the configuration. */
  'change-taken': NUMBER,
  /** When a run first met the change that waits for a line, in milliseconds since 1970. */
  'change-met': NUMBER,
  /** How many lines were ever read, and when a run met the last of them, in milliseconds since 1970. */
  'lines-met': json(z.object({ lines: z.int(), at: z.int() })),
  /** In hours since the first day of the calendar. */
  'newest-hour': NUMBER,
  /** The last run whose clock jumped. */
  'clock-jumped': NUMBER,
  /** Of the process of the last run, where it ran. */
  'run-pid': NUMBER,
  /** By log: of the lines that were last read, those that count and name a host which is none of the service's. */
  'foreign-hosts': json(z.record(z.string(), z.int().min(1))),
  /** By log: those that no feature takes, since their target names such a host. */
  'foreign-targets': json(z.record(z.string(), z.int().min(1))),
  /** By log. */
  'days-ahead': json(z.record(z.string(), z.object({ days: z.array(z.int()).readonly(), newest: z.int() }))),
  /** Logs of the same requests. */
  'alike-logs': json(z.array(z.object({ path: z.string(), other: z.string() })).readonly()),
  /** Logs that may prove to be such: hours that were equal, unequal, equal to earlier ones, by feature; of each of all under ''. */
  'likely-logs': json(
    z
      .array(
        z.object({
          path: z.string(),
          other: z.string(),
          since: z.int(),
          by: z.record(z.string(), z.object({ equal: z.int(), unequal: z.int(), apart: z.int() })),
        }),
      )
      .readonly(),
  ),
  /** By the identifier of its state: the last day of a machine that lines may be of where too many do not fit; −1: there is none. */
  'malformed-sources': json(z.record(z.string(), z.int())),
  /** By the identifier of its state: since when a machine counts what it counts, as its last tally says. */
  'begun-sources': json(z.record(z.string(), z.array(z.tuple([z.string(), z.int()]).readonly()).readonly())),
  /**
   * By the identifier of its state: the day of the last look of a machine whose tally was taken; and of what was gone here by then, by
   * its name in a tally, the day of the last look before it went.
   */
  'looks-sources': json(
    z.record(
      z.string(),
      z.object({ day: z.int(), gone: z.array(z.tuple([z.string(), z.int()]).readonly()).readonly() }),
    ),
  ),
  /** By machine: since when it says that a file was not read, or that too many lines do not fit, in milliseconds since 1970. */
  'unread-sources': json(z.record(z.string(), z.int())),
  'seen-again': json(z.array(SEEN_AGAIN).readonly()),
  /** By log: the stream in the file that was being written at the last look, and when that was, in milliseconds since 1970. */
  'live-places': json(z.record(z.string(), z.object({ stream: z.int(), at: z.int() }))),
  /** The days of which late lines were counted while a table or a measure was away that has figures of them. */
  'late-without': json(z.array(z.int()).readonly()),
  'log-gaps': json(z.array(LOG_GAP).readonly()),
  'source-gaps': json(z.array(SOURCE_GAP).readonly()),
  /** By the identifier of its state: those of the machines that had left `sources:` before the first tally of one came. */
  'gone-before': json(z.record(z.string(), z.array(z.string()).readonly())),
  /** By machine of which nothing came yet: those that left `sources:` when it came. */
  'replaced-sources': json(z.record(z.string(), z.array(z.string()).readonly())),
  /** The run up to which streams were looked at: one that is killed leaves its own to the next. */
  'seen-again-run': NUMBER,
  'last-piped-line': PIPED_LINE,
  // The last period whose noise nobody can draw again.
  'drawn-with-lost-key day': NUMBER,
  'drawn-with-lost-key week': NUMBER,
  'drawn-with-lost-key month': NUMBER,
  'drawn-with-lost-key quarter': NUMBER,
  'drawn-with-lost-key year': NUMBER,
} satisfies Readonly<Record<Exclude<FactName, OwnText>, { readonly write: (value: never) => string }>>

type Facts = { readonly [N in keyof typeof CODECS]: ReturnType<(typeof CODECS)[N]['read']> }

const CODEC_OF: { readonly [N in keyof Facts]: Codec<Facts[N]> } = CODECS

type Drawer = Pick<State, 'facts'>

/** A fact of the state; undefined: it is none, or none yet. */
export function readFact<N extends keyof Facts>({ facts }: Drawer, name: N): Facts[N] | undefined {
  const text = facts.fact(name)
  return text === undefined ? undefined : CODEC_OF[name].read(text)
}

export function keepFact<N extends keyof Facts>({ facts }: Drawer, name: N, value: Facts[N]): void {
  facts.keepFact(name, CODEC_OF[name].write(value))
}
