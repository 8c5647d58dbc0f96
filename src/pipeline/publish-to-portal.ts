import { setTimeout as sleep } from 'node:timers/promises'
import { ProblemError } from '../domain/problem.ts'
import { publishDataset, readDataset, type Call, type PortalName } from '../portal/index.ts'
import { PROGRAM_VERSION } from './program-version.ts'

export type PublishRequest = {
  readonly folder: string
  readonly portal: PortalName
  readonly url?: string
  readonly dataset?: string
  readonly organization?: string
  /** The folder may be of an earlier version than what the portal has. */
  readonly older?: true
  readonly isDryRun: boolean
}

/** By portal, where the key stands: never on a command line, which every user of the machine can read. */
const KEYS: Readonly<Record<PortalName, string>> = {
  'data.gouv.fr': 'COMPTAGE_DATAGOUV_KEY',
  ckan: 'COMPTAGE_CKAN_KEY',
}
const TIMEOUT_MS = 60_000

/**
 * Sends a published folder to a portal.
 *
 * @param environment where the key is, and the proxy
 * @param tell is told each call once it was made, and its address
 * @returns where people see the dataset, if the portal says so
 * @throws ProblemError
 */
export async function publishToPortal(
  request: PublishRequest,
  environment: Readonly<Record<string, string | undefined>>,
  tell: (call: Call, address: string) => void,
): Promise<string | undefined> {
  const { isDryRun } = request
  const dataset = readDataset(request.folder)
  const key = keyIn(environment, request)
  return publishDataset(
    dataset,
    { ...request, key },
    {
      isDryRun,
      tell,
      userAgent: `comptage/${PROGRAM_VERSION}`,
      timeoutMs: TIMEOUT_MS,
      proxies: {
        https: environment['HTTPS_PROXY'] ?? environment['https_proxy'],
        none: environment['NO_PROXY'] ?? environment['no_proxy'],
      },
      patience: { sleep, random: Math.random },
    },
  )
}

/** A dry run without a key shows the calls of a first publication, and asks nobody. */
function keyIn(environment: Readonly<Record<string, string | undefined>>, request: PublishRequest): string | undefined {
  const variable = KEYS[request.portal]
  const key = environment[variable]?.trim() ?? ''
  if (key === '') {
    if (request.isDryRun && request.dataset === undefined) return undefined
    throw new ProblemError({ code: 'PORTAL_KEY', variable, why: 'missing' })
  }
  // Nothing else fits into a header; the client would quote it in its error.
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) throw new ProblemError({ code: 'PORTAL_KEY', variable, why: 'malformed' })
  return key
}
