import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openState } from '../../src/state/index.ts'
import { runComptage, testFolder, type Run } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { linesOf } from './lines-of.ts'

const DAY = 86_400_000
const START = Date.now() - 20 * DAY
const [ONE, OTHER] = [65_534, 65_533]
const { fresh } = testFolder('shared')

/** A folder in which each user has a folder of his own, and that everybody may publish into. */
function settle(): { readonly root: string; readonly output: string } {
  const root = fresh()
  const output = join(root, 'out')
  for (const path of [dirname(root), root]) chmodSync(path, 0o755)
  mkdirSync(output)
  chmodSync(output, 0o777)
  return { root, output }
}

function runAs(root: string, uid: number): Promise<Run> {
  const folder = join(root, `of-${uid}`)
  if (!existsSync(folder)) {
    mkdirSync(join(folder, 'logs'), { recursive: true })
    writeFileSync(join(folder, 'logs/access.log'), linesOf(6000, START))
    const text = `service: { id: essai-${uid}, name: Essai }
timezone: UTC
logs: [ { path: "logs/*", format: combined } ]
features: [ { id: aide, match: /aide } ]
state: state
output: ../out
datasets: [ { by: [ day, feature ] } ]
`
    writeFileSync(join(folder, 'comptage.yaml'), text)
    chownSync(folder, uid, uid)
  }
  return runComptage(['run'], { cwd: folder, uid })
}

describe.skipIf(!has('nobody'))('an output that several users share', () => {
  it('is locked by each of them in turn, and each publishes', async () => {
    const { root, output } = settle()
    for (const uid of [ONE, OTHER, ONE]) expect(await runAs(root, uid)).toMatchObject({ code: 0, stderr: '' })
    for (const uid of [ONE, OTHER]) expect(existsSync(join(output, `essai-${uid}/datapackage.json`))).toBe(true)
    expect(statSync(join(output, '.comptage.lock')).mode & 0o777).toBe(0o666)
  })

  it('is locked by its owner alone where nobody else may write', async () => {
    const { root, output } = settle()
    chmodSync(output, 0o755)
    chownSync(output, ONE, ONE)
    expect(await runAs(root, ONE)).toMatchObject({ code: 0, stderr: '' })
    expect(statSync(join(output, '.comptage.lock')).mode & 0o777).toBe(0o600)
  })

  it('that was opened to others after its first lock: the lock is named, until a run of its owner opens it', async () => {
    const { root, output } = settle()
    const lock = join(output, '.comptage.lock')
    chmodSync(output, 0o755)
    chownSync(output, ONE, ONE)
    expect(await runAs(root, ONE)).toMatchObject({ code: 0, stderr: '' })
    chmodSync(output, 0o777)
    const refused = await runAs(root, OTHER)
    expect(refused.code).toBe(74)
    expect(refused.stderr).toContain(`where: ${lock}\n`)
    rmSync(join(output, `essai-${ONE}`), { recursive: true })
    expect(await runAs(root, ONE)).toMatchObject({ code: 0, stderr: '' })
    expect(await runAs(root, OTHER)).toMatchObject({ code: 0, stderr: '' })
  })

  it('is locked by its owner after root, too', async () => {
    const { root, output } = settle()
    chmodSync(output, 0o755)
    expect(await runAs(root, 0)).toMatchObject({ code: 0, stderr: '' })
    chownSync(output, ONE, ONE)
    rmSync(join(output, 'essai-0'), { recursive: true })
    expect(await runAs(root, 0)).toMatchObject({ code: 0, stderr: '' })
    expect(await runAs(root, ONE)).toMatchObject({ code: 0, stderr: '' })
  })

  it('may hold what others do not let us see', async () => {
    const { root, output } = settle()
    mkdirSync(join(output, `essai-${ONE}-old/closed`), { recursive: true, mode: 0o700 })
    for (let turn = 0; turn < 2; turn++) expect(await runAs(root, ONE)).toMatchObject({ code: 0, stderr: '' })
  })

  it('of which our own folder is closed to us: exit 74, each time, and the lines are counted', async () => {
    const { root, output } = settle()
    const own = join(output, `essai-${ONE}`)
    mkdirSync(own, { mode: 0o000 })
    const refused = await runAs(root, ONE)
    expect(refused.code).toBe(74)
    expect(refused.stderr).toContain('EACCES')
    expect(refused.stderr).toContain(own)
    expect(await runAs(root, ONE)).toMatchObject({ code: 74 })
    const state = await openState(join(root, `of-${ONE}/state`), 'read')
    expect(state.logs.linesConsumed()).toBe(6000)
    state.close()
    chownSync(own, ONE, ONE)
    chmodSync(own, 0o755)
    expect(await runAs(root, ONE)).toMatchObject({ code: 0, stderr: '' })
    expect(existsSync(join(own, 'datapackage.json'))).toBe(true)
  })
})

describe('an output of two configurations with one id', () => {
  const textOf = (id: string, own: string, output: string): string => `service: { id: ${id}, name: Essai }
timezone: UTC
logs: [ { path: access.log, format: combined } ]
features: [ { id: aide, match: /aide } ]
state: ${own}
output: ${output}
`

  it.each([
    { id: 'autre', output: 'out', why: 'an id' },
    { id: 'essai', output: 'elsewhere', why: 'an output' },
  ])('is named before backups, and ends with $why of its own', async ({ id, output }) => {
    const folder = fresh({ 'access.log': linesOf(6000, START), 'one.yaml': textOf('essai', 'state-one', 'out') })
    const other = join(folder, 'other.yaml')
    const run = (path: string): Promise<Run> => runComptage(['run', '-c', path], { cwd: folder })
    expect(await run('one.yaml')).toMatchObject({ code: 0 })
    writeFileSync(other, textOf('essai', 'state-other', 'out'))
    const { code, stderr } = await run(other)
    expect(code).toBe(78)
    expect(stderr).toMatch(
      /fix: +1\. if another configuration with this service\.id publishes here .*; 2\. if none does, bring/,
    )
    writeFileSync(other, textOf(id, 'state-other', output))
    expect(await run(other)).toMatchObject({ code: 0 })
    expect(await run('one.yaml')).toMatchObject({ code: 0 })
  })
})
