// What RESULTS.md says of a bench: the machine, a table of each log, and what a log costs that is ten times as long.
import { execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'

/** Beside which others are told. */
const PEERS = ['mawk', 'goaccess', 'zcat', 'usual lines', 'node -e 0']

export function resultsText(groups, rounds) {
  const [whole, tenfold, small] = [groups[0], groups.at(-1), groups.at(-2)]
  const tables = groups.slice(0, -1).map((group) => `## ${headingOf(group)}\n\n${tableOf(group)}\n`)
  return `# Results

Written by \`npm run bench\`; what is measured, and why the ratios are what counts, says [README.md](README.md). Medians of ${rounds} rounds.

${machine()}

${tables.join('\n')}
## Growth

${growthOf(whole, tenfold, small)}
`
}

function headingOf({ title, lines, bytes }) {
  return `${title[0].toUpperCase()}${title.slice(1)}: ${lines.toLocaleString('en')} lines, ${(bytes / 1e6).toFixed(1)} MB`
}

function machine() {
  const [load = 0] = loadavg()
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus()[0]?.model}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    system: `${process.platform} ${release()}`,
    'at work beside it': `${load.toFixed(0)} programs, by the load of the last minute, of which the bench is one or two`,
    node: process.version,
    mawk: versionOf('mawk', ['-W', 'version']),
    goaccess: versionOf('goaccess', ['--version']),
    gzip: versionOf('gzip', ['--version']),
    comptage: execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
    }).trim(),
  }
  return `| | |\n|---|---|\n${Object.entries(facts)
    .map(([name, fact]) => `| ${name} | ${fact} |`)
    .join('\n')}`
}

function versionOf(program, args) {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8' })
  const word = (stdout ?? '').split(/\s/).find((one) => /^\d+\./.test(one))
  return word?.replace(/\.$/, '') ?? 'none'
}

function tableOf({ cases, lines }) {
  const peers = PEERS.filter((peer) => cases.some(({ name }) => name === peer))
  const header = ['', 'seconds', 'cpu s', 'µs a line', 'MB/s', 'peak MiB', ...peers.map((peer) => `÷ ${peer}`)]
  const rows = cases.map(({ name, bytes, seconds, cpuSeconds, peakMiB }) => [
    name.replace('|', '\\|'),
    seconds.toFixed(2),
    cpuSeconds.toFixed(2),
    ((seconds * 1e6) / lines).toFixed(2),
    (bytes / 1e6 / seconds).toFixed(0),
    peakMiB.toFixed(0),
    ...peers.map((peer) => (seconds / cases.find((one) => one.name === peer).seconds).toFixed(2)),
  ])
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** In processor time, which other programs at work change least. */
function growthOf(whole, tenfold, small) {
  const [some, all, none] = [whole, tenfold, small].map(({ cases: [{ cpuSeconds }] }) => cpuSeconds)
  const times = ((all - none) / (some - none)).toFixed(1)
  return `The same lines ten times over, in one thread, take ${times} times the processor time: ${some.toFixed(2)} and ${all.toFixed(2)} s, of which ${none.toFixed(2)} are what a
small log takes. What is found out about agents and paths is found out once.`
}
