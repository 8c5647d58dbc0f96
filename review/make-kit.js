// Writes the reviewer's kit (docs/review.md): worlds whose truth is known, what comptage publishes of them, questions, and
// what scores the answers. Each run draws another truth, unless --seed says which.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string', default: '400' }, seed: { type: 'string' } },
})
const folder = resolve(positionals[0] ?? 'review-kit')
const size = Number(values.size)
if (!Number.isInteger(size) || size < 1 || size > 2000) throw new Error('--size: a whole number from 1 to 2000')
if (existsSync(folder)) throw new Error(`${folder} is there already: name another, or take it away`)

const below = values.seed === undefined ? drawn : seeded(values.seed)

const AGENTS = {
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
  ipad: 'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
}
const NOISY =
  '[ month, feature, device ], measures: [ requests ] }, { by: [ month, feature, os ], measures: [ requests ] }'
const MONTH = '2026-03'

/** One request is in the log or is not: the others are known. */
function presenceWorld() {
  const worlds = features().map((feature) => {
    const known = { windows: 60 + below(60), iphone: below(30), ipad: below(12), linux: below(20) }
    const came = below(2) === 1
    return { feature, known, uses: { ...known, iphone: known.iphone + Number(came) }, answer: came ? 'yes' : 'no' }
  })
  return { datasets: `{ by: ${NOISY}`, worlds, question: 'did one more request come, by an iphone?' }
}

/** One request is known to have come: from one machine or from another. */
function categoryWorld() {
  const worlds = features().map((feature) => {
    const known = { windows: 10 + below(30), iphone: below(30), ipad: below(12), linux: 60 + below(60) }
    const answer = below(2) === 1 ? 'iphone' : 'windows'
    return { feature, known, uses: { ...known, [answer]: known[answer] + 1 }, answer }
  })
  const datasets = `{ by: [ month, feature ], measures: [ requests ] }, { by: ${NOISY}`
  return { datasets, worlds, question: 'one more request came: by an iphone, or by windows?' }
}

function features() {
  return Array.from({ length: size }, (_, f) => `f${String(f + 1).padStart(4, '0')}`)
}

/** Writes a world whose questions are about one request of each feature. */
function writeNoisy(place, sealed, { datasets, worlds, question }) {
  const lines = worlds.flatMap(({ feature, uses }) =>
    Object.entries(uses).flatMap(([agent, count]) =>
      Array.from({ length: count }, (_, i) => line(`/${feature}`, `${MONTH}-${two(1 + (i % 28))}`, AGENTS[agent])),
    ),
  )
  // Of a month that is not over nothing with noise is published.
  lines.push(line('/f0001', '2026-04-04', AGENTS.linux))
  publish(place, sealed, {
    datasets,
    since: `${MONTH}-01`,
    lines,
    features: worlds.map(({ feature }) => feature),
    key: true,
  })
  const known = worlds.map(({ feature, known }) => [feature, ...Object.values(known)].join(','))
  csv(join(place, 'known.csv'), 'feature,windows,iphone,ipad,linux', known)
  csv(
    join(place, 'questions.csv'),
    'id,feature,period,question',
    worlds.map(({ feature }) => `${feature},${feature},${MONTH},"${question}"`),
  )
  csv(
    join(sealed, 'answers.csv'),
    'id,answer',
    worlds.map(({ feature, answer }) => `${feature},${answer}`),
  )
}

/** Days and months at the threshold, published twice: what were the hidden days? */
function writeHidden(place, sealed) {
  const ids = features().slice(0, Math.max(1, Math.round(size / 10)))
  const days = daysFrom(HIDDEN_SINCE, 62)
  const counts = new Map(
    ids.map((feature) => {
      const mean = 6 + below(24)
      return [feature, new Map(days.map((day) => [day, usesOf(day, mean)]))]
    }),
  )
  const linesOf = (some) =>
    ids.flatMap((feature) =>
      some.flatMap((day) => repeated(counts.get(feature).get(day), () => line(`/${feature}`, day, AGENTS.linux))),
    )
  for (const [edition, until] of [
    [1, 36],
    [2, days.length],
  ]) {
    publish(place, sealed, {
      datasets: DAYS_AND_MONTHS,
      since: HIDDEN_SINCE,
      lines: linesOf(days.slice(0, until)),
      features: ids,
    })
    cpSync(join(place, 'published'), join(place, 'editions', String(edition)), { recursive: true })
  }
  // Whatever is hidden is asked, small or not: the questions tell nothing.
  const hidden = readFileSync(join(place, 'published', 'review', 'data', 'day-feature.csv'), 'utf8')
    .split('\n')
    .map((row) => row.split(','))
    .filter(([day = '', , figure]) => figure === '' && day < '2026-03')
  const idOf = ([day, feature]) => `${feature} ${day}`
  csv(
    join(place, 'questions.csv'),
    'id,feature,period,question',
    hidden.map((row) => `${idOf(row)},${row[1]},${row[0]},how many uses?`),
  )
  csv(
    join(sealed, 'answers.csv'),
    'id,answer',
    hidden.map((row) => `${idOf(row)},${counts.get(row[1]).get(row[0])}`),
  )
}

