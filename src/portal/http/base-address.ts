import { ProblemError } from '../../domain/problem.ts'

/** Names and numbers of this machine, where nobody can listen in. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * The address below which the calls of an API are made, without a slash at its end.
 *
 * @param text the address of a portal, or of its API
 * @param api where the API stands below the portal, as `/api/1`
 * @throws ProblemError
 */
export function baseAddress(text: string, api: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw wrong('--url is no address; expected https://www.example.org')
  const fault = faultOf(url)
  if (fault !== undefined) throw wrong(`--url ${fault}`)
  const steps = url.pathname.split('/').filter((step) => step !== '')
  const address = [url.origin, ...steps].join('/')
  return address.endsWith(api) ? address : `${address}${api}`
}

function faultOf({ protocol, hostname, username, password, search, hash }: URL): string | undefined {
  // 1. what would be sent to whoever reads addresses
  if (username !== '' || password !== '') return 'has a name or a password in it; keys come from the environment'
  // 2. what could not be the beginning of other addresses
  if (search !== '' || hash !== '') return 'ends where its path ends, without ? and #'
  // 3. what could be read on its way
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  return isSafe ? undefined : 'is not https: the key could be read on its way'
}

function wrong(message: string): ProblemError {
  return new ProblemError({ code: 'USAGE', message })
}
