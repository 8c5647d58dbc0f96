import type { Licence } from '../domain/service.ts'
import { ProblemError } from '../domain/problem.ts'

/** How portals name a licence. The Licence Ouverte that they call `fr-lo` is the first version: another text. */
const NAMES: Readonly<Record<Licence, readonly string[]>> = {
  'etalab-2.0': ['lov2', 'etalab-2.0'],
  'ODbL-1.0': ['odc-odbl', 'ODbL-1.0'],
  'CC-BY-4.0': ['cc-by', 'CC-BY-4.0'],
  'CC-BY-SA-4.0': ['cc-by-sa', 'CC-BY-SA-4.0'],
  'CC0-1.0': ['cc-zero', 'CC0-1.0'],
  'ODC-By-1.0': ['odc-by', 'ODC-BY-1.0'],
  'PDDL-1.0': ['odc-pddl', 'PDDL-1.0'],
}

/**
 * The portal's name of a licence.
 *
 * @param known the names that the portal knows; undefined: it was not asked
 * @param otherwise what the portal calls a licence that it has no name for, if anything
 * @throws ProblemError
 */
export function chooseLicence(licence: Licence, known: readonly string[] | undefined, otherwise?: string): string {
  const names = otherwise === undefined ? NAMES[licence] : [...NAMES[licence], otherwise]
  const found = known === undefined ? names[0] : names.find((name) => known.includes(name))
  if (found === undefined) throw new ProblemError({ code: 'PORTAL_LICENCE', licence })
  return found
}
