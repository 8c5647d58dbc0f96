import type { DatasetFile } from './dataset.ts'

export const PORTAL_NAMES = ['data.gouv.fr', 'ckan'] as const
export type PortalName = (typeof PORTAL_NAMES)[number]

/** Where datasets are published: what differs between data.gouv.fr and CKAN. */
export type Portal = {
  /** The dataset, if it is there: never another one. */
  readonly find: () => Promise<Shelf | undefined>
  /** A new dataset, which only its publisher sees. */
  readonly create: () => Promise<Shelf>
}

/** A dataset of a portal. Each verb writes only what the portal has not got already. */
export type Shelf = {
  /** Where people see it. */
  readonly page: string | undefined
  /** Of the folder that was sent last, if the portal says so. */
  readonly version: string | undefined
  readonly put: (file: DatasetFile) => Promise<void>
  /** Takes away what we put there before and the folder has no more. */
  readonly removeOthers: () => Promise<void>
  /** Describes the dataset and shows a new one to everybody: always last. */
  readonly complete: () => Promise<void>
}

/** Which dataset: a given one, or the one that bears the name of the folder. */
export type Target = {
  readonly dataset?: string
  readonly organization?: string
  /** A folder of an earlier version than the portal has may take its place. */
  readonly older?: true
  /** Nothing can be looked up: everything is taken for absent. */
  readonly isBlind?: true
}

/** A call of a portal's API. */
export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base address. */
  readonly path: string
  /** The fields of the answer that are wanted, where the portal can leave out the others. */
  readonly wanted?: string
  /** It asks whether something is there: absent is an answer. */
  readonly isLookup?: true
  readonly json?: object
  readonly form?: Form
}

type Form = {
  readonly fields: Readonly<Record<string, string>>
  readonly file: {
    readonly field: string
    readonly name: string
    readonly bytes: Uint8Array<ArrayBuffer>
    readonly mediaType: string
  }
}

/**
 * Makes a call.
 *
 * @returns the answer as JSON; undefined if there is none, or if what was looked up is absent
 * @throws ProblemError, or TryAgain where the same may go well later
 */
export type Send = (call: Call) => Promise<unknown>
