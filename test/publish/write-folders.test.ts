import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import { isSealed } from '../../src/protect/index.ts'
import { refuseUnwritableFile, renderFolders, writeFolders, writePrivately } from '../../src/publish/index.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'

let root = ''
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'publish-'))))
afterEach(() => rmSync(root, { recursive: true }))

const summaryOnly = renderFolders(examplePublication(), isSealed)
const both = renderFolders(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), isSealed)

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

async function problemsOf(action: () => unknown): Promise<readonly Problem[]> {
  try {
    await action()
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
  return []
}

/** What tells of all datasets of an output folder, in the order in which it is written. */
const BESIDE = ['catalog.jsonld', 'feed.atom', 'index.html', 'index.en.html']

describe('writeFolders', () => {
  it('writes every byte of every file, data before what describes it', async () => {
    const { written, removed, unchanged } = await writeFolders(both, root, '0.1.0')
    const paths = both.flatMap(({ name, files }) => files.map(({ path }) => join(root, name, path)))
    expect(written).toEqual([...paths, ...BESIDE.map((name) => join(root, name))])
    expect([removed, unchanged]).toEqual([[], 0])
    for (const { name, files } of both)
      for (const { path, text } of files) expect(readFileSync(join(root, name, path), 'utf8')).toBe(text)
    expect(filesBelow(root)).toHaveLength(written.length)
  })

  it('writes nothing the second time', async () => {
    await writeFolders(both, root, '0.1.0')
    const before = statSync(join(root, 'mes-demarches/data/day-feature.csv')).ino
    expect(await writeFolders(both, root, '0.1.0')).toEqual({ written: [], removed: [], unchanged: 79 })
    expect(statSync(join(root, 'mes-demarches/data/day-feature.csv')).ino).toBe(before)
  })

  it('writes only what changed', async () => {
    await writeFolders(summaryOnly, root, '0.1.0')
    const later = renderFolders(examplePublication({ programVersion: '0.1.1' }), isSealed)
    expect((await writeFolders(later, root, '0.1.0')).written).toEqual(
      ['a-propos.html', 'about.html', 'index.html', 'index.en.html', 'datapackage.json', 'SHA256SUMS'].map((path) =>
        join(root, 'mes-demarches', path),
      ),
    )
  })

  it('lets others read, whatever the umask', async () => {
    const before = process.umask(0o077)
    try {
      await writeFolders(summaryOnly, join(root, 'new/output'), '0.1.0')
    } finally {
      process.umask(before)
    }
    const modeOf = (path: string) => statSync(join(root, path)).mode & 0o777
    for (const path of ['new', 'new/output', 'new/output/mes-demarches', 'new/output/mes-demarches/data'])
      expect([path, modeOf(path)]).toEqual([path, 0o755])
    expect(modeOf('new/output/mes-demarches/data/day-feature.csv')).toBe(0o644)
  })

  it('removes the table and the licence that it no longer publishes', async () => {
    await writeFolders(summaryOnly, root, '0.1.0')
    const renamed = { ...DAY_FEATURE, name: 'daily' }
    const licences = { summary: 'CC0-1.0', detail: 'ODbL-1.0' } as const
    const { removed } = await writeFolders(
      renderFolders(examplePublication({ licences }, [renamed]), isSealed),
      root,
      '0.1.0',
    )
    expect(removed).toEqual(
      [
        'data/day-feature.csv',
        'data/day-feature.csv-metadata.json',
        'data/day-feature.csv.license',
        'LICENSES/etalab-2.0.txt',
      ].map((path) => join(root, 'mes-demarches', path)),
    )
    expect(existsSync(join(root, 'mes-demarches/data/day-feature.csv'))).toBe(false)
    expect(existsSync(join(root, 'mes-demarches/data/daily.csv'))).toBe(true)
  })

  it('removes the folder of a tier that has no table any more', async () => {
    await writeFolders(both, root, '0.1.0')
    expect((await writeFolders(summaryOnly, root, '0.1.0')).removed).toHaveLength(31)
    expect(readdirSync(root)).toEqual([...BESIDE, 'mes-demarches'].sort())
  })

  it('never touches a file that it did not write', async () => {
    await writeFolders(both, root, '0.1.0')
    const foreign = ['mes-demarches-detail/data/mine.csv', 'mes-demarches-detail/notes.txt', 'index.html']
    for (const path of foreign) writeFileSync(join(root, path), 'mine')
    await writeFolders(summaryOnly, root, '0.1.0')
    for (const path of foreign) expect(readFileSync(join(root, path), 'utf8')).toBe('mine')
    expect(filesBelow(join(root, 'mes-demarches-detail'))).toEqual(['data/mine.csv', 'notes.txt'])
  })

  it.each([
    {
      files: ['../outside.txt', 'data/../../outside.txt', 'notes.txt', '/etc/hostname'],
      why: 'names that are not ours',
    },
    { files: 'outside.txt', why: 'not a list' },
  ])('does not believe a list that someone edited: $why', async ({ files }) => {
    mkdirSync(join(root, 'mes-demarches'))
    writeFileSync(join(root, 'outside.txt'), 'mine')
    writeFileSync(join(root, 'mes-demarches/notes.txt'), 'mine')
    writeFileSync(join(root, 'mes-demarches/datapackage.json'), JSON.stringify({ comptage: { files } }))
    expect((await writeFolders(summaryOnly, root, '0.1.0')).removed).toEqual([])
    expect(existsSync(join(root, 'outside.txt'))).toBe(true)
  })

  it('replaces a description that is cut or not JSON, and removes nothing for it', async () => {
    await writeFolders(summaryOnly, root, '0.1.0')
    writeFileSync(join(root, 'mes-demarches/datapackage.json'), '{"comptage": {"fil')
    const { written, removed } = await writeFolders(summaryOnly, root, '0.1.0')
    expect([written, removed]).toEqual([[join(root, 'mes-demarches/datapackage.json')], []])
  })

  it('takes a file that is listed but gone for removed', async () => {
    await writeFolders(both, root, '0.1.0')
    rmSync(join(root, 'mes-demarches-detail/README.md'))
    expect((await writeFolders(summaryOnly, root, '0.1.0')).removed).toHaveLength(30)
  })

  it.each([
    { at: 'file', errno: 'ENOTDIR', path: 'file', why: 'the output is a file' },
    { at: 'file/below', errno: 'ENOTDIR', path: 'file/below', why: 'the output is below a file' },
  ])('fails with the code of the system alone: $why', async ({ at, errno, path }) => {
    writeFileSync(join(root, 'file'), '')
    const [problem] = await problemsOf(() => writeFolders(summaryOnly, join(root, at), '0.1.0'))
    expect(problem).toMatchObject({ code: 'WRITE_FAILED', errno })
    expect(problem).toHaveProperty('path', expect.stringContaining(join(root, path)))
  })

  it('fails where a folder stands in the place of a file, and leaves no temporary file', async () => {
    mkdirSync(join(root, 'mes-demarches/data/day-feature.csv'), { recursive: true })
    const path = join(root, 'mes-demarches/data/day-feature.csv')
    expect(await problemsOf(() => writeFolders(summaryOnly, root, '0.1.0'))).toEqual([
      { code: 'WRITE_FAILED', path, errno: 'EISDIR' },
    ])
    expect(filesBelow(root)).toEqual([])
  })

  it('shuts what it makes, and takes away what a run that was killed had half made', async () => {
    await writeFolders(both, root, '0.1.0')
    const half = join(root, '.mes-demarches.next')
    mkdirSync(join(half, 'data'), { recursive: true })
    writeFileSync(join(half, 'data/day-feature.csv'), 'half')
    writeFileSync(join(root, '.catalog.jsonld.next'), 'half')
    await writeFolders(both, root, '0.1.0')
    expect(readdirSync(root)).toEqual([...BESIDE, 'mes-demarches', 'mes-demarches-detail'].sort())
  })

  it('keeps the mode of a folder, and the file of what did not change', async () => {
    await writeFolders(summaryOnly, root, '0.1.0')
    chmodSync(join(root, 'mes-demarches'), 0o2775)
    const inodeOf = (path: string): number => statSync(join(root, 'mes-demarches', path)).ino
    const before = inodeOf('data/day-feature.csv')
    await writeFolders(renderFolders(examplePublication({ programVersion: '0.1.1' }), isSealed), root, '0.1.0')
    expect(statSync(join(root, 'mes-demarches')).mode & 0o7777).toBe(0o2775)
    expect(inodeOf('data/day-feature.csv')).toBe(before)
  })

  it.each([
    { mode: 0o644, after: 0o644, why: 'as it was written' },
    { mode: 0o640, after: 0o640, why: 'for a group' },
    { mode: 0o600, after: 0o644, why: 'for its owner alone' },
    { mode: 0o000, after: 0o644, why: 'for nobody' },
  ])('lets a file be read by others that nobody but its owner may: $why', async ({ mode, after }) => {
    await writeFolders(both, root, '0.1.0')
    const paths = ['index.html', 'mes-demarches/index.html', 'mes-demarches-detail/data/quality.csv']
    for (const path of paths) chmodSync(join(root, path), mode)
    const { written } = await writeFolders(both, root, '0.1.0')
    expect(paths.map((path) => statSync(join(root, path)).mode & 0o777)).toEqual(paths.map(() => after))
    expect(written).toHaveLength(mode === after ? 0 : paths.length)
    expect((await writeFolders(both, root, '0.1.0')).written).toEqual([])
  })

  it.each([
    { at: 'mes-demarches', why: 'a dataset' },
    { at: 'mes-demarches/data', why: 'the folder of its figures' },
  ])('follows no link in the place of $why', async ({ at }) => {
    mkdirSync(join(root, 'elsewhere/data'), { recursive: true })
    mkdirSync(join(root, 'mes-demarches'))
    rmSync(join(root, at), { recursive: true, force: true })
    symlinkSync(join(root, 'elsewhere'), join(root, at))
    expect(await problemsOf(() => writeFolders(summaryOnly, root, '0.1.0'))).toEqual([
      { code: 'WRITE_FAILED', path: join(root, at), errno: 'ELOOP' },
    ])
    expect(filesBelow(root)).toEqual([])
  })

  it.each(['first', 'second'])(
    'publishes one after the other, where both are asked for at once: the older comes %s',
    async (older) => {
      const later = renderFolders(examplePublication({ version: '1.1.0' }, [DAY_FEATURE, MONTH_DEVICE]), isSealed)
      const asked = older === 'first' ? [both, later] : [later, both]
      const [first, second] = await Promise.all(asked.map((folders) => writeFolders(folders, root, '0.1.0')))
      expect([first?.unchanged, second?.removed]).toEqual([0, []])
      for (const { name, files } of asked[1] ?? [])
        for (const { path, text } of files) expect(readFileSync(join(root, name, path), 'utf8')).toBe(text)
      expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([])
    },
  )

  it('publishes also after what could not be', async () => {
    writeFileSync(join(root, 'taken'), '')
    const ends = await Promise.allSettled([
      writeFolders(both, join(root, 'taken'), '0.1.0'),
      writeFolders(both, root, '0.1.0'),
    ])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  it('leaves all as it was where a folder cannot be moved away', async () => {
    await writeFolders(both, root, '0.1.0')
    // In the way of the version before.
    mkdirSync(join(root, '.mes-demarches-detail.last/kept'), { recursive: true })
    mkdirSync(join(root, 'mes-demarches-detail/kept'), { recursive: true })
    const before = filesBelow(root)
    const later = renderFolders(examplePublication({ programVersion: '0.1.1' }, [DAY_FEATURE, MONTH_DEVICE]), isSealed)
    expect(await problemsOf(() => writeFolders(later, root, '0.1.0'))).toMatchObject([
      { code: 'WRITE_FAILED', errno: 'EEXIST' },
    ])
    expect(filesBelow(root)).toEqual(before)
  })
})

describe('writePrivately', () => {
  it.each([
    { name: 'mes-demarches/l.json', folder: 'mes-demarches', why: 'a dataset folder' },
    { name: 'mes-demarches/data/l.json', folder: 'mes-demarches', why: 'below a dataset folder' },
    { name: 'l.json', folder: '.', why: 'the folder that holds datasets' },
    { name: 'link/l.json', folder: 'mes-demarches', why: 'a link that leads there' },
  ])('writes no true count where what is published stands: $why', async ({ name, folder }) => {
    await writeFolders(summaryOnly, root, '0.1.0')
    symlinkSync('mes-demarches', join(root, 'link'))
    const before = filesBelow(root)
    const path = join(root, name)
    expect(await problemsOf(() => writePrivately(path, 'text'))).toEqual([
      { code: 'AMONG_OPEN_DATA', path, folder: realpathSync(join(root, folder)) },
    ])
    expect(filesBelow(root)).toEqual(before)
  })

  it('lets none be written below a catalogue, nor below the output folder, also before anything is published', async () => {
    for (const folder of ['listed/own', 'output/own', 'other']) mkdirSync(join(root, folder), { recursive: true })
    writeFileSync(join(root, 'listed/catalog.jsonld'), '{}')
    const at = (name: string, output?: string): Promise<readonly unknown[]> =>
      problemsOf(() => refuseUnwritableFile(join(root, name), [], output && join(root, output)))
    expect(await at('listed/own/l.json')).toMatchObject([{ folder: join(realpathSync(root), 'listed') }])
    for (const name of ['output/l.json', 'output/own/l.json'])
      expect(await at(name, 'output')).toMatchObject([{ code: 'AMONG_OPEN_DATA' }])
    for (const [name, output] of [
      ['other/l.json', 'output'],
      ['l.json', 'output'],
      ['other/l.json', 'none'],
    ] as const)
      expect(await at(name, output)).toEqual([])
  })

  it('writes for the operator alone, also over a file that others could read', () => {
    const path = join(root, 'ledger.json')
    writeFileSync(path, 'old', { mode: 0o644 })
    writePrivately(path, 'new\n')
    expect(readFileSync(path, 'utf8')).toBe('new\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(root)).toEqual(['ledger.json'])
  })

  it.each([
    { name: 'missing/ledger.json', errno: 'ENOENT', why: 'no such folder' },
    { name: 'folder', errno: 'EISDIR', why: 'a folder' },
    { name: 'null', errno: 'EINVAL', why: 'a device, which a rename would take from the machine' },
  ])('fails and leaves nothing behind: $why', async ({ name, errno }) => {
    mkdirSync(join(root, 'folder'))
    symlinkSync('/dev/null', join(root, 'null'))
    const path = join(root, name)
    expect(await problemsOf(() => writePrivately(path, 'text'))).toEqual([{ code: 'WRITE_FAILED', path, errno }])
    expect(readdirSync(root).sort()).toEqual(['folder', 'null'])
  })
})
