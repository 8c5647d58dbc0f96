import type { KeyPath } from './key-map.ts'

/** `request.headers.User-Agent[0]` → `['request', 'headers', 'User-Agent', 0]`: dots reach into objects, brackets into arrays. */
export function parseKeyPath(written: string): KeyPath {
  const parts = written.split(/[.[]/).filter(Boolean)
  return parts.map((part) => (/^\d{1,3}\]$/.test(part) ? Number(part.slice(0, -1)) : part))
}
