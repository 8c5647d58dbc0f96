import { createHash } from 'node:crypto'

/**
 * A sum over what a portal was told. It is kept there, among our extras: portals write titles, tags and dates in forms of
 * their own, so that what they answer cannot be compared with what they were sent.
 */
export function fingerprintOf(told: object): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}
