import { join } from 'node:path'
import * as z from 'zod'
import type { Configuration } from '../../domain/service.ts'
import { foldersOf, readDescription } from '../../publish/index.ts'
import type { State } from '../../state/index.ts'
import { releasesOf } from '../kept/releases.ts'

/** What a reader finds in the folder, and what is to stand there. */
export type InFolder = {
  /** Undefined: nothing that can be read. */
  readonly version: string | undefined
  /** A version that was decided, and that no run could write yet. */
  readonly pending: string | undefined
}

/** The version of the folder as it lies there: a run that cannot write has decided another one. */
export function inFolder({ output, service }: Configuration, state: State): InFolder {
  if (output === undefined) return { version: undefined, pending: undefined }
  const releases = releasesOf(state)
  const latest = releases.at(-1)
  const found = foldersOf(service.id).flatMap(
    (name) => DESCRIPTION.safeParse(readDescription(join(output, name))).data ?? [],
  )
  // Where one of the two tiers is behind, so is the whole.
  const shown = found.find((edition) => !isSame(edition, latest)) ?? found[0]
  // What is not known here is not to be written over: it may be ahead.
  const isBehind = shown === undefined || releases.slice(0, -1).some((release) => isSame(shown, release))
  return { version: shown?.version, pending: isBehind ? latest?.version : undefined }
}

type Edition = { readonly version: string; readonly created: string }

function isSame(one: Edition, other: Edition | undefined): boolean {
  return one.version === other?.version && one.created === other.created
}

const DESCRIPTION = z.object({ version: z.string(), created: z.string() })
