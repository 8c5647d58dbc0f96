// Makes the one tree that all packages share, in release/work/stage: the program, SQLite for each Node, licences, docs, manual pages,
// completions, and a package.json without dependencies. Everything in it has the time of the release. Needs `npm run build`, fetch.sh and native.sh.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { containedPackage } from '../build/contained.js'
import { noticesOf } from './notices.js'
import { releaseOf } from './release-of.js'
import { sbomOf } from './sbom.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const STAGE = join(ROOT, 'release/work/stage')
// Pages for those who change the program stay in its repository.
const UNSTAGED = ['docs/adr', 'docs/architecture.md']

const { epoch } = releaseOf(ROOT)
const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

rmSync(STAGE, { recursive: true, force: true })
mkdirSync(STAGE, { recursive: true })
for (const part of ['bin', 'dist/program', 'licences', 'docs', 'man', ...topFiles()])
  cpSync(join(ROOT, part), join(STAGE, part), { recursive: true, filter: isStaged })
cpSync(join(ROOT, 'packaging/systemd'), join(STAGE, 'systemd'), { recursive: true })
const sqlite = stageSqlite()
const contained = [...JSON.parse(readFileSync(join(ROOT, 'dist/program/contained.json'), 'utf8')), ...sqlite]
writeFileSync(join(STAGE, 'THIRD-PARTY-NOTICES'), noticesOf(contained))
writeFileSync(join(STAGE, 'sbom.cdx.json'), sbomOf(own, contained))
writeFileSync(join(STAGE, 'package.json'), `${JSON.stringify(stagedPackage(), undefined, 2)}\n`)
completions()
even(STAGE)

function topFiles() {
  return ['LICENSE', 'README.md', 'LISEZMOI.md', 'CHANGELOG.md', 'comptage.schema.json', 'latest.schema.json']
}

/** A code cache fits the Node that made it alone. */
function isStaged(path) {
  return (
    !path.includes('.cjs.') && !path.endsWith('/contained.json') && !UNSTAGED.some((part) => path === join(ROOT, part))
  )
}

/**
 * Where `require` of the program looks for it. npm packs no `node_modules` of its own folder, but this one it does.
 *
 * @returns what came along
 */
function stageSqlite() {
  const fetched = join(ROOT, 'release/work/better-sqlite3-13')
  const compiled = join(ROOT, 'release/work/native/better_sqlite3.node')
  const installed = (name) => join(ROOT, 'node_modules', name)
  const parts = [
    { from: fetched, to: 'better-sqlite3-13', files: ['package.json', 'LICENSE', 'lib', 'prebuilds/linux-x64.node'] },
    { from: installed('better-sqlite3'), to: 'better-sqlite3', files: ['package.json', 'LICENSE', 'lib'] },
    { from: installed('bindings'), to: 'bindings', files: ['package.json', 'LICENSE.md', 'bindings.js'] },
    { from: installed('file-uri-to-path'), to: 'file-uri-to-path', files: ['package.json', 'LICENSE', 'index.js'] },
  ]
  const modules = join(STAGE, 'dist/node_modules')
  for (const { from, to, files } of parts)
    for (const file of files) cpSync(join(from, file), join(modules, to, file), { recursive: true })
  cpSync(compiled, join(modules, 'better-sqlite3/build/Release/better_sqlite3.node'))
  const libraries = [fetched, installed('better-sqlite3')].map(sqliteIn)
  return [...parts.map(({ from }) => containedPackage(from, ROOT)), ...libraries]
}

/** SQLite itself, in the compiled part; its licence is the comment that its sources begin with. */
function sqliteIn(folder) {
  const source = readFileSync(join(folder, 'deps/sqlite3/sqlite3.h'), 'utf8')
  const version = between(source, '#define SQLITE_VERSION        "', '"')
  const licence = between(source, 'The author disclaims', '**\n****').replaceAll(/^\*\* ?/gm, '')
  const text = `The author disclaims${licence}`.trim()
  return { name: 'SQLite', version, license: 'blessing', text, purl: `pkg:generic/sqlite@${version}` }
}

function between(text, before, after) {
  const [, rest] = text.split(before)
  if (!rest?.includes(after)) throw new Error('sqlite3.h does not say its version and its licence as it did')
  return rest.slice(0, rest.indexOf(after))
}

function completions() {
  mkdirSync(join(STAGE, 'completions'))
  for (const shell of ['bash', 'zsh', 'fish'])
    writeFileSync(
      join(STAGE, 'completions', `comptage.${shell}`),
      execFileSync(process.execPath, [join(STAGE, 'bin/comptage.js'), 'completion', shell]),
    )
}

/** What it needs is in it: npm installs it without a registry, and runs nothing. */
function stagedPackage() {
  const { name, version, description, keywords, license, type, engines, bin, man } = own
  return { name, version, description, keywords, license, type, engines, bin, man }
}

/** The same modes and times on every machine. */
function even(path) {
  const isFolder = statSync(path).isDirectory()
  if (isFolder) for (const name of readdirSync(path)) even(join(path, name))
  chmodSync(path, isFolder || path.endsWith('bin/comptage.js') ? 0o755 : 0o644)
  lutimesSync(path, epoch, epoch)
}
