import type { AuditRules } from './observed-features.ts'
import type { DayIndex } from './calendar.ts'
import type { Field } from './contracts.ts'
import type { Bilingual, Feature, FeatureFamily } from './feature.ts'
import type { Place, Written } from './place.ts'
import type { TableRequest, Tier } from './table.ts'
import { DEVICE } from './text.ts'

export type Language = 'fr' | 'en'

/** A text, or whatever else, in each language that the program speaks and publishes. */
export type Both<T = string> = Readonly<Record<Language, T>>

export type Publisher = { readonly name: string; readonly url?: string; readonly email?: string }

export const LICENCES = [
  'etalab-2.0',
  'ODbL-1.0',
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC0-1.0',
  'ODC-By-1.0',
  'PDDL-1.0',
] as const
export type Licence = (typeof LICENCES)[number]

/** Who and what the figures are about. */
export type Service = {
  /** Names folders and addresses, and never changes. */
  readonly id: string
  readonly name: string
  readonly url?: string
  /** The service's own hosts, lower case. */
  readonly hosts: readonly string[]
  readonly publisher?: Publisher
}

/** One entry of `logs:`. */
export type LogSource = {
  /** A path or a glob, absolute. */
  readonly path: Written<string>
  /** `auto`, a name, a format string, or the absolute path of a web server's own configuration. */
  readonly format: Written<string>
  /** Of a log whose format changed: names or format strings for the lines that `format` does not read, one after the other. */
  readonly otherFormats?: readonly Written<string>[]
  /** IANA name, for formats that write no zone. */
  readonly timezone?: string
  /** Archives are unpacked by the system's own programs. */
  readonly decompress?: 'external'
  /** How many times its own size an archive may unpack to. */
  readonly unpackLimit?: number
  /** Last day of a log that has ended: no period after it waits for its lines. */
  readonly until?: DayIndex
  /** By which keys JSON lines say what: of several the first that has a value. */
  readonly fields?: LogKeys
}

/** One entry of `sources:`. `path` is absolute, and may be a glob. */
export type MachineSource = { readonly id: string; readonly path: string }

/** Keys as they are written: `ts`, `request.uri`, `headers.Referer[0]`. */
export type LogKeys = Partial<Readonly<Record<Field, readonly string[]>>> & {
  /** Of the duration; seconds if absent. */
  readonly duration_unit?: KeyUnit
}

/** What the numbers of a duration may count. */
export const KEY_UNITS = ['s', 'ms', 'us', 'ns'] as const
type KeyUnit = (typeof KEY_UNITS)[number]

/** Why the configuration of a web server cannot be read. */
export type ServerFault =
  | 'unclosed-quote'
  | 'unclosed-block'
  | 'stray-close'
  | 'unfinished'
  | 'unknown-format'
  | 'include-loop'
  | 'too-deep'
  | 'too-large'
  | 'not-text'
  | 'unknown-server'

/** Every directive of a web server that is read; no other is kept or named. */
export type ServerDirective =
  | 'log_format'
  | 'access_log'
  | 'include'
  | 'LogFormat'
  | 'CustomLog'
  | 'TransferLog'
  | 'GlobalLog'
  | 'Include'

