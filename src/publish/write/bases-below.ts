import { errnoOf } from '../../domain/errno-of.ts'
import { basesOf } from '../dcat/catalogue.ts'
import { datasetsBelow } from './write-catalogue.ts'

/**
 * The datasets below `outputRoot` that have an address, and its base: the catalogue has one. None where they cannot be
 * read: writing will say why.
 */
export function basesBelow(outputRoot: string): ReturnType<typeof basesOf> {
  try {
    return basesOf(datasetsBelow(outputRoot))
  } catch (error) {
    if (errnoOf(error) !== undefined) return []
    throw error
  }
}
