import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, testFolder } from './run-comptage.ts'

const { fresh } = testFolder('folder-gone')

it.each(['status', 'check', 'run', 'count a.log'])('a folder that was deleted is told: %s', (command) => {
  const program = `"${process.execPath}" "${join(ROOT, 'bin/comptage.js')}" --lang en ${command}`
  const { status, stderr } = spawnSync('sh', ['-c', `rmdir "$PWD" && ${program}`], { cwd: fresh(), encoding: 'utf8' })
  expect(stderr).toContain('error: the folder in which this was asked for is gone')
  expect(status).toBe(74)
})
