import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runComptage, testFolder, type Run } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { linesOf } from './lines-of.ts'

/*
 * An administrator who types a command as root, where a service runs it as a user of its own: what root left there, that user could
 * neither read nor replace, and would fail each hour.
 */
const OWNER = 65_534
const DAY = 86_400_000
const START = Date.now() - 20 * DAY
const { fresh } = testFolder('as-root')

const CONFIGURATION = `service: { id: essai, name: Essai, publisher: { name: Ville } }
timezone: UTC
logs: [ { path: access.log, format: combined } ]
features: [ { id: aide, match: /aide } ]
datasets: [ { by: [ day, feature ] } ]
state: kept/state
output: out
`

function settle(): string {
  const folder = fresh({ 'access.log': linesOf(6000, START), 'comptage.yaml': CONFIGURATION })
  for (const path of [dirname(folder), folder]) chmodSync(path, 0o755)
  for (const name of ['kept', 'out']) mkdirSync(join(folder, name))
  return folder
}

function own(folder: string, ...names: readonly string[]): void {
  for (const name of names) chownSync(join(folder, name), OWNER, OWNER)
}

const as = (uid: number, folder: string, line: string): Promise<Run> =>
  runComptage(line.split(' '), { cwd: folder, uid })

/** Each file of both folders: whose it is, and its rights. */
function ownersBelow(folder: string): readonly string[] {
  return ['kept', 'out'].flatMap((name) =>
    [name, ...readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path))]
      .toSorted()
      .map((path) => {
        const { uid, mode } = statSync(join(folder, path))
        return `${path} ${uid} ${mode.toString(8)}`
      }),
  )
}

const WRITING = [
  'run',
  'run --adopt out',
  'run --revise 2026-03-01',
  'run --state kept/state',
  'state key',
  'state key --state kept/state',
  'state skip access.log',
  'export --tally out.tally',
]
const READING = [
  'run --dry-run',
  'status',
  'status --json',
  'status --check',
  'status --prometheus',
  'check',
  'audit',
  'verify out/essai',
  'state check',
  'count access.log',
]

describe.skipIf(!has('nobody'))('root, in what another user keeps', () => {
  it('is refused what writes, and leaves nothing behind with what reads', async () => {
    const folder = settle()
    own(folder, 'kept', 'out')
    expect(await as(OWNER, folder, 'run')).toMatchObject({ code: 0, stderr: '' })
    const before = ownersBelow(folder)
    for (const line of WRITING) {
      const { code, stderr } = await as(0, folder, line)
      expect.soft({ line, code, isTold: stderr.includes('of_another_user') }).toEqual({ line, code: 77, isTold: true })
    }
    for (const line of READING) {
      const { stderr } = await as(0, folder, line)
      expect.soft({ line, isTold: stderr.includes('of_another_user') }).toEqual({ line, isTold: false })
    }
    expect(ownersBelow(folder)).toEqual(before)
    expect(await as(OWNER, folder, 'run')).toMatchObject({ code: 0, stderr: '' })
  })

  it('begins nothing in an output of another user, and says as whom to do it', async () => {
    const folder = settle()
    own(folder, 'out')
    expect(await as(0, folder, 'run --dry-run')).toMatchObject({ code: 0 })
    const { code, stderr } = await as(0, folder, 'run')
    expect(code).toBe(77)
    expect(stderr).toContain(`where: ${join(folder, 'out')}\n`)
    expect(stderr).toContain(
      `runuser -u "$(stat -c %U ${join(folder, 'out')})" -- comptage run --state ${join(folder, 'kept/state')}`,
    )
    expect([...readdirSync(join(folder, 'kept')), ...readdirSync(join(folder, 'out'))]).toEqual([])
  })

  it('goes on publishing there where it always did', async () => {
    const folder = settle()
    expect(await as(0, folder, 'run')).toMatchObject({ code: 0, stderr: '' })
    own(folder, 'out')
    rmSync(join(folder, 'out/essai'), { recursive: true })
    expect(await as(0, folder, 'run')).toMatchObject({ code: 0 })
    expect(existsSync(join(folder, 'out/essai/datapackage.json'))).toBe(true)
  })

  it('goes on with a state of its own, whoever’s the folder is', async () => {
    const folder = settle()
    expect(await as(0, folder, 'run')).toMatchObject({ code: 0, stderr: '' })
    own(folder, 'kept', 'kept/state', 'out')
    for (const line of ['run', 'export --tally out.tally']) expect(await as(0, folder, line)).toMatchObject({ code: 0 })
  })

  it('makes no folder of its own in that of the system’s that is another user’s', async () => {
    const folder = settle()
    own(folder, 'kept')
    writeFileSync(join(folder, 'comptage.yaml'), CONFIGURATION.replace('state: kept/state\n', ''))
    const env = { STATE_DIRECTORY: join(folder, 'kept') }
    expect(await runComptage(['run'], { cwd: folder, env })).toMatchObject({ code: 77 })
    expect(readdirSync(join(folder, 'kept'))).toEqual([])
  })
})

describe.skipIf(!has('nobody'))('a user without a home', () => {
  it.each([
    { command: 'run', code: 78 },
    { command: 'check', code: 0 },
  ])('needs none for $command --state, and without it ends with $code', async ({ command, code }) => {
    const folder = settle()
    writeFileSync(join(folder, 'comptage.yaml'), CONFIGURATION.replace('state: kept/state\n', ''))
    own(folder, 'kept', 'out')
    const homeless = 4242
    for (const name of ['kept', 'out']) chownSync(join(folder, name), homeless, homeless)
    expect(await as(homeless, folder, `${command} --state kept/state`)).toMatchObject({ code: 0, stderr: '' })
    const without = await as(homeless, folder, command)
    expect(without).toMatchObject({ code })
    expect(without.stderr).toContain('this user has no home')
  })
})
