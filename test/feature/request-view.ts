import { hashSegment, type RequestView } from '../../src/domain/contracts.ts'
import { ASSET_EXTENSIONS, type Feature } from '../../src/domain/feature.ts'
import type { Written } from '../../src/domain/place.ts'

/** A request as the gate would hand it over, from `[METHOD ][host]/path?query`. Each span stands in the middle of a larger buffer. */
export function requestView(text: string): RequestView {
  const space = text.indexOf(' ')
  const method = space < 0 ? 'GET' : text.slice(0, space)
  const [target = '', ...queries] = text.slice(space + 1).split('?')
  const query = queries.length === 0 ? undefined : queries.join('?')
  const slash = target.indexOf('/')
  const [host, path] = [target.slice(0, slash), target.slice(slash)]
  const segments = path.split('/').filter((segment) => segment !== '')
  return rawView({
    segments: segments.map((segment) => Buffer.from(decodeURIComponent(segment))),
    method: Buffer.from(method),
    host: host === '' ? undefined : Buffer.from(host),
    query: query === undefined ? undefined : Buffer.from(query),
    asset: ASSET_EXTENSIONS.some((extension) => segments.at(-1)?.endsWith(`.${extension}`) === true),
  })
}

export type RawRequest = {
  readonly segments: readonly Uint8Array[]
  readonly method: Uint8Array
  readonly host: Uint8Array | undefined
  readonly query: Uint8Array | undefined
  readonly asset: boolean
}

export function rawView(raw: RawRequest): RequestView {
  const parts = [Buffer.from('xx'), ...raw.segments, Buffer.from('xx')]
  const starts = new Int32Array(raw.segments.length + 4)
  const ends = new Int32Array(raw.segments.length + 4)
  let at = 2
  raw.segments.forEach((segment, i) => {
    starts[i] = at
    at += segment.length
    ends[i] = at
  })
  const padded = (bytes: Uint8Array | undefined) =>
    Buffer.concat([Buffer.from('=&'), bytes ?? Buffer.of(), Buffer.from('=1')])
  const start = (bytes: Uint8Array | undefined) => (bytes === undefined ? -1 : 2)
  return {
    pathBytes: Buffer.concat(parts),
    starts,
    ends,
    hashes: Int32Array.from(raw.segments, (segment) => hashSegment(segment, 0, segment.length)),
    segments: raw.segments.length,
    asset: raw.asset,
    methodBytes: padded(raw.method),
    methodStart: 2,
    methodEnd: 2 + raw.method.length,
    hostBytes: padded(raw.host),
    hostStart: start(raw.host),
    hostEnd: 2 + (raw.host?.length ?? 0),
    queryBytes: padded(raw.query),
    queryStart: start(raw.query),
    queryEnd: 2 + (raw.query?.length ?? 0),
  }
}

/** Written one below the other, from line 1. */
export function written(values: readonly string[], firstLine = 1): readonly Written<string>[] {
  return values.map((value, i) => ({ value, place: { file: 'comptage.yaml', line: firstLine + i, column: 5 } }))
}

/** A feature whose patterns stand on lines 1, 2, … */
export function feature(id: string, match: readonly string[], more: Partial<Feature> = {}): Feature {
  return {
    id,
    title: { en: id },
    match: written(match),
    examples: [],
    clients: 'humans',
    partial: 'exclude',
    assets: 'exclude',
    ...more,
  }
}
