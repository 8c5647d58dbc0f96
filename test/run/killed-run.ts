import { spawn } from 'node:child_process'
import { COMPTAGE } from '../cli/run-comptage.ts'
import { has } from '../machine.js'

/** Whether strace is here, and may trace. */
export const MAY_TRACE = has('strace')

/** Where a run is killed: at the n-th of these calls, or after so many milliseconds. */
export type KillPoint = { readonly call: string; readonly turn: number } | { readonly afterMs: number }

/** Chooses where the next run is killed, and learns from the last: a turn that never came was too late. */
export type KillChooser = {
  readonly next: () => KillPoint
  readonly learn: (point: KillPoint, wasKilled: boolean) => void
}

/** @param random gives an integer below its argument */
export function chooseKills(random: (below: number) => number): KillChooser {
  // By which a run changes what is on the disk, or locks it; and how often about.
  const turns = new Map([
    ['pwrite64', 40],
    ['write', 15],
    ['fsync', 20],
    ['fdatasync', 8],
    ['rename', 8],
    ['unlink', 20],
    ['mkdir', 8],
    ['link', 20],
    ['chmod', 6],
    ['rmdir', 4],
    ['fcntl', 150],
    ['openat', 120],
    ['close', 120],
  ])
  return {
    next: () => {
      if (!MAY_TRACE) return { afterMs: 40 + random(500) }
      const calls = [...turns.keys()]
      const call = calls[random(calls.length)] ?? 'close'
      return { call, turn: 1 + random(turns.get(call) ?? 1) }
    },
    learn: (point, wasKilled) => {
      if (!('call' in point)) return
      const most = turns.get(point.call) ?? 1
      turns.set(point.call, wasKilled ? Math.ceil(most * 1.2) : Math.max(1, Math.floor(point.turn * 0.7)))
    },
  }
}

/** Runs, and is killed, if the run comes so far. @returns whether it was */
export function runKilled(folder: string, point: KillPoint): Promise<boolean> {
  // Without --seccomp-bpf: with it, strace 6 sends no signal.
  const traced = 'call' in point ? ['strace', '-f', '-qq', '-o', '/dev/null', ...injectionOf(point)] : []
  const [name, ...args] = [...traced, process.execPath, COMPTAGE, 'run'] as const
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { cwd: folder, stdio: 'ignore', env: { PATH: process.env['PATH'], TZ: 'UTC' } })
    const timer = 'afterMs' in point ? setTimeout(() => child.kill('SIGKILL'), point.afterMs) : undefined
    child.on('error', reject)
    child.on('close', (_, signal) => {
      clearTimeout(timer)
      resolve(signal === 'SIGKILL')
    })
  })
}

function injectionOf({ call, turn }: Extract<KillPoint, { readonly call: string }>): readonly string[] {
  return [`--trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${turn}`]
}
