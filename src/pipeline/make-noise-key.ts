import { resolve } from 'node:path'
import type { Configuration } from '../domain/service.ts'
import { claimNoiseKey, createNoiseKey } from '../state/index.ts'
import { refuseStateOfAnother } from './kept/own-state.ts'
import { refuseOpenFolder } from './refuse-open-folder.ts'
import { refuseOfAnotherUser, stateToWrite } from './state-apart.ts'

type MadeKey = ReturnType<typeof createNoiseKey>

/** Makes the key in the service's state folder, or in the one that is named, unless it is there. */
export async function makeNoiseKey(configuration: Configuration, state?: string): Promise<MadeKey> {
  const folder = stateToWrite(configuration, state)
  await refuseStateOfAnother(configuration, folder)
  const made = createNoiseKey(folder)
  claimNoiseKey(folder, configuration.service.id)
  return made
}

/** The same in a folder that is named, for a service whose configuration is not there yet. */
export function makeNoiseKeyIn(folder: string): MadeKey {
  refuseOpenFolder(folder, false)
  refuseOfAnotherUser(folder)
  return createNoiseKey(resolve(folder))
}