const HIDDEN_SINCE = '2026-01-01'
const DAYS_AND_MONTHS =
  '{ by: [ day, feature ], measures: [ requests ] }, { by: [ month, feature ], measures: [ requests ] }'

/** Weekends are quiet. */
function usesOf(day, mean) {
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  return Math.max(0, Math.round((isWeekend ? 0.4 : 1) * mean) + below(9) - 4)
}

/** What comptage publishes of these lines; logs, keys and configuration lie in `sealed`. */
function publish(place, sealed, { datasets, since, lines, features, key = false }) {
  mkdirSync(sealed, { recursive: true })
  mkdirSync(place, { recursive: true })
  const configuration = [
    'service: { id: review, name: Review }',
    'language: en',
    'timezone: Etc/UTC',
    `since: ${since}`,
    'logs: [ { path: access.log } ]',
    `features: [ ${features.map((id) => `{ id: ${id}, match: /${id} }`).join(', ')} ]`,
    `datasets: [ ${datasets} ]`,
    `output: ${JSON.stringify(join(place, 'published'))}`,
    'state: state',
  ]
  writeFileSync(join(sealed, 'comptage.yaml'), `${configuration.join('\n')}\n`)
  writeFileSync(
    join(sealed, 'access.log'),
    lines
      .sort((a, b) => a.time.localeCompare(b.time))
      .map(({ text }) => text)
      .join(''),
  )
  if (key) comptage(sealed, 'state', 'key')
  comptage(sealed, 'count', '--write', '--quiet')
}

function comptage(cwd, ...command) {
  const { status, stderr, error } = spawnSync(process.execPath, [join(ROOT, 'bin', 'comptage.js'), ...command], {
    cwd,
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`comptage ${command.join(' ')} ended with ${status}:\n${stderr}`)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr']

function line(path, day, agent) {
  const [year, month, date] = day.split('-')
  const clock = `${two(7 + below(15))}:${two(below(60))}:${two(below(60))}`
  const time = `${date}/${MONTHS[Number(month) - 1]}/${year}:${clock} +0000`
  return {
    time: `${day} ${clock}`,
    text: `192.0.2.${1 + below(250)} - - [${time}] "GET ${path} HTTP/1.1" 200 512 "-" "${agent}"\n`,
  }
}

function daysFrom(first, length) {
  return Array.from({ length }, (_, d) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + d * 86_400_000).toISOString().slice(0, 10),
  )
}

function two(number) {
  return String(number).padStart(2, '0')
}

function repeated(times, make) {
  return Array.from({ length: times }, (_, i) => make(i))
}

function csv(path, header, rows) {
  writeFileSync(path, `${[header, ...rows].join('\n')}\n`)
}

/** Nobody finds these again. */
function drawn(most) {
  return Math.floor((randomBytes(6).readUIntBE(0, 6) / 2 ** 48) * most)
}

/** The same each time (mulberry32). */
function seeded(text) {
  let state = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) | 0, 7)
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * most)
  }
}

for (const part of ['practice', 'challenge']) {
  // Of the practice everything is open; of the challenge what a reader has.
  const sealedOf = (world) =>
    join(folder, part === 'practice' ? 'practice' : 'sealed', world, ...(part === 'practice' ? ['truth'] : []))
  const place = (world) => join(folder, part, world)
  writeNoisy(place('presence'), sealedOf('presence'), presenceWorld())
  writeNoisy(place('category'), sealedOf('category'), categoryWorld())
  writeHidden(place('hidden'), sealedOf('hidden'))
}
for (const name of ['score.py', 'example.py']) copyFileSync(join(ROOT, 'review', name), join(folder, name))
copyFileSync(join(ROOT, 'docs', 'review.md'), join(folder, 'README.md'))
console.log(`${folder}: read README.md there`)
