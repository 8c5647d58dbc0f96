import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { archiveOf } from './archives.ts'
import type { LogFolder } from './log-folder.ts'

/** What rotates logs does it in steps, and runs fall between them: `then` puts off the next one. */
export type Then = (next: () => void) => void

export function rotate(logs: LogFolder, amount: number, then: Then): void {
  const { live } = logs
  // By number or, as `dateext` does, by date.
  const target = amount % 4 === 3 ? `${live}-${Math.floor(logs.now / 1000)}` : `${live}.1`
  if (existsSync(target)) {
    if (target !== `${live}.1`) return
    logs.shift()
  }
  renameSync(live, target)
  logs.held = target
  writeFileSync(live, '')
  // Until it reopens, the server writes into the rotated file.
  if (amount % 2 === 0) then(() => undefined)
  then(() => {
    logs.finishTorn()
    logs.held = live
  })
}

export function copyTruncate(logs: LogFolder, amount: number, then: Then): void {
  const { live } = logs
  logs.shift()
  const bytes = readFileSync(live)
  writeFileSync(`${live}.1`, bytes.subarray(0, Math.floor(bytes.length / 2)))
  then(() => {
    logs.finishTorn()
    copyFileSync(live, `${live}.1`)
    // A writer that does not append leaves a hole up to the place where it was.
    writeFileSync(live, amount % 3 === 0 ? new Uint8Array(100 + 20 * amount) : '')
  })
}

export function compress(logs: LogFolder, amount: number, then: Then): void {
  const rotated = logs.rotated()
  const name = rotated[amount % Math.max(1, rotated.length)]
  if (name === undefined) return
  const { suffix, half, whole } = archiveOf(readFileSync(join(logs.path, name)), amount)
  if (existsSync(join(logs.path, name + suffix))) return
  logs.put(name + suffix, half)
  then(() => {
    logs.put(name + suffix, whole)
    then(() => rmSync(join(logs.path, name), { force: true }))
  })
}
