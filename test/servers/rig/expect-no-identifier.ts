import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { mainInProcess } from '../../cli/main-in-process.ts'
import { filesBelow } from '../../cli/run-comptage.ts'
import { SERVICE } from './exchanges.ts'

/** Runs the commands that read a log, and finds nothing that the client planted (LEAK) in what they say and write. */
export async function expectNoIdentifier(log: string, format: string): Promise<void> {
  // It can fail: the log has them.
  expect(readFileSync(log, 'latin1')).toContain('LEAK')
  const folder = mkdtempSync(join(tmpdir(), 'comptage-outputs-'))
  try {
    const configuration = join(folder, 'comptage.yaml')
    writeFileSync(configuration, SERVICE)
    const read = ['-c', configuration, '--format', format]
    const exact = ['--protection', 'exact', '--accept-risk']
    const count = await mainInProcess(['count', ...read, ...exact, '--ledger', join(folder, 'ledger.json'), log])
    const folders = await mainInProcess(['count', ...read, '-o', join(folder, 'open-data'), log])
    const check = await mainInProcess(['check', ...read, log])
    const written = filesBelow(folder)
    expect([count.code, folders.code, check.code]).toEqual([0, 0, 0])
    expect(Object.keys(written).length).toBeGreaterThan(3)
    const said = [count, folders, check].flatMap(({ stdout, stderr }) => [stdout, stderr])
    const all = [...said, ...Object.entries(written).flat()].join('\n')
    expect(all.match(/leak|127\.0\.0\.1/gi)).toBeNull()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
