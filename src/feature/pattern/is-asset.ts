import { ASSET_EXTENSIONS } from '../../domain/feature.ts'

/** What the gate says of a request whose last segment is this text. */
export function isAsset(text: string): boolean {
  const dot = text.lastIndexOf('.')
  return dot >= 0 && ASSET_EXTENSIONS.includes(text.slice(dot + 1).toLowerCase())
}
