import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolders } from '../../src/state/index.ts'
import { runComptage, testFolder } from '../cli/run-comptage.ts'

const { fresh } = testFolder('make-folders')

describe('folders', () => {
  it('are made down to the last, each with the mode', () => {
    const folder = fresh()
    makeFolders(join(folder, 'a/b/c'), 0o700)
    for (const path of ['a', 'a/b', 'a/b/c']) expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700)
    makeFolders(join(folder, 'a/b/c'))
  })

  it('are refused below a file, behind a link to nothing, and in /proc, which never says yes', () => {
    const folder = fresh({ file: '' })
    symlinkSync('nowhere', join(folder, 'link'))
    expect(() => {
      makeFolders(join(folder, 'file/a'))
    }).toThrow('ENOTDIR')
    expect(() => {
      makeFolders(join(folder, 'link'))
    }).toThrow('EEXIST')
    expect(() => {
      makeFolders('/proc/nope/a')
    }).toThrow('ENOENT')
  })
})

it.each(['output', 'state'])('run ends where %s: lies in /proc', async (key) => {
  const cwd = fresh()
  mkdirSync(join(cwd, 'logs'))
  const lineOf = (day: number) =>
    `192.0.2.1 - - [0${day}/Mar/2026:12:00:00 +0000] "GET /a HTTP/1.1" 200 9 "-" "Mozilla/5.0 Firefox/128.0"\n`
  writeFileSync(join(cwd, 'logs/access.log'), [1, 2, 9].map((day) => lineOf(day).repeat(30)).join(''))
  const places = { output: 'out', state: 'state', [key]: '/proc/nope' }
  writeFileSync(
    join(cwd, 'comptage.yaml'),
    `service: { id: essai, name: Essai }\ntimezone: Europe/Paris\nlogs: [ { path: logs/access.log } ]\nstate: ${places.state}\noutput: ${places.output}\nfeatures: [ { id: a, match: [ /a ] } ]\n`,
  )
  const { code, stderr } = await runComptage(['run'], { cwd })
  expect([code, stderr]).toEqual([74, expect.stringContaining('/proc/nope')])
})
