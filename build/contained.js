import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Licences of packages that bring none: by name, where their text stands. */
const ELSEWHERE = { 'xz-decompress': 'build/xz-decompress.txt' }

/**
 * The packages of others that the program contains: name, version, licence and its text.
 *
 * @param {readonly string[]} modules paths of all bundled modules
 * @param {string} root of the repository
 */
export function containedIn(modules, root) {
  const folder = join(root, 'node_modules/')
  const names = new Set(
    modules.filter((path) => path.startsWith(folder)).map((path) => packageOf(path.slice(folder.length))),
  )
  return [...names].sort().map((name) => containedPackage(join(folder, name), root))
}

function packageOf(path) {
  const [first, second] = path.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

/** @param {string} folder of the package, which may have been fetched by itself */
export function containedPackage(folder, root) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const own = readdirSync(folder).find((file) => /^(?:un)?licen[cs]e/i.test(file))
  const path = own === undefined ? join(root, ELSEWHERE[name] ?? '') : join(folder, own)
  if (own === undefined && (ELSEWHERE[name] === undefined || !existsSync(path)))
    throw new Error(`${name} ${version} (${license}) brings no text of its licence: add it to ${import.meta.filename}`)
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return { name, version, license, text: readFileSync(path, 'utf8').trim(), purl }
}
