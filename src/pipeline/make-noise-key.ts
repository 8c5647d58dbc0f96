import { resolve } from 'node:path'
import type { Configuration } from '../domain/service.ts'
import { createNoiseKey } from '../state/index.ts'
import { refuseOpenFolder } from './refuse-open-folder.ts'
import { stateApart } from './state-apart.ts'

/** Makes the key in the service's state folder, or in the one that is named, unless it is there. */
export function makeNoiseKey(configuration: Configuration, state?: string): ReturnType<typeof createNoiseKey> {
  return createNoiseKey(stateApart(configuration, state))
}

/** The same in a folder that is named, for a service whose configuration is not there yet. */
export function makeNoiseKeyIn(folder: string): ReturnType<typeof createNoiseKey> {
  refuseOpenFolder(folder, false)
  return createNoiseKey(resolve(folder))
}
