import { CLIENT, REFERRER, REFERRERS, indexOf } from '../../../src/domain/dictionary.ts'
import { NO_FEATURE } from '../../../src/domain/feature.ts'
import { compileFormat, isNotRequest } from '../../../src/format/index.ts'
import { openGate, type Gate, type PathShape, type Shaper } from '../../../src/gate/index.ts'

/** A gate for the format `combined` of a service without a feature. */
export function gateWithoutFeatures(): Gate {
  const nothing = { match: () => NO_FEATURE }
  return openGate({
    scanner: compileFormat('combined'),
    isNotRequest,
    features: [],
    matcher: nothing,
    ignore: nothing,
    agents: {
      classify: () => ({
        client: CLIENT.unknown,
        device: indexOf<'device'>(0),
        browser: indexOf<'browser'>(0),
        os: indexOf<'os'>(0),
        purpose: indexOf<'purpose'>(-1),
      }),
    },
    referrers: { words: REFERRERS, classify: () => REFERRER.none },
    knownHosts: [],
    serviceZone: 'UTC',
    logZone: 'UTC',
    caseInsensitive: false,
  })
}

/** The line of a request, its target as it stands. */
export function lineOf(target: string, method = 'GET'): Uint8Array {
  return Buffer.from(
    `203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "${method} ${target} HTTP/1.1" 200 1 "-" "-"\n`,
    'latin1',
  )
}

/** The shapes of the lines, in order. */
export function shapesOf(gate: Gate, shaper: Shaper, lines: Uint8Array): readonly (PathShape | undefined)[] {
  const shapes: (PathShape | undefined)[] = []
  gate.readLines(lines, 0, lines.length, (_, { shape }) => shapes.push(shape(shaper)))
  return shapes
}

/** How the shape of a target is shown; a character of the target is a byte. */
export function shapeText(shaper: Shaper, target: string): string | undefined {
  const [shape] = shapesOf(gateWithoutFeatures(), shaper, lineOf(target))
  return shape === undefined ? undefined : shaper.textOf(shape)
}
