import { ProblemError, type AddressFault } from '../domain/problem.ts'
import { bringUpToDate, type Patience } from './bring-up-to-date.ts'
import type { Dataset } from './dataset.ts'
import { openSender } from './open-sender.ts'
import type { Call, Portal, PortalName, Send, Target } from './portal.ts'
import type { Proxies } from './through-proxy.ts'
import { pageAddress } from './without-key.ts'
import { openCkan } from './ckan/open-ckan.ts'
import { openDatagouv } from './datagouv/open-datagouv.ts'

export type PortalDestination = Target & {
  readonly portal: PortalName
  /** Of the portal or of its API; data.gouv.fr has one that need not be given. */
  readonly url?: string
  /** Undefined: nothing is asked, as if the portal were empty. For a dry run alone. */
  readonly key: string | undefined
}

type Manner = {
  /** Nothing is written; the calls that would write are told all the same. */
  readonly isDryRun: boolean
  /** Is told each call once it was made, and the address that it was made at. */
  readonly tell: (call: Call, address: string) => void
  readonly userAgent: string
  readonly timeoutMs: number
  readonly proxies: Proxies
  readonly patience: Patience
}

/**
 * Creates or updates the dataset of a portal.
 *
 * @returns where people see it, if the portal says so
 * @throws ProblemError
 */
export async function publishDataset(
  dataset: Dataset,
  destination: PortalDestination,
  manner: Manner,
): Promise<string | undefined> {
  const { open, api, url, keyHeader, isNewestFirst } = PORTALS[destination.portal]
  const address = destination.url ?? url
  if (address === undefined)
    throw new ProblemError({ code: 'PORTAL_ADDRESS', why: 'missing', portal: destination.portal })
  const base = baseAddress(address, api, destination.portal)
  const send = senderFor({ ...manner, base, keyHeader, key: destination.key })
  const files = isNewestFirst ? dataset.files.toReversed() : dataset.files
  const target: Target = destination.key === undefined ? { ...destination, isBlind: true } : destination
  const page = await bringUpToDate(
    (counted) => refuseOlder(open(dataset, target, counted), dataset, target),
    files,
    send,
    manner.patience,
  )
  return pageAddress(page, destination.key)
}

type Sender = Manner & { readonly base: string; readonly keyHeader: string; readonly key: string | undefined }

function senderFor(sender: Sender): Send {
  const { base, key, isDryRun, tell } = sender
  const ask = key === undefined ? () => Promise.resolve(undefined) : openSender({ ...sender, key })
  const send = isDryRun ? pretendToWrite(ask) : ask
  return async (call) => {
    const answer = await send(call)
    tell(call, `${base}${call.path}`)
    return answer
  }
}

/** Names and numbers of this machine, where nobody can listen in. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * The address below which the calls of an API are made, without a slash at its end.
 *
 * @param text the address of a portal, or of its API
 * @param portal its kind, for what is said
 * @param api where the API stands below the portal, as `/api/1`
 * @throws ProblemError
 */
export function baseAddress(text: string, api: string, portal: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const why = url === undefined ? 'malformed' : faultOf(url)
  if (url === undefined || why !== undefined)
    throw new ProblemError({ code: 'PORTAL_ADDRESS', why: why ?? 'malformed', portal })
  const steps = url.pathname.split('/').filter((step) => step !== '')
  const address = [url.origin, ...steps].join('/')
  return address.endsWith(api) ? address : `${address}${api}`
}

function faultOf({ protocol, hostname, username, password, search, hash }: URL): AddressFault | undefined {
  // 1. what would be sent to whoever reads addresses
  if (username !== '' || password !== '') return 'credentials'
  // 2. what could not be the beginning of other addresses
  if (search !== '' || hash !== '') return 'query'
  // 3. what could be read on its way
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  return isSafe ? undefined : 'insecure'
}

/** Stands for the identifiers that the portal would give. */
const NEW = { id: 'NEW', organization: null }

/** Lets calls through that only read; of those that write says that they went well. */
function pretendToWrite(send: Send): Send {
  return async (call) => {
    if (call.method === 'GET') return send(call)
    // The answers of udata and of CKAN in one, with all that was said.
    const result = { ...call.json, ...call.form?.fields, ...NEW }
    return { ...result, success: true, result }
  }
}

/**
 * A portal that lets no folder take the place of a later version: a backup, or a count made anew, would take back what
 * readers have.
 *
 * @throws ProblemError from `find`
 */
function refuseOlder(portal: Portal, { name, version }: Dataset, { older }: Target): Portal {
  if (older === true) return portal
  return {
    ...portal,
    find: async () => {
      const shelf = await portal.find()
      const there = shelf?.version
      if (there !== undefined && isAhead(there, version))
        throw new ProblemError({ code: 'PORTAL_AHEAD', dataset: name, there, version })
      return shelf
    },
  }
}

/** What somebody else called a version compares with none of ours. */
function isAhead(there: string, version: string): boolean {
  return VERSION.test(there) && inOrder(there) > inOrder(version)
}

const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/

/** A text that sorts as the version does. */
function inOrder(version: string): string {
  return version
    .split('.')
    .map((number) => number.padStart(9, '0'))
    .join('.')
}

type PortalKind = {
  readonly open: (dataset: Dataset, target: Target, send: Send) => Portal
  /** Where it is, if there is but one. */
  readonly url?: string
  /** Where its API stands. */
  readonly api: string
  readonly keyHeader: string
  /** A new resource is shown above the others, so the most important comes last. */
  readonly isNewestFirst: boolean
}

const PORTALS: Readonly<Record<PortalName, PortalKind>> = {
  'data.gouv.fr': {
    open: openDatagouv,
    url: 'https://www.data.gouv.fr',
    api: '/api/1',
    keyHeader: 'X-API-KEY',
    isNewestFirst: true,
  },
  ckan: { open: openCkan, api: '/api/3/action', keyHeader: 'Authorization', isNewestFirst: false },
}
