import { join } from 'node:path'

/** Where the configuration is looked for when nobody names it, in this order. */
export function configurationCandidates(cwd: string): readonly string[] {
  return [join(cwd, 'comptage.yaml'), '/etc/comptage/comptage.yaml']
}
