import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Problem } from '../../../src/domain/problem.ts'
import { planCount } from '../../../src/pipeline/plan-count.ts'
import { checkFound } from '../../../src/pipeline/check/check-found.ts'
import { remarkRotated } from '../../../src/pipeline/reading/remark-rotated.ts'
import { testFolder } from '../../cli/run-comptage.ts'
import { configurationIn } from '../../run/machines.ts'

const { fresh } = testFolder('remark-rotated')

it.each([
  { logs: ['access.log'], files: ['access.log'], missed: {}, why: 'nothing was rotated' },
  {
    logs: ['access.log'],
    files: ['access.log', 'access.log.1', 'access.log.2.gz'],
    missed: { 'access.log': 2 },
    instead: 'access.log*',
  },
  {
    logs: ['access.log'],
    files: ['access.log', 'access.log.1', 'access.log.2.gz', 'access.log.ssl', 'access.log.ssl.1'],
    missed: { 'access.log': 2 },
    also: 'access.log.[0-9]*',
    why: 'beside the log of another host, numbered',
  },
  {
    logs: ['access.log'],
    files: ['access.log', 'access.log-20260310', 'access.log-ssl'],
    missed: { 'access.log': 1 },
    also: 'access.log-[0-9]*',
    why: 'beside the log of another host, dated',
  },
  {
    logs: ['access.log'],
    files: ['access.log', 'access-20260310.log.gz', 'access-443-20260310.log.gz'],
    missed: { 'access.log': 1 },
    also: 'access-[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9].log*',
    why: 'beside the log of another host, whose name begins alike',
  },
  {
    logs: ['access.log'],
    files: ['access.log', '2026/access.log-20260310.gz'],
    missed: { 'access.log': 1 },
    also: '[0-9]*/access.log-[0-9]*',
    why: 'in a folder a year',
  },
  {
    logs: ['access.log'],
    files: ['access.log', 'access-20260310.log'],
    missed: { 'access.log': 1 },
    also: 'access-[0-9]*.log*',
  },
  {
    logs: ['access.log*'],
    files: ['access.log', '2026-03-10-access.log', '2026-03-11-access.log'],
    missed: { 'access.log*': 2 },
    also: '[0-9]*-access.log*',
    why: 'a * was put there already',
  },
  {
    logs: ['access.log'],
    files: ['access.log', 'access.1.log', 'access.2.log'],
    missed: { 'access.log': 2 },
    also: 'access.[0-9]*.log*',
    why: 'numbered within',
  },
  {
    logs: ['access.log'],
    files: ['access.log', 'access.log.2.gz', 'access.1.log'],
    missed: { 'access.log': 2 },
    also: 'access.1.log',
    why: 'of both kinds',
  },
  { logs: ['access.log*'], files: ['access.log', 'access.log.1'], missed: {} },
  {
    logs: ['access.log', 'access.log.*.gz'],
    files: ['access.log', 'access.log.1', 'access.log.2.gz'],
    missed: {},
    why: 'access.log.1 is found once it is compressed',
  },
  { logs: ['access.log', 'access.log.1'], files: ['access.log', 'access.log.1', 'access.log.2.gz'], missed: {} },
  {
    logs: ['*.log'],
    files: ['a.log', 'a.log.1', 'b.log', 'b.log.1', 'c.log'],
    missed: { '*.log': 2 },
    instead: '*.log*',
    why: 'a glob',
  },
  { logs: ['access.log.1'], files: ['access.log', 'access.log.1'], missed: {}, why: 'only what was rotated' },
  { logs: ['access.log'], files: ['access.log', 'error.log.1', 'access.log.1/x'], missed: {}, why: 'nothing of it' },
  {
    logs: ['access.log*'],
    files: ['access.log', 'old/access.log-20260310.gz'],
    missed: { 'access.log*': 1 },
    also: 'old/access.log*',
    why: 'olddir of logrotate',
  },
  { logs: ['access.log'], files: ['access.log', 'b/access.log', 'b/access.log.1'], missed: {}, why: 'of another host' },
  { logs: ['gone.log'], files: ['gone.log.1'], missed: {}, why: 'not there now, which is said already' },
])('$logs finds of $files', async ({ logs, files, missed, instead, also }) => {
  const folder = fresh()
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  const problemsOf = async (paths: readonly string[]): Promise<readonly Problem[]> => {
    const entries = paths.map((path) => `{ path: "${path}" }`).join(', ')
    return await checkFound(planCount({ configuration: configurationIn(folder, `logs: [ ${entries} ]\n`) }))
  }
  expect(await problemsOf(logs)).toEqual(
    Object.entries(missed).map(([path, count]) => ({
      code: 'ROTATED_LEFT_OUT',
      path: join(folder, path),
      files: count,
      ...(instead !== undefined && { instead: [join(folder, instead)] }),
      ...(also !== undefined && { also: [join(folder, also)] }),
    })),
  )
  // Whoever does what it asks for is told no more.
  const replaced = logs.map((path) => (path in missed ? (instead ?? path) : path))
  const obeyed = also === undefined ? replaced : [...replaced, also]
  expect(await problemsOf(obeyed)).toEqual([])
})

it('nothing is missed that was only rotated while logs were looked for', async () => {
  const folder = fresh()
  const [live, glob] = [join(folder, 'access.log'), join(folder, '*')]
  writeFileSync(`${live}.1`, '')
  const log = { path: live, pattern: glob, id: '1', sizeBytes: 9, fileKey: '1' }
  expect(await remarkRotated([log], [glob])).toEqual([])
  expect(await remarkRotated([log], [live])).toMatchObject([{ code: 'ROTATED_LEFT_OUT' }])
})
