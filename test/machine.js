// What tests use of a machine beside Node. The only list of it: tests ask it what they have to skip, `npm test` says
// so before anything else, and `.ci/run` installs what Debian has (`node test/machine.js --packages`).
// A plain script, since it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const beside = (folder) => fileURLToPath(new URL(`../../shared/${folder}`, import.meta.url))

// Servers are in sbin, which is in the PATH of root alone; systemd is in no PATH.
const FOLDERS = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/usr/lib/systemd']

/** Where a program is; undefined: nowhere. */
export function pathOf(program) {
  return FOLDERS.map((folder) => join(folder, program)).find((path) => existsSync(path))
}

/** Of npm, and too large (144 MB) to be installed for one test with all else: COMPTAGE_DUCKDB_WASM is the `node_modules` that has it. */
export const DUCKDB_WASM = process.env['COMPTAGE_DUCKDB_WASM'] ?? 'node_modules'

const works = (program, ...args) => spawnSync(program, args, { stdio: 'ignore' }).status === 0
const isRoot = () => getuid?.() === 0
const browser = process.env['CHROMIUM'] ?? 'chromium'
const isProgram = (name) => () => pathOf(name) !== undefined

/**
 * `debian`: the package that `.ci/run` installs; a test that needs it fails in CI where it is missing, and so does what is due there.
 * All others are skipped.
 */
const NEEDS = {
  nginx: { debian: 'nginx', for: 'test/servers and test/run/rotated', isHere: isProgram('nginx') },
  logrotate: { debian: 'logrotate', for: 'test/run/rotated', isHere: isProgram('logrotate') },
  apache2: { debian: 'apache2', for: 'test/servers', isHere: isProgram('apache2') },
  haproxy: { debian: 'haproxy', for: 'test/servers', isHere: isProgram('haproxy') },
  lighttpd: { debian: 'lighttpd', for: 'test/servers', isHere: isProgram('lighttpd') },
  squid: { debian: 'squid', for: 'test/servers', isHere: isProgram('squid') },
  systemd: { debian: 'systemd', for: 'test/run/systemd', isHere: isProgram('systemd') },
  chromium: { debian: 'chromium', for: 'test/browser', isHere: () => existsSync(browser) || isProgram(browser)() },
  zstd: { debian: 'zstd', for: 'archives of test/source', isHere: () => works('zstd', '--version') },
  xz: { debian: 'xz-utils', for: 'archives of test/source', isHere: () => works('xz', '--version') },
  bzip2: { debian: 'bzip2', for: 'archives of test/source', isHere: () => works('bzip2', '--version') },
  bash: { debian: 'bash', for: 'test/cli/completion', isHere: () => works('bash', '-c', 'true') },
  zsh: { debian: 'zsh', for: 'test/cli/completion', isHere: () => works('zsh', '-c', 'true') },
  fish: { debian: 'fish', for: 'test/cli/completion', isHere: () => works('fish', '-c', 'true') },
  openssl: {
    debian: 'openssl',
    for: 'a portal behind a proxy, in test/portal',
    isHere: () => works('openssl', 'version'),
  },
  reuse: { debian: 'reuse', for: 'licences of what is published', isHere: () => works('reuse', '--version') },
  xmllint: {
    debian: 'libxml2-utils',
    for: 'the feed, in test/publish/programs',
    isHere: () => works('xmllint', '--version'),
  },
  // Not one that CI installs: 56 packages and half a minute for two conversions.
  libreoffice: {
    name: 'LibreOffice Calc',
    for: 'the table for spreadsheets, in test/publish/programs',
    isHere: isProgram('soffice'),
  },
  strace: {
    debian: 'strace',
    for: 'system calls of test/privacy, failing disks of test/run/injected',
    isHere: () => works('strace', '-o', '/dev/null', 'true'),
  },
  parallel: { debian: 'parallel', for: 'test/docs/scale', isHere: isProgram('parallel') },
  rsync: { debian: 'rsync', for: 'test/docs/scale', isHere: isProgram('rsync') },
  sshd: { debian: 'openssh-server', for: 'test/docs/scale', isHere: isProgram('sshd') },
  slurm: { debian: 'slurm-wlm', for: 'test/docs/scale', isHere: isProgram('slurmctld') },
  dask: {
    debian: 'python3-distributed',
    for: 'test/docs/scale',
    isHere: () => existsSync('/usr/lib/python3/dist-packages/distributed'),
  },
  pandas: {
    debian: 'python3-pandas',
    for: 'test/docs/reuse',
    isHere: () => existsSync('/usr/lib/python3/dist-packages/pandas'),
  },
  duckdbWasm: {
    name: '@duckdb/duckdb-wasm (npm; COMPTAGE_DUCKDB_WASM)',
    for: 'DuckDB over HTTP, in test/docs/reuse',
    isHere: () => existsSync(join(DUCKDB_WASM, '@duckdb/duckdb-wasm')),
    isDue: () => true,
  },
  readr: {
    debian: 'r-cran-readr',
    for: 'test/docs/reuse',
    isHere: () => existsSync('/usr/lib/R/site-library/readr') && isProgram('Rscript')(),
  },
  sqlite3: { debian: 'sqlite3', for: 'test/docs/reuse', isHere: isProgram('sqlite3') },
  mawk: { debian: 'mawk', for: 'test/cli/speed-guard', isHere: isProgram('mawk') },
  time: { name: 'GNU time', debian: 'time', for: 'test/cli/speed-guard', isHere: () => works('time', '-v', 'true') },
  rclone: { debian: 'rclone', for: 'test/docs/scale', isHere: isProgram('rclone') },
  terminal: {
    name: 'script of util-linux',
    for: 'terminals of test/cli and test/run',
    isHere: () => String(spawnSync('script', ['--version']).stdout).includes('util-linux'),
  },
  root: { name: 'root', for: 'links of other users, in test/run', isHere: isRoot },
  nobody: {
    name: 'root, and another user who may run Node and enter this folder',
    for: 'rights of other users, in test/run, test/verify and test/cli/count',
    isHere: () =>
      isRoot() && spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { uid: 65534 }).status === 0,
    isDue: isRoot,
  },
  namespaces: {
    name: 'root who may make namespaces and mount',
    for: 'full disks of test/run and test/cli, test/run/systemd',
    isHere: () => isRoot() && works('unshare', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'),
  },
  standards: {
    name: 'the official shapes and profiles (../shared/standards)',
    for: 'test/publish against them',
    isHere: () => existsSync(beside('standards')),
  },
  realLogs: { name: 'real logs (../shared/logs)', for: 'test/real', isHere: () => existsSync(beside('logs')) },
}

const known = new Map()

/** Whether it is on this machine, or must be: what `.ci/run` installs is missing in no CI. */
export function has(need) {
  if (!known.has(need)) known.set(need, NEEDS[need].isHere() || isDue(need))
  return known.get(need)
}

function isDue(need) {
  const { debian, isDue: isOwed = () => debian !== undefined } = NEEDS[need]
  return process.env['CI'] !== undefined && isOwed()
}

/** What this machine lacks, and which tests are skipped for it. */
export function lacking() {
  return Object.entries(NEEDS)
    .filter(([, { isHere }]) => !isHere())
    .map(([need, { debian, name = need, for: tests }]) => ({ debian, name, tests }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && process.argv.includes('--packages'))
  console.log(
    lacking()
      .flatMap(({ debian }) => debian ?? [])
      .join('\n'),
  )
