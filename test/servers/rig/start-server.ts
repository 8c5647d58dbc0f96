import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { READY } from './exchanges.ts'
import { talk } from './talk.ts'

/** How a real server is started in the foreground, with a configuration that the test wrote. */
export type ServerProgram = {
  readonly path: string
  /** Its TZ. */
  readonly zone: string
  /** Writes the configuration for this port; gives the arguments. */
  readonly argumentsFor: (port: number) => readonly string[]
  /** By which it ends once all requests at work are answered and logged. */
  readonly gracefulSignal: NodeJS.Signals
}

export type RunningServer = {
  readonly port: number
  /** All that it wrote to stdout: where HAProxy logs. */
  readonly stdout: () => string
  /** Ends it, and waits until it has ended: only then is its log whole. */
  readonly stop: () => Promise<void>
}

// A busy machine with two cores: bounds, never waited for in full when all is well.
const READY_WITHIN_MS = 60_000
const ENDED_WITHIN_MS = 30_000
const PORTS_TRIED = 3

/** Starts the server on a free port of loopback, and waits for its first answer. */
export async function startServer(server: ServerProgram): Promise<RunningServer> {
  const said: string[] = []
  for (let tried = 0; tried < PORTS_TRIED; tried++) {
    const port = await freePort()
    const stdout: string[] = []
    const child = spawn(server.path, server.argumentsFor(port), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], TZ: server.zone },
    })
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes.toString('latin1')))
    child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString('utf8')))
    child.on('error', (error) => said.push(error.message))
    if (await isReady(port, child))
      return { port, stdout: () => stdout.join(''), stop: () => stop(child, server.gracefulSignal) }
    await stop(child, 'SIGKILL')
  }
  throw new Error(`${server.path} does not start: ${said.join('')}`)
}

/** A port that nobody holds now; another program may take it first, hence several tries. */
async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const address = holder.address()
  holder.close()
  await once(holder, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const NO_ANSWER = { statuses: [] }

async function isReady(port: number, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until && !hasEnded(child)) {
    const { statuses } = await talk(port, READY).catch(() => NO_ANSWER)
    if (statuses.length > 0) return true
    await sleep(20)
  }
  return false
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return
  const closed = once(child, 'close')
  child.kill(signal)
  const killer = setTimeout(() => {
    child.kill('SIGKILL')
  }, ENDED_WITHIN_MS)
  await closed
  clearTimeout(killer)
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null
}
