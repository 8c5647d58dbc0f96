import { join } from 'node:path'

type Disk = typeof import('node:fs')
type Waiting = typeof import('node:fs/promises')

export class Killed extends Error {}

/** A process that is killed does nothing more: from the n-th change of the disk on, every one fails. */
export const life = { left: Infinity, passed: 0, firstRename: 0 }

function pass(): void {
  life.passed += 1
  if (life.passed > life.left) throw new Killed()
}

function dying<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    pass()
    return act(...args)
  }
}

/** In the place of `node:fs`. */
export function dyingDisk(real: Disk): unknown {
  const rmSync = (path: string, options?: { recursive?: boolean; force?: boolean }): void => {
    if (options?.recursive !== true || !real.statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      dying(real.rmSync)(path, options)
      return
    }
    // A folder goes piece by piece, what describes it first: the worst order there is.
    const names = real
      .readdirSync(path)
      .sort((a, b) => Number(b === 'datapackage.json') - Number(a === 'datapackage.json'))
    for (const name of names) rmSync(join(path, name), options)
    dying(real.rmdirSync)(path)
  }
  const renaming: Disk['renameSync'] = (from, to) => {
    if (life.firstRename === 0) life.firstRename = life.passed
    real.renameSync(from, to)
  }
  const { chmodSync, linkSync, mkdirSync, rmdirSync, writeSync, fsyncSync, openSync } = real
  const mutating = { chmodSync, linkSync, mkdirSync, renameSync: renaming, rmdirSync, writeSync, fsyncSync, openSync }
  return {
    ...real,
    ...Object.fromEntries(Object.entries(mutating).map(([name, act]) => [name, dying(act as never)])),
    rmSync,
  }
}

/** In the place of `node:fs/promises`. Files are synced beside each other: to sync is to change the disk, too. */
export function dyingWaiting(real: Waiting): unknown {
  const open: Waiting['open'] = async (...args) => {
    pass()
    return real.open(...args)
  }
  return { ...real, open }
}

/**
 * @param at the change of the disk before which the process is killed
 * @returns whether it came so far
 */
export async function isKilledAt(at: number, act: () => Promise<unknown>): Promise<boolean> {
  Object.assign(life, { passed: 0, left: at, firstRename: 0 })
  try {
    await act()
    return false
  } catch (error) {
    if (error instanceof Killed) return true
    throw error
  } finally {
    life.left = Infinity
  }
}
