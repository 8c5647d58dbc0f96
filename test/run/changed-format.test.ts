import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readConfiguration } from '../../src/config/index.ts'
import { ProblemError } from '../../src/domain/problem.ts'
import { REAL_TOOLS, runService, type RunDone } from '../../src/pipeline/index.ts'
import { openState } from '../../src/state/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { linesOf } from './lines-of.ts'

const { fresh } = testFolder('changed-format')
const START = Date.UTC(2026, 2, 10)

type Server = {
  /** Writes lines that fit, then lines that do not; then runs. */
  readonly turn: (good: number, bad: number, name?: string) => Promise<RunDone>
  /** Appends a log to another. */
  readonly append: (from: string, to: string) => void
  readonly linesRead: () => Promise<number>
}

function serverOf(): Server {
  const folder = fresh()
  mkdirSync(join(folder, 'logs'))
  const yaml = `service: { id: essai, name: Essai }
logs: [ { path: "logs/*", format: combined } ]
features: [ { id: aide, match: [ /aide ] } ]
output: open-data
state: state
`
  const { configuration, problems } = readConfiguration(yaml, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new ProblemError(...problems)
  return {
    append: (from, to) => appendFileSync(join(folder, 'logs', to), readFileSync(join(folder, 'logs', from))),
    turn: (good, bad, name = 'access.log') => {
      // No two logs begin alike.
      const shift = (name.length - 'access.log'.length) * 3_600_000
      const changed = linesOf(bad, START).replaceAll('\n', ' 0.123 .\n')
      appendFileSync(join(folder, 'logs', name), linesOf(good, START + shift) + changed)
      return runService({ configuration }, { ...REAL_TOOLS, now: () => START })
    },
    linesRead: async () => {
      const state = await openState(join(folder, 'state'), 'read')
      try {
        return state.logs.linesConsumed()
      } finally {
        state.close()
      }
    },
  }
}

const codesOf = ({ problems }: RunDone): readonly string[] => problems.map(({ code }) => code)

it('of a known log is told by its new lines, and none of them is kept', async () => {
  const { turn, linesRead } = serverOf()
  expect(codesOf(await turn(300, 0))).toEqual([])
  expect(codesOf(await turn(0, 90))).toEqual(['TOO_MANY_MALFORMED'])
  expect(codesOf(await turn(0, 90))).toEqual(['TOO_MANY_MALFORMED'])
  expect(await linesRead()).toBe(300)
})

it('is told by the line of the file, not by the line of what is new', async () => {
  const { turn } = serverOf()
  await turn(300, 0)
  const { problems } = await turn(4, 90)
  expect(problems).toMatchObject([{ code: 'TOO_MANY_MALFORMED', line: 305 }])
})

it('is told so where another log was appended to the file', async () => {
  const { turn, append } = serverOf()
  await turn(300, 0)
  append('access.log', 'access.log-2026-03')
  await turn(300, 0, 'access.log.1')
  append('access.log.1', 'access.log-2026-03')
  const { problems } = await turn(4, 90, 'access.log-2026-03')
  expect(problems).toMatchObject([{ code: 'TOO_MANY_MALFORMED', line: 605 }])
})

it('is told where each run finds a few lines', async () => {
  const { turn, linesRead } = serverOf()
  await turn(300, 0)
  for (let run = 0; run < 3; run++) expect(codesOf(await turn(0, 6))).toEqual([])
  expect(codesOf(await turn(0, 6))).toEqual(['TOO_MANY_MALFORMED'])
  expect(await linesRead()).toBe(318)
})

it('is not told by a few lines now and then', async () => {
  const { turn } = serverOf()
  await turn(300, 0)
  for (let run = 0; run < 6; run++) expect(codesOf(await turn((run % 2) * 10, 7))).toEqual([])
})

it('of a new log is told where each run finds a few lines', async () => {
  const { turn } = serverOf()
  expect(codesOf(await turn(0, 9))).toEqual([])
  expect(codesOf(await turn(0, 9))).toEqual(['TOO_MANY_MALFORMED'])
})
