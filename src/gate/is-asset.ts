import { ASSET_EXTENSIONS } from '../domain/feature.ts'
import type { RequestBuffer } from './request-buffer.ts'

const LONGEST = Math.max(...ASSET_EXTENSIONS.map((extension) => extension.length))
const BY_LENGTH = Array.from({ length: LONGEST + 1 }, (_, length) =>
  ASSET_EXTENSIONS.filter((extension) => extension.length === length).map((text) => new TextEncoder().encode(text)),
)

/** True if the last segment of the path ends in one of ASSET_EXTENSIONS, in any case. */
export function isAsset(request: RequestBuffer): boolean {
  const last = request.segments - 1
  if (last < 0) return false
  const bytes = request.pathBytes
  const start = request.starts[last]!
  const end = request.ends[last]!
  const furthest = Math.max(start, end - LONGEST - 1)
  for (let dot = end - 1; dot >= furthest; dot--) if (bytes[dot] === 0x2e) return isExtension(bytes, dot + 1, end)
  return false
}

function isExtension(bytes: Uint8Array, start: number, end: number): boolean {
  for (const extension of BY_LENGTH[end - start]!) {
    let i = 0
    while (i < extension.length && (bytes[start + i]! | 0x20) === extension[i]) i++
    if (i === extension.length) return true
  }
  return false
}
