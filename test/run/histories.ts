import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** A folder with a file that nobody can open, for all histories of a file of tests. */
export function historyFolder(): { readonly root: () => string; readonly unreadable: () => string } {
  let root = ''
  let server: Server | undefined
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'comptage-'))
    // Not even root can open a socket as a file.
    const path = join(root, 'unreadable')
    server = createServer()
    await new Promise<void>((resolve) => server?.listen(path, resolve))
  })
  afterAll(() => {
    server?.close()
    rmSync(root, { recursive: true, force: true })
  })
  return { root: () => root, unreadable: () => join(root, 'unreadable') }
}

/** The folder of a service, without what an earlier history left. */
export function emptied(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'logs'), { recursive: true })
}
