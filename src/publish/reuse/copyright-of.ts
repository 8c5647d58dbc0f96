import type { Told } from '../publication.ts'

/** `2026 Ville d’Exemple`: whose data it is, and since when this version is. */
export function copyrightOf({ service, created }: Told): string {
  return `${created.slice(0, 4)} ${publisherName(service)}`
}

/** Who signs the data; without a publisher the service itself. On one line. */
export function publisherName({ publisher, name }: Told['service']): string {
  return (publisher?.name ?? name).replaceAll(/\s+/g, ' ')
}
