// The licence gate: no package may enter with a licence that is not listed here, least of all the AGPL.
//
// comptage is EUPL-1.2. What it ships with must be permissive; what it is built and tested with may also be one of the
// second list, none of which reaches the program.
import { readFileSync } from 'node:fs'

const SHIPPED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Unlicense', '0BSD', 'CC0-1.0']
const BUILT_WITH = [...SHIPPED, 'BlueOak-1.0.0', 'MPL-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Python-2.0']
// 2.x is AGPL-3.0-or-later: automated upgrades have pulled it into other projects.
const PINNED = { 'ua-parser-js': '1.0.41' }
// `licenses` in its package.json, which npm does not keep in a lock file.
const SAID = { 'json-bignum': 'MIT' }

const root = new URL('../', import.meta.url)
const packages = ['package-lock.json', 'test/docs/duckdb-wasm/package-lock.json'].flatMap((lock) =>
  Object.entries(JSON.parse(readFileSync(new URL(lock, root), 'utf8')).packages).filter(([path]) => path !== ''),
)
const faults = packages.flatMap(([path, entry]) => [...faultsOfLicence(path, entry), ...faultsOfVersion(path, entry)])

for (const fault of faults) console.error(`licence gate: ${fault}`)
console.log(`licence gate: ${packages.length} packages looked at, ${faults.length} refused`)
// A gate that sees nothing would let everything pass.
process.exitCode = faults.length > 0 || packages.length < 100 ? 1 : 0

function faultsOfLicence(path, entry) {
  const said = entry.license ?? SAID[nameOf(path)]
  const licence = entry.optional ? said : (licenceIn(path) ?? said)
  const allowed = entry.dev ? BUILT_WITH : SHIPPED
  return isAllowed(licence, allowed) ? [] : [`${path} has the licence "${licence ?? 'none'}"`]
}

/** `(MIT OR GPL-3.0)` is allowed if one of its alternatives is. */
function isAllowed(licence, allowed) {
  if (typeof licence !== 'string') return false
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.includes(part.trim())))
}

function licenceIn(path) {
  try {
    const { license, licenses } = JSON.parse(readFileSync(new URL(`${path}/package.json`, root), 'utf8'))
    if (Array.isArray(licenses)) return licenses.map(({ type }) => type).join(' OR ')
    return typeof license === 'object' ? license.type : license
  } catch {
    // Built for another system, or for CI alone, and so not installed here: the lock file says what it is.
    return undefined
  }
}

function faultsOfVersion(path, { version }) {
  const wanted = PINNED[nameOf(path)]
  return wanted === undefined || version === wanted ? [] : [`${path} must be ${wanted}, not ${version}`]
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}
