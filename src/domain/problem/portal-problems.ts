/** `call` is a method and its address; the key of a portal stands in none of them. */
export type PortalProblem =
  | { readonly code: 'DATASET_NOT_FOUND'; readonly path: string }
  /** `property` is the part of the file that is wrong. */
  | {
      readonly code: 'DATASET_DAMAGED'
      readonly file: string
      readonly why: DatasetFault
      readonly asked: 'send' | 'judge'
      readonly property?: string
    }
  | { readonly code: 'PORTAL_KEY'; readonly variable: string; readonly why: 'missing' | 'malformed' }
  | { readonly code: 'PORTAL_ADDRESS'; readonly why: AddressFault; readonly portal: string }
  | {
      readonly code: 'PORTAL_DATASET'
      readonly dataset: string
      readonly why: 'absent' | 'deleted' | 'several' | 'not-ours' | 'another' | 'at-once'
      /** Those that it may be; or the folder that it belongs to. */
      readonly found?: readonly string[]
    }
  /** The portal has a later version than the folder. */
  | { readonly code: 'PORTAL_AHEAD'; readonly dataset: string; readonly there: string; readonly version: string }
  | { readonly code: 'PORTAL_ORGANIZATION'; readonly why: 'absent' | 'needed'; readonly organization?: string }
  | { readonly code: 'PORTAL_LICENCE'; readonly licence: string }
  /** It did not keep a field of ours, by which a dataset or a file is found again. */
  | { readonly code: 'PORTAL_FORGETS'; readonly call: string; readonly field: string }
  | { readonly code: 'PORTAL_DENIED'; readonly call: string; readonly status: number; readonly message: string }
  | { readonly code: 'PORTAL_REFUSED'; readonly call: string; readonly status: number; readonly message: string }
  /** `to` is another host; absent: the same. */
  | { readonly code: 'PORTAL_REDIRECT'; readonly call: string; readonly to?: string }
  | { readonly code: 'PORTAL_ANSWER'; readonly call: string; readonly why: 'not-json' | 'unexpected' | 'too-large' }
  /** `why` is a status, or the system's code of a lost connection. */
  | { readonly code: 'PORTAL_UNREACHABLE'; readonly call: string; readonly why: string }

/** Why nothing is sent to an address. */
export type AddressFault = 'missing' | 'malformed' | 'credentials' | 'query' | 'insecure'

/** Why a published folder is neither sent nor judged. */
export type DatasetFault =
  | 'absent'
  | 'another-kind'
  | 'unreadable'
  | 'not-json'
  | 'unexpected'
  | 'size'
  | 'checksum'
  | 'not-listed'
