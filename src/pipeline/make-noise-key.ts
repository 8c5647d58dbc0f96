import type { Configuration } from '../domain/service.ts'
import { createNoiseKey } from '../state/index.ts'
import { stateApart } from './state-apart.ts'

/** Makes the key in the service's state folder, or in the one that is named, unless it is there. */
export function makeNoiseKey(configuration: Configuration, state?: string): ReturnType<typeof createNoiseKey> {
  return createNoiseKey(stateApart(configuration, state))
}
