import { ProblemError, type AddressFault } from '../../domain/problem.ts'

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
