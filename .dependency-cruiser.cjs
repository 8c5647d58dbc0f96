const { readdirSync, readFileSync } = require('node:fs')
const { dirname, join } = require('node:path')

// The floors and rooms of the house: imports go down only, rooms on one floor do not know each other.
const ROOMS =
  'kernel|config|source|server|format|gate|learn|feature|agent|referrer|recognition|tally|state|timeline|protect|publish|portal|verify|audit|intruder'
// The rooms of `run`, the lowest first: each knows those before it.
const RUN = 'read close adopt publish'.split(' ')
const only = (name, from, what) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: from },
  to: { path: what },
})

/**
 * No folder knows its parent's other children in a circle. A rule sees one import at a time, so the circles are looked for
 * here, and each way between two folders of one is forbidden: the report names the imports.
 */
function folderCircles() {
  const knows = new Map()
  for (const [from, to] of importsIn('src').map(siblings)) {
    if (from === undefined || to === undefined) continue
    knows.set(from, (knows.get(from) ?? new Set()).add(to))
  }
  return [...knows].flatMap(([from, others]) =>
    [...others].filter((to) => reaches(to, from, knows)).map((to) => circleRule(from, to)),
  )
}

function circleRule(from, to) {
  return { name: 'folders-in-no-circle', severity: 'error', from: { path: `^${from}/` }, to: { path: `^${to}/` } }
}

function importsIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split("'")
        .filter((text) => /^\.\.?\//.test(text) && text.endsWith('.ts'))
        .map((path) => [dirname(file), dirname(join(dirname(file), path))]),
    )
}

/** The two children of one folder between which an import goes; none where one holds the other. */
function siblings([from, to]) {
  const [a, b] = [from.split('/'), to.split('/')]
  const apart = a.findIndex((name, i) => name !== b[i])
  if (apart < 0 || apart >= b.length) return []
  return [a, b].map((path) => path.slice(0, apart + 1).join('/'))
}

function reaches(from, to, knows, seen = new Set()) {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return [...(knows.get(from) ?? [])].some((next) => reaches(next, to, knows, seen))
}

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-words-only',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'rooms-do-not-know-each-other',
      severity: 'error',
      from: { path: `^src/(${ROOMS})/` },
      to: { path: '^src/', pathNot: '^src/($1|domain)/' },
    },
    {
      name: 'rooms-have-one-door',
      severity: 'error',
      from: { path: '^src/(pipeline|cli)/|^src/index\\.ts$' },
      to: { path: `^src/(${ROOMS})/`, pathNot: '/index\\.ts$|^src/protect/restore\\.ts$' },
    },
    {
      name: 'pipeline-never-knows-cli',
      severity: 'error',
      from: { path: '^src/pipeline/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'reading-is-below-the-verbs',
      severity: 'error',
      from: { path: '^src/pipeline/reading/' },
      to: { path: '^src/pipeline/(audit|check|count|explain|init|run|tallies|verify)/' },
    },
    ...RUN.slice(0, -1).map((room, i) => ({
      name: 'rooms-of-run-go-down',
      severity: 'error',
      from: { path: `^src/pipeline/run/${room}/` },
      to: { path: `^src/pipeline/run/(${RUN.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'rooms-of-run-are-listed',
      severity: 'error',
      from: {},
      to: { path: '^src/pipeline/run/[^/]+/', pathNot: `^src/pipeline/run/(${RUN.join('|')})/` },
    },
    {
      name: 'cli-goes-through-pipeline',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/(gate|format|learn|server|source|tally|protect|state|portal|verify|intruder|recognition)/' },
    },
    {
      name: 'pure-rooms-touch-nothing',
      severity: 'error',
      from: {
        path: '^src/(domain|kernel|format|server|gate|learn|feature|agent|referrer|recognition|tally|timeline|protect|audit|intruder)/',
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|crypto|path)$' },
    },
    {
      name: 'gate-never-hashes',
      severity: 'error',
      from: { path: '^src/(domain|kernel|format|gate|learn|feature|agent|referrer|tally)/' },
      to: { path: '^(node:)?crypto$' },
    },
    // Words of paths live in memory there, and reach the draft alone (ADR 32).
    only('words-of-paths-only-for-init', '^src/(learn|pipeline/init)/', '^src/learn/'),
    only('learners-only-for-init', '^src/(gate|learn|pipeline/init)/', '^src/domain/contracts/path-learner\\.ts$'),
    // It gives the seal of `protect` to rows that were kept: only to those, and in one place.
    only(
      'kept-rows-come-back-once',
      '^src/(protect/|pipeline/kept/published-tables\\.ts$)',
      '^src/protect/restore\\.ts$',
    ),
    only('agents-only-in-agent', '^src/agent/', 'node_modules/(ua-parser-js|isbot)/'),
    only('sqlite-only-in-state', '^src/(state/|publish/shapes/write-sqlite\\.ts$)', 'node_modules/better-sqlite3'),
    ...folderCircles(),
    { name: 'no-dev-in-src', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
