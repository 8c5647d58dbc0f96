import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { ProblemError } from '../../src/domain/problem.ts'
import { claimNoiseKey, createNoiseKey, readNoiseKey, stateFolderOf } from '../../src/state/index.ts'

const root = mkdtempSync(join(tmpdir(), 'comptage-state-'))
afterAll(() => rmSync(root, { recursive: true }))

function problemOf(act: () => unknown): object | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems[0]
    throw error
  }
  return undefined
}

describe('the key to the noise', () => {
  const folder = join(root, 'deep/service')
  const path = join(folder, 'noise.key')

  it('is missing at first', () => {
    expect(problemOf(() => readNoiseKey(folder, 'essai'))).toEqual({ code: 'NOISE_KEY', path, why: 'missing' })
  })

  it('is made once: 32 bytes for its owner alone', () => {
    expect(createNoiseKey(folder)).toEqual({ path, isNew: true })
    const made = readFileSync(path)
    expect(made).toHaveLength(32)
    expect([statSync(path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700])
    expect(createNoiseKey(folder)).toEqual({ path, isNew: false })
    expect(readFileSync(path)).toEqual(made)
    expect(readNoiseKey(folder, 'essai')).toEqual(made)
  })

  it('is refused where others can read it', () => {
    chmodSync(path, 0o640)
    expect(problemOf(() => readNoiseKey(folder, 'essai'))).toEqual({ code: 'NOISE_KEY', path, why: 'open-to-others' })
    expect(problemOf(() => createNoiseKey(folder))).toEqual({ code: 'NOISE_KEY', path, why: 'open-to-others' })
    chmodSync(path, 0o600)
  })

  it('is refused, and not replaced, where it is cut', () => {
    writeFileSync(path, 'short')
    expect(problemOf(() => createNoiseKey(folder))).toEqual({ code: 'NOISE_KEY', path, why: 'damaged' })
    expect(readFileSync(path, 'utf8')).toBe('short')
  })

  it('cannot be made below a file', () => {
    writeFileSync(join(root, 'file'), '')
    expect(problemOf(() => createNoiseKey(join(root, 'file/state')))).toMatchObject({ code: 'WRITE_FAILED' })
  })
})

describe('whose the key is', () => {
  const folder = join(root, 'shared')
  const note = join(folder, 'noise.service')
  const refused = { code: 'STATE_OF_ANOTHER', folder, owner: 'essai', service: 'autre' }

  it('nobody says of one that was made for nobody, and reading it takes it for nobody', () => {
    createNoiseKey(folder)
    expect(readNoiseKey(folder, 'essai')).toEqual(readNoiseKey(folder, 'autre'))
    expect(existsSync(note)).toBe(false)
  })

  it('is noted once, for all that read the key', () => {
    claimNoiseKey(folder, 'essai')
    expect([readFileSync(note, 'utf8'), statSync(note).mode & 0o777]).toEqual(['essai\n', 0o644])
    for (const take of [readNoiseKey, claimNoiseKey]) {
      expect(problemOf(() => take(folder, 'autre'))).toEqual(refused)
      expect(problemOf(() => take(folder, 'essai'))).toBe(undefined)
    }
  })

  it.each(['', 'two words', '192.0.2.1 - - "GET /secret"', 'a'.repeat(101)])(
    'is never quoted from a note that is none: %j',
    (text) => {
      writeFileSync(note, text)
      for (const take of [readNoiseKey, claimNoiseKey])
        expect(problemOf(() => take(folder, 'autre'))).toEqual({ code: 'FILE_UNREADABLE', path: note, errno: 'EINVAL' })
    },
  )
})

it('is in the folder that is named, else that of the configuration', () => {
  const service = { id: 'essai', name: 'Essai', hosts: [] }
  expect(stateFolderOf({ service, state: '/srv/state' }, '/tmp/named')).toBe('/tmp/named')
  expect(stateFolderOf({ service, state: '/srv/state' })).toBe('/srv/state')
  expect(stateFolderOf({ service })).toMatch(/\/essai$/)
})

it.each([
  { xdg: '/x', home: '/h', folder: '/x/comptage/essai' },
  { xdg: 'x', home: '/h', folder: '/h/.local/state/comptage/essai' },
  { xdg: '', home: '/h', folder: '/h/.local/state/comptage/essai' },
  { xdg: './x', home: 'h', folder: undefined },
])('keeps the state in no folder that is relative: $xdg, $home', ({ xdg, home, folder }) => {
  vi.stubEnv('STATE_DIRECTORY', undefined)
  vi.stubEnv('XDG_STATE_HOME', xdg)
  vi.stubEnv('HOME', home)
  const user = vi.spyOn(process, 'getuid').mockReturnValue(4242)
  const service = { id: 'essai', name: 'Essai', hosts: [] }
  if (folder === undefined) expect(() => stateFolderOf({ service })).toThrow('STATE_NOWHERE')
  else expect(stateFolderOf({ service })).toBe(folder)
  user.mockRestore()
  vi.unstubAllEnvs()
})
