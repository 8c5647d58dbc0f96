import { readFileSync } from 'node:fs'

/** The version in package.json, which lies two folders above this file in `src/` and in `dist/` alike. */
export const PROGRAM_VERSION = versionIn(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

function versionIn(packageJson: string): string {
  const read: unknown = JSON.parse(packageJson)
  const version: unknown = typeof read === 'object' && read !== null && 'version' in read ? read.version : undefined
  return typeof version === 'string' ? version : '0.0.0'
}
