import { describe, expect, it, vi } from 'vitest'
import { countLogs } from '../../src/pipeline/index.ts'
import { mainInProcess, type MainRun } from '../cli/main-in-process.ts'
import { COMPTAGE, runProgram, testFolder } from '../cli/run-comptage.ts'
import { CONFIG } from './canaries.ts'

/* A bug of ours is reported by where it happened. What it says may quote a log, and goes nowhere. */
vi.mock(import('../../src/pipeline/index.ts'), async (original) => ({ ...(await original()), countLogs: vi.fn() }))

const { fresh } = testFolder('errors')
const configuration = `${fresh({ 'comptage.yaml': CONFIG })}/comptage.yaml`

async function mainWith(thrown: unknown): Promise<MainRun> {
  vi.mocked(countLogs).mockRejectedValue(thrown)
  return mainInProcess(['count', '-c', configuration, 'access.log'])
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}

describe('an unexpected error', () => {
  it.each([
    { thrown: new Error('LEAK'), why: 'a message' },
    { thrown: new Error('one\n    at LEAK (LEAK:1:1)'), why: 'a message that looks like a frame' },
    { thrown: new Error('', { cause: new Error('LEAK') }), why: 'a cause' },
    { thrown: Object.assign(new Error(''), { input: 'LEAK' }), why: 'a property, as new URL has' },
    { thrown: Object.assign(new Error('LEAK'), { message: 'other' }), why: 'a message that was changed' },
    { thrown: Object.assign(new Error('e'), { name: 'LEAK' }), why: 'a name, of a message that is in every frame too' },
    { thrown: new AggregateError([new Error('LEAK')], 'LEAK'), why: 'several' },
    { thrown: parsed('{"user": LEAK-u7q2'), why: 'an excerpt by JSON.parse' },
  ])('prints frames without $why, and exits with 70', async ({ thrown }) => {
    const { code, stderr } = await mainWith(thrown)
    expect(code).toBe(70)
    expect(stderr).not.toContain('LEAK')
    expect(stderr).toMatch(/^comptage: internal error; please report these lines\n(?: {4}at .+\n)+$/)
    expect(stderr).toMatch(/errors-never-quote/)
  })

  it.each([{ thrown: 'LEAK' }, { thrown: { message: 'LEAK' } }, { thrown: undefined }])(
    'that is no Error is not printed at all: $thrown',
    async ({ thrown }) => {
      const { code, stderr } = await mainWith(thrown)
      expect([code, stderr.trimEnd()]).toEqual([70, 'comptage: internal error; please report these lines'])
    },
  )

  it.each([
    { program: `setImmediate(() => { throw new Error('LEAK') })`, why: 'in a callback' },
    { program: `Promise.reject(new Error('LEAK'))`, why: 'in a promise that nobody awaits' },
  ])('$why of the real process is no different', async ({ program }) => {
    const whenAtWork = `const wait = setInterval(() => {
  if (process.listenerCount('SIGTERM') === 0) return
  clearInterval(wait)
  ${program}
}, 20)`
    const cwd = fresh({ 'comptage.yaml': CONFIG, 'planted.mjs': whenAtWork })
    const argv = ['--import', `${cwd}/planted.mjs`, COMPTAGE, 'count', '-']
    const run = await runProgram(process.execPath, argv, { cwd, holdStdin: true })
    expect(run).toMatchObject({ code: 70, stdout: '' })
    expect(run.stderr).not.toContain('LEAK')
    expect(run.stderr).toMatch(/^comptage: internal error; please report these lines\n(?: {4}at .+\n)+$/)
    // Nor does it tell where the program lies, or was built.
    expect(run.stderr).not.toContain('/')
  })
})
