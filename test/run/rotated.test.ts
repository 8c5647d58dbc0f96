import { spawn } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openState } from '../../src/state/index.ts'
import { COMPTAGE, runComptage, testFolder } from '../cli/run-comptage.ts'
import { describeServer } from '../servers/rig/describe-server.ts'
import { expectBalance } from './balance.ts'
import { startRotating, type Load, type RotatingNginx } from './rotating-nginx.ts'
import { serviceOf } from './service-of.ts'

const ROTATIONS = Number(process.env['COMPTAGE_ROTATIONS'] ?? 3)

const { fresh } = testFolder('rotated')

const ZSTD = ['compress', 'compresscmd /usr/bin/zstd', 'compressext .zst', 'compressoptions -q']
const MODES = [
  { why: 'create, and compressed at once', directives: ['create', 'compress'] },
  { why: 'delaycompress: nginx writes into .1 for a while', directives: ['create', 'compress', 'delaycompress'] },
  { why: 'dateext', directives: ['create', 'dateext', 'dateformat -%Y%m%d-%s', 'compress', 'delaycompress'] },
  { why: 'zstd', directives: ['create', ...ZSTD] },
  { why: 'copytruncate', directives: ['copytruncate', 'compress', 'delaycompress'] },
]

// What was asked and answered is the truth: nothing of it is read out of a log.
describeServer('nginx', (nginx) => {
  describeServer('logrotate', (logrotate) => {
    it.concurrent.each(MODES)(
      `$why: each request is counted once, through ${ROTATIONS} rotations`,
      async ({ directives }) => {
        const folder = fresh()
        for (const path of [join(folder, '..'), folder]) chmodSync(path, 0o755)
        const service = serviceOf(folder)
        const server = await startRotating(folder, { nginx, logrotate }, directives)
        const answered: Record<string, number> = {}
        let load = server.load()
        for (let turn = 0; turn < ROTATIONS; turn++) {
          const [, asked] = await Promise.all([runOften(folder, turn), rotateUnder(server, load, directives)])
          load = asked.load
          for (const [path, times] of Object.entries(asked.answered)) answered[path] = (answered[path] ?? 0) + times
        }
        for (const [path, times] of Object.entries(await load.stop())) answered[path] = (answered[path] ?? 0) + times
        await server.stop()
        expect(await runComptage(['run'], { cwd: folder })).toMatchObject({ code: 0, stdout: '', stderr: '' })
        expectBalance(service.state)
        expect(await requestsIn(service.state)).toEqual({
          simulateur: answered['/simulateur'],
          aide: (answered['/aide'] ?? 0) + (answered['/aide?LEAK=1'] ?? 0),
        })
        expect(readdirSync(join(folder, 'logs')).length).toBeGreaterThan(ROTATIONS)
      },
      60_000 + ROTATIONS * 20_000,
    )
  })
})

type Asked = { readonly load: Load; readonly answered: Readonly<Record<string, number>> }

/** Between its copy and its cut, copytruncate loses what is written: nothing is, meanwhile. */
async function rotateUnder(server: RotatingNginx, load: Load, directives: readonly string[]): Promise<Asked> {
  if (!directives.includes('copytruncate')) {
    await server.hasLogged()
    server.rotate()
    return { load, answered: {} }
  }
  await sleep(500)
  const answered = await load.stop()
  await server.flushed()
  server.rotate()
  return { load: server.load(), answered }
}

/** Runs one after the other, while logs are rotated; the second is killed. */
async function runOften(folder: string, turn: number): Promise<void> {
  for (let run = 0; run < 3; run++) {
    if (run === 1) await killedAfter(folder, 150 + 70 * turn)
    else expect(await runComptage(['run'], { cwd: folder })).toMatchObject({ code: 0, stdout: '', stderr: '' })
  }
}

function killedAfter(folder: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [COMPTAGE, 'run'], { cwd: folder, stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), ms)
    child.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

async function requestsIn(folder: string): Promise<Readonly<Record<string, number>>> {
  const state = await openState(folder, 'read')
  const sums: Record<string, number> = {}
  for (const { series, feature, measure, count } of state.counts.cells('day', 0, 200_000))
    if (series === 'day' && measure === 'requests') sums[feature] = (sums[feature] ?? 0) + count
  state.close()
  return sums
}