/** Whether a log format is the path of a web server's own configuration: it holds a slash or ends in `.conf`, and no variable. */
export function isServerFile(format: string): boolean {
  return !/[$%"'{]/.test(format) && (format.includes('/') || format.endsWith('.conf'))
}

/** The operator's own words for the page about privacy. */
type PrivacyWords = { readonly retention?: string; readonly contact?: string; readonly purpose?: string }

/** What happened to the service, as its operator tells it: of one feature, or of all. */
export type ServiceEvent = { readonly date: DayIndex; readonly text: Bilingual; readonly feature?: string }

/** Of any list: more features, patterns of one, events or hosts are not read back from a folder. */
export const MOST_ENTRIES = 10_000

/** More are no order any more, and no page of them is read. */
export const MOST_FAMILIES = 1_000

/** What the operator says beside the figures. Nothing of it comes from a log. */
export type Voice = {
  /** What the service is for, and what the team wants to learn. */
  readonly words?: Bilingual
  /** At least one, by date. */
  readonly events?: readonly ServiceEvent[]
  /** The page shows verdicts, by these numbers. Absent: it does not. */
  readonly verdicts?: AuditRules
}

/** `comptage.yaml`, checked and with its defaults. */
export type Configuration = {
  /** Where it stands. */
  readonly file?: string
  /** Names of the draft that nobody has looked at, by the marks that are left, and where the first is; undefined: none. */
  readonly unreviewed?: { readonly names: number; readonly place: Place }
  readonly service: Service
  /** IANA name: in which a day is a day. */
  readonly timezone: string
  readonly language: Language
  /** First day of the service. */
  readonly since?: DayIndex
  readonly logs: readonly LogSource[]
  /** Other machines, whose tallies are published with what is read here. */
  readonly sources: readonly MachineSource[]
  /** Share of malformed lines that trips the alarm, 0–1. */
  readonly malformedLimit: number
  readonly features: readonly Feature[]
  /** In the order in which they are shown. */
  readonly families: readonly Written<FeatureFamily>[]
  readonly ignore: readonly Written<string>[]
  readonly case: 'sensitive' | 'insensitive'
  /** Hosts to name in the referrer dimension. */
  readonly referrers: readonly string[]
  readonly datasets: readonly Written<TableRequest>[]
  /** The threshold: counts below it are hidden. */
  readonly k: number
  /** How often somebody may be right at most who guesses at one request from tables with noise, 0.5–1. */
  readonly promise: number
  readonly graceHours: number
  /** So long a silent log keeps periods open. */
  readonly silenceHours: number
  /** So long after its end a period may be revised: then its true counts are deleted. */
  readonly revisionHours: number
  /** Folder of what is kept between runs, absolute. */
  readonly state?: string
  readonly licences: Readonly<Record<Tier, Licence>>
  readonly privacy?: PrivacyWords
  readonly voice?: Voice
  /** The numbers by which `audit` judges. */
  readonly audit: AuditRules
  /** Absolute. */
  readonly output?: string
  readonly publicationUrl?: string
  readonly publicationUrlPlace?: Place
  /** Whether each CSV is published as Parquet too. Absent: no. */
  readonly hasParquet?: true
}

/** Of the threshold. With 2, a hidden figure could only be 0 or 1; more hides all of any service. */
export const LEAST_K = 3
export const MOST_K = 1_000_000

/** What a key of the configuration takes. Closed, so that it can be worded in both languages. */
export type Expected =
  | { readonly kind: 'one-of'; readonly words: readonly string[] }
  | { readonly kind: 'integer-between'; readonly least: number; readonly most: number }
  | { readonly kind: 'day-from'; readonly first: string }
  | { readonly kind: 'mapping'; readonly required: readonly string[] }
  /** A text, or a list, of no more. */
  | { readonly kind: 'most-signs' | 'most-entries'; readonly most: number }
  /** A text that does without a sign that none may hold: `U+202E`. */
  | { readonly kind: 'without'; readonly sign: string }
  | {
      readonly kind:
        | 'text'
        | 'pattern'
        | 'list'
        | 'service-id'
        | 'machine-id'
        | 'dataset-name'
        | 'feature-id'
        | 'feature'
        | 'family'
        | 'day'
        | 'share'
        | 'duration'
        | 'url'
        | 'email'
        | 'host'
        | 'referrer-host'
        | 'boolean'
        | 'positive-integer'
        | 'positive-number'
        | 'one-period-and-feature'
        | 'title'
        | 'format-of-list'
    }

/** Of the id of a machine that counts for a service: no file has its name. */
export const MACHINE_ID = /^(?=.{2,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Of the id of a service. Where it ended in `-detail`, its folder would be the detailed one of another. */
export const SERVICE_ID = new RegExp(`^(?!.*-detail$|${DEVICE}$)${MACHINE_ID.source.slice(1)}`)
