import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isSealed } from '../../src/protect/index.ts'
import { mendFolders, renderFolders, writeFolders, type Folder } from '../../src/publish/index.ts'
import { isKilledAt, life } from '../dying-disk.ts'
import { DAY_FEATURE, examplePublication, MONTH_DEVICE } from './example-publication.ts'

vi.mock('node:fs', async (original) => (await import('../dying-disk.ts')).dyingDisk(await original()))
vi.mock('node:fs/promises', async (original) => (await import('../dying-disk.ts')).dyingWaiting(await original()))

let root = ''
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'killed-publishing-'))))
afterEach(() => rmSync(root, { recursive: true }))

function edition(version: string, tables = [DAY_FEATURE, MONTH_DEVICE]): readonly Folder[] {
  return renderFolders(examplePublication({ version }, tables), isSealed)
}

const FOREIGN = ['mes-demarches/notes.txt', 'mes-demarches/data/mine.csv', 'mes-demarches/own/deep.txt', 'other.txt']

const CHANGES = [
  { why: 'another version', before: edition('1.0.0'), after: edition('1.1.0') },
  { why: 'a first version', before: [], after: edition('1.0.0') },
  {
    why: 'a table less',
    before: edition('1.0.0'),
    after: edition('1.1.0', [{ ...DAY_FEATURE, name: 'daily' }, MONTH_DEVICE]),
  },
  { why: 'a tier less', before: edition('1.0.0'), after: edition('1.1.0', [DAY_FEATURE]) },
  { why: 'a tier more', before: edition('1.0.0', [DAY_FEATURE]), after: edition('1.1.0') },
]

describe('publishing that is killed at any change of the disk', () => {
  it.each(CHANGES)(
    'shows one version or none, loses nothing, and is finished by the next: $why',
    async ({ before, after }) => {
      const [old, now] = [await wholeOf(before), await wholeOf(after)]
      await begin(before)
      await isKilled(after, Infinity)
      const { firstRename } = life
      let kills = 0
      // While a version is made out of sight, one place in eleven will do.
      for (let at = 1; ; at += at < firstRename - 11 ? 11 : 1) {
        await begin(before)
        const killed = await isKilled(after, at)
        expectOne([old, now], `killed at ${at}`)
        if (!killed) break
        kills += 1
        // The next may be killed too.
        const again = await isKilled(after, 1 + ((at * 7) % 12))
        expect(shown(), `killed at ${at}, then early`).toSatisfy(
          (seen: Shown) => isPartOf(seen, old) || isPartOf(seen, now),
        )
        if (again) await isKilled(after, Infinity)
        expectWhole(now)
      }
      // Else it was not killed at all.
      expect(kills).toBeGreaterThan(30)
      expectWhole(now)
    },
  )
})

describe('what is mended before anybody asks for it', () => {
  // Of a first version nothing tells whether it was being put in its places.
  it.each(CHANGES.filter(({ before }) => before.length > 0))('is one version and all of it: $why', async (change) => {
    const versions = [await wholeOf(change.before), await wholeOf(change.after)]
    await begin(change.before)
    await isKilled(change.after, Infinity)
    const ends = new Set<number>()
    for (let at = life.firstRename - 3; ; at++) {
      await begin(change.before)
      const killed = await isKilled(change.after, at)
      mendFolders(['mes-demarches', 'mes-demarches-detail'], root)
      const found = versions.findIndex((one) => isPartOf(one, shown()) && isPartOf(shown(), one))
      expect(found, `killed at ${at}`).not.toBe(-1)
      ends.add(found)
      if (!killed) break
    }
    expect(ends.size).toBe(2)
  })
})

/** Every published file by its path, with its text. */
type Shown = Readonly<Record<string, string>>

async function begin(before: readonly Folder[]): Promise<void> {
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true })
  if (before.length > 0) await writeFolders(before, root, '0.1.0')
  for (const path of FOREIGN) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), path)
  }
}

function isKilled(folders: readonly Folder[], at: number): Promise<boolean> {
  return isKilledAt(at, () => writeFolders(folders, root, '0.1.0'))
}

/** What a reader finds by names that do not begin with a dot. */
function shown(): Shown {
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name).slice(root.length + 1)
      const isHidden = path.startsWith('.') && !path.includes('.tmp')
      return entry.isFile() && !isHidden && !FOREIGN.includes(path)
        ? [[path, readFileSync(join(root, path), 'utf8')]]
        : []
    }),
  )
}

async function wholeOf(folders: readonly Folder[]): Promise<Shown> {
  await begin(folders)
  return shown()
}

/** A reader sees one of these versions, or a part of it of which each dataset is whole. */
function expectOne(versions: readonly Shown[], when: string): void {
  const seen = shown()
  expect(
    versions.some((version) => isPartOf(seen, version)),
    `${when}: ${Object.keys(seen).length} files`,
  ).toBe(true)
}

/** Each dataset whole or absent, and the catalogue too; nothing of another version. */
function isPartOf(seen: Shown, whole: Shown): boolean {
  const placeOf = (path: string): string => path.split('/')[0] ?? ''
  const places = new Set(Object.keys(seen).map(placeOf))
  const expected = Object.entries(whole).filter(([path]) => places.has(placeOf(path)))
  return expected.length === Object.keys(seen).length && expected.every(([path, text]) => seen[path] === text)
}

function expectWhole(now: Shown): void {
  expect(shown()).toEqual(now)
  expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([])
  for (const path of FOREIGN) expect(readFileSync(join(root, path), 'utf8')).toBe(path)
}
