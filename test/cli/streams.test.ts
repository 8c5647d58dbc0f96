import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { combinedLine, COMPTAGE, runShell, testFolder } from './run-comptage.ts'

// Every command with a stream that cannot be written: the code that it ends with.

const { fresh } = testFolder('streams')
const CONFIG = `service: { id: essai, name: Essai, url: "https://www.example.fr" }
features: [ { id: simulateur, match: [ /simulateur ] } ]
state: state
datasets: [ { by: [ day, feature ] } ]
`
const LOG = combinedLine().repeat(12)

function folderOf(): string {
  return fresh({ 'comptage.yaml': CONFIG, 'access.log': LOG })
}

/** What all that can be asked before it needs, once. */
const PREPARE = 'comptage count -q -o out access.log; comptage tally -q --tally a.tally access.log'

/** What each writes to stdout: then it cannot end with another code than 74 where that fails. */
const WRITE = [
  '--version',
  'formats',
  'licences',
  'completion bash',
  'complete count',
  'init --output draft.yaml --yes access.log',
  'check',
  'check access.log',
  'explain /simulateur',
  'count access.log',
  'audit access.log',
  'run --dry-run - < access.log',
  'status --check',
  'state key',
  'verify out/essai',
  'verify --all out',
  'publish out/essai --to ckan --url https://data.example.fr --organization ville --dry-run',
]
/** What these write goes to files and to stderr. */
const SILENT = [
  'check -q access.log',
  'count -o again access.log',
  'tally --tally b.tally access.log',
  'merge --tally both.tally a.tally',
  'merge -o again a.tally',
]

const ALL = [...WRITE, ...SILENT]
// No run has ended.
const KNOWN = { ...each(ALL, '0'), 'status --check': '2' }

function each(lines: readonly string[], code: string): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map((line) => [line, code]))
}

describe.skipIf(process.platform !== 'linux')('a stream that takes nothing', () => {
  /** The codes of all, one after the other in one shell. */
  async function codesOf(to: string): Promise<Readonly<Record<string, string>>> {
    const asked = ALL.map((line) => `{ comptage ${line}; } ${to}; echo "$?" >> codes`)
    const { stdout } = await runShell([PREPARE, ...asked, 'cat codes'].join('\n'), { cwd: folderOf() })
    const codes = stdout.trimEnd().split('\n').slice(-ALL.length)
    return Object.fromEntries(ALL.map((line, n) => [line, codes[n] ?? '']))
  }

  it('is an error where something was to be written there: a full disk', async () => {
    expect(await codesOf('> /dev/full')).toEqual({ ...each(WRITE, '74'), ...each(SILENT, '0') })
  })

  // Node puts /dev/null in its place, open as Python's DEVNULL and the `ignore` of Node are: of all but a table to stdout
  // somebody may want the code alone.
  it('is told of a table alone where it is closed', async () => {
    expect(await codesOf('>&-')).toEqual({ ...KNOWN, 'count access.log': '74' })
    const cwd = folderOf()
    const { status } = spawnSync(process.execPath, [COMPTAGE, 'check'], { cwd, stdio: 'ignore' })
    expect(status).toBe(0)
  })

  it.each(['2>&-', '2> /dev/full'])('changes no code where nobody would read it: %s', async (to) => {
    expect(await codesOf(to)).toEqual(KNOWN)
  })
})
