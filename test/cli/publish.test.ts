import { afterEach, describe, expect, it, vi } from 'vitest'
import { publish } from '../../src/cli/commands/publish.ts'
import { createProgram } from '../../src/cli/program.ts'
import { datasetFiles, writeFiles } from '../portal/dataset-folder.ts'
import { KEY, startDatagouv } from '../portal/fake-datagouv.ts'
import { runCommand } from './run-command.ts'
import { testFolder } from './run-comptage.ts'

const { fresh } = testFolder('publish')
const FOLDER = writeFiles(fresh(), datasetFiles())
const run = (...args: Parameters<typeof publish>) => runCommand(() => publish(...args))
const TO = { to: 'data.gouv.fr' } as const

afterEach(() => vi.unstubAllEnvs())

describe('comptage publish', () => {
  it('says each call that wrote, and where the dataset is; the second time, that nothing was to do', async () => {
    const { url } = await startDatagouv()
    vi.stubEnv('COMPTAGE_DATAGOUV_KEY', ` ${KEY}\n`)
    const first = await run(FOLDER, { ...TO, url })
    expect(first).toMatchObject({
      code: 0,
      stdout: 'https://www.example.org/datasets/essai-usage-par-fonctionnalite/\n',
    })
    const lines = first.stderr.trimEnd().split('\n')
    expect(lines[0]).toBe(`POST ${url}/api/1/datasets/`)
    expect(lines).toContain(`POST ${url}/api/1/datasets/dataset-1/upload/  day-feature-e3d500a0.csv, 65 bytes`)
    expect(lines.at(-1)).toBe(`up to date, with ${lines.length - 1} calls`)
    const second = await run(FOLDER, { ...TO, url })
    expect(second).toMatchObject({ code: 0, stderr: 'the portal has all of it; nothing to send\n' })
    expect(await run(FOLDER, { ...TO, url, quiet: true })).toMatchObject({ stderr: '' })
    expect(JSON.stringify([first, second])).not.toContain('LEAK')
  })

  it('--dry-run shows the calls and what they say; nobody is asked without a key', async () => {
    vi.stubEnv('COMPTAGE_DATAGOUV_KEY', '')
    const { code, stdout, stderr } = await run(FOLDER, { ...TO, dryRun: true })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '14 calls would write; nothing was sent\n' })
    expect(stdout).toContain(
      'POST https://www.data.gouv.fr/api/1/datasets/\n    title: "Essai : usage par fonctionnalité"\n',
    )
    expect(stdout).toContain('    license: "lov2"\n    frequency: "daily"\n')
    expect(stdout).toContain('    private: true\n')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(200)
  })

  it.each([
    { key: '', options: TO, code: 78, says: 'COMPTAGE_DATAGOUV_KEY', why: 'no key' },
    {
      key: '',
      options: { ...TO, dryRun: true, dataset: 'x' },
      code: 78,
      says: 'wants a key',
      why: 'no key, for a dataset that is there',
    },
    { key: 'LEAK key', options: TO, code: 78, says: 'no key has', why: 'a key with a space' },
    { key: 'LEAK\u00e9', options: TO, code: 78, says: 'no key has', why: 'a key with an accent' },
    { key: 'LEAK', options: { to: 'ckan' }, code: 78, says: 'COMPTAGE_CKAN_KEY', why: 'the key of another portal' },
    {
      key: 'LEAK',
      options: { ...TO, url: 'http://example.org' },
      code: 64,
      says: 'not https',
      why: 'an address that can be listened to',
    },
    {
      key: 'LEAK',
      options: { to: 'ckan', dryRun: true },
      code: 64,
      says: '--url is missing',
      why: 'no address of CKAN',
    },
    {
      key: 'LEAK',
      options: { ...TO, url: 'https://LEAK@example.org' },
      code: 64,
      says: 'from the environment',
      why: 'a key in the address',
    },
  ] as const)('$why ends with $code', async ({ key, options, code, says }) => {
    vi.stubEnv('COMPTAGE_DATAGOUV_KEY', key)
    vi.stubEnv('COMPTAGE_CKAN_KEY', '')
    const ran = await run(FOLDER, options)
    expect(ran).toMatchObject({ code, stdout: '' })
    expect(ran.stderr).toContain(says)
    expect(ran.stderr).not.toContain('LEAK')
  })

  it.each([401, 403])('%s ends with 77, and the key is in no line', async (status) => {
    const portal = await startDatagouv()
    portal.fault = () => ({ answer: { status, body: { message: 'the key LEAK-wrong is wrong' } } })
    vi.stubEnv('COMPTAGE_DATAGOUV_KEY', 'LEAK-wrong')
    const { code, stderr } = await run(FOLDER, { ...TO, url: portal.url })
    expect(code).toBe(77)
    expect(stderr).toContain('the key *** is wrong')
    expect(stderr).not.toContain('LEAK')
  })

  it('no folder ends with 66, a damaged one with 65', async () => {
    expect((await run(fresh(), TO)).code).toBe(66)
    const { code, stderr } = await run(writeFiles(fresh(), { ...datasetFiles(), 'README.md': 'x' }), TO)
    expect(code).toBe(65)
    expect(stderr).toContain('where: README.md')
  })

  it('is a command', async () => {
    vi.stubEnv('COMPTAGE_CKAN_KEY', '')
    const codes: number[] = []
    const args = [
      'publish',
      FOLDER,
      '--to',
      'ckan',
      '--url',
      'https://example.org',
      '--organization',
      'ville',
      '--dry-run',
    ]
    const { stdout } = await runCommand(async () => {
      await createProgram((code) => codes.push(code)).parseAsync(args, { from: 'user' })
      return 0
    })
    expect(codes).toEqual([0])
    expect(stdout).toContain('POST https://example.org/api/3/action/package_create\n')
    expect(stdout).toContain('    owner_org: "ville"\n')
  })
})
