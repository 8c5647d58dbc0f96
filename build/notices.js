import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Licences of packages that bring none: by name, where their text stands. */
const ELSEWHERE = { 'xz-decompress': 'build/xz-decompress.txt' }

/**
 * What the licences of bundled packages ask to be passed on: name, version and the text of each.
 *
 * @param {readonly string[]} modules paths of all bundled modules
 * @param {string} root of the repository
 */
export function noticesOf(modules, root) {
  const folder = join(root, 'node_modules/')
  const names = new Set(
    modules.filter((path) => path.startsWith(folder)).map((path) => packageOf(path.slice(folder.length))),
  )
  const parts = [...names].sort().map((name) => noticeOf(name, folder, root))
  return `Software of others that comptage contains, and its licences.\n\n${parts.join('\n')}`
}

function packageOf(path) {
  const [first, second] = path.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}

function noticeOf(name, folder, root) {
  const { version, license } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'))
  const own = readdirSync(join(folder, name)).find((file) => /^(?:un)?licen[cs]e/i.test(file))
  const path = own === undefined ? join(root, ELSEWHERE[name] ?? '') : join(folder, name, own)
  if (own === undefined && (ELSEWHERE[name] === undefined || !existsSync(path)))
    throw new Error(`${name} ${version} (${license}) brings no text of its licence: add it to ${import.meta.filename}`)
  return `== ${name} ${version} (${license})\n\n${readFileSync(path, 'utf8').trim()}\n`
}
