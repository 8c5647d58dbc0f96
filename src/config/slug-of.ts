/** `Mes démarches` → `mes-demarches`: at most 100 of `a-z0-9-`; shorter than 2 where the name has no such letters. */
export function slugOf(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  return words.join('-').slice(0, 100).replace(/-$/, '')
}
