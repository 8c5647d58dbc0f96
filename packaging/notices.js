/**
 * What the licences of packages that the program contains ask to be passed on: name, version and the text of each.
 *
 * @param {ReturnType<typeof import('../build/contained.js').containedIn>} packages
 */
export function noticesOf(packages) {
  const parts = packages.map(({ name, version, license, text }) => `== ${name} ${version} (${license})\n\n${text}\n`)
  return `Software of others that comptage contains, and its licences.\n\n${parts.join('\n')}`
}
