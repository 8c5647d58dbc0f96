import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { mainInProcess } from '../cli/main-in-process.ts'
import { runComptage, testFolder } from '../cli/run-comptage.ts'
import { has } from '../machine.js'
import { Copy, publishTo, servicePublished } from './published.ts'

const { fresh } = testFolder('hostile')
const clean = realpathSync(fresh())
await publishTo(clean, servicePublished())
const copy = new Copy(clean, realpathSync(fresh()))
const S = 'mes-demarches'
const D = `${S}-detail`
const DAY = `${S}/data/day-feature.csv`
const DESCRIPTION = `${S}/datapackage.json`

describe('verify, of a folder that means harm', () => {
  afterEach(() => {
    rmSync(copy.path(`${S}/raw`), { recursive: true, force: true })
    shrink()
    copy.restore()
  })

  it.each<{ why: string; code: string; change: () => void }>([
    {
      why: 'a pipe that waits for ever',
      code: 'FILE_NOT_REGULAR',
      change: () => inPlaceOf(`${S}/README.md`, 'mkfifo'),
    },
    {
      why: 'a pipe for a folder',
      code: 'FILE_NOT_REGULAR',
      change: () => inPlaceOf(`${S}/data`, 'mkfifo'),
    },
    {
      why: 'a link to a device without end',
      code: 'FILE_NOT_REGULAR',
      change: () => {
        rmSync(copy.path(`${S}/README.md`))
        symlinkSync('/dev/zero', copy.path(`${S}/README.md`))
      },
    },
    {
      why: 'a table of five gigabytes of nothing',
      code: 'FILE_TOO_LARGE',
      change: () => grown(DAY, 5 * 2 ** 30),
    },
    { why: 'a description of 300 MB', code: 'FILE_TOO_LARGE', change: () => grown(DESCRIPTION, 300 * 2 ** 20) },
    {
      why: 'a description of two million things',
      code: 'FILE_TOO_LARGE',
      change: () => copy.write(DESCRIPTION, `[${'{},'.repeat(2_000_000)}0]`),
    },
    {
      why: 'a description of brackets, a hundred thousand deep',
      code: 'JSON_TOO_DEEP',
      change: () => copy.write(DESCRIPTION, '[{"a":'.repeat(100_000)),
    },
    {
      why: 'a neighbour that is nested as deep',
      code: 'CATALOGUE_DIFFERS',
      change: () => {
        mkdirSync(copy.path('autre'))
        const dcat = copy.read(`${S}/dcat.jsonld`)
        copy.write(
          'autre/dcat.jsonld',
          dcat.replace('"@graph": [', `"@graph": [{"@id":"x","x":${'['.repeat(1e5)}${']'.repeat(1e5)}},`),
        )
        copy.edit('catalog.jsonld', 'dcat:Catalog', 'dcat:Catalogue')
      },
    },
    {
      why: 'a tree of a hundred folders in each other',
      code: 'FILE_UNKNOWN',
      change: () => mkdirSync(copy.path(`${S}/raw/${'a/'.repeat(100)}`), { recursive: true }),
    },
    {
      why: 'names that command a terminal',
      code: 'FILE_UNKNOWN',
      change: () => copy.write(`${S}/data/\u001b]0;x\u0007\r\n\u202e.csv`, 'x'),
    },
    {
      why: 'a read-me of nothing but links',
      code: 'READ_ME_DIFFERS',
      change: () => copy.write(`${S}/README.md`, ']('.repeat(4_000_000)),
    },
    {
      why: 'a page of nothing but tags',
      code: 'PAGE_ACTIVE',
      change: () => copy.write(`${S}/index.html`, '<a href="'.repeat(1_000_000)),
    },
  ])('finds $code in $why, and shows nothing raw', async ({ code, change }) => {
    change()
    const start = performance.now()
    const run = await mainInProcess(['verify', copy.path(S)])
    expect(run).toMatchObject({ code: 65, stderr: '' })
    expect(run.stdout).toContain(`${code}:`)
    expect(run.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    // Each takes a second; the machine may have other work.
    expect(performance.now() - start).toBeLessThan(30_000)
  })

  it('counts no combinations of dimensions that multiply beyond all memory', () => {
    const names = ['mois', 'fonctionnalite', 'terminal', 'navigateur', 'systeme', 'methode', 'client', 'provenance']
    const fields = [...names, 'heure', 'requetes', 'erreurs'].map((name) => ({ name }))
    copy.set(`${D}/datapackage.json`, 'resources.month-feature-device.schema.fields', fields)
    const codes = verifyFolder({ folder: copy.path(D) }).findings.map(({ code }) => code)
    expect(codes).toContain('TABLE_TOO_LARGE')
    expect(codes).toContain('TABLE_RULE_BROKEN')
  })

  it('takes a link to the folder for the folder, and its neighbours for its neighbours', () => {
    const link = join(fresh(), 'link')
    symlinkSync(copy.path(S), link)
    expect(verifyFolder({ folder: link })).toMatchObject({ findings: [], otherTier: 'compared' })
  })

  // Whoever may do everything may read everything: this is asked as nobody.
  it.runIf(has('nobody')).each([
    { why: 'the data', folder: `${S}/data`, mode: 0o311, code: 'FILE_UNREADABLE', found: 'data' },
    { why: 'the folder itself', folder: S, mode: 0o311, code: 'FILE_UNREADABLE', found: '.' },
    { why: 'the folder above', folder: '.', mode: 0o711, code: 'FILE_UNREADABLE', found: '..' },
    {
      why: 'a folder that may be listed and not entered',
      folder: `${S}/LICENSES`,
      mode: 0o744,
      code: 'FILE_UNREADABLE',
      found: 'LICENSES/etalab-2.0.txt',
    },
  ])('says that $why cannot be looked at', async ({ folder, mode, found, code }) => {
    openToAll()
    chmodSync(copy.path(folder), mode)
    const run = await runComptage(['verify', copy.path(S)], { uid: 65_534, env: { HOME: '/' } })
    chmodSync(copy.path(folder), 0o755)
    expect(run).toMatchObject({ code: 65, stderr: '' })
    expect(run.stdout).toMatch(new RegExp(`${code}: .*\n.* ${found.replaceAll('.', '[.]')}\n.* EACCES\n`))
  })
})

function openToAll(): void {
  for (const path of [copy.root, copy.path(S), join(copy.root, '..')]) chmodSync(path, 0o755)
}

function inPlaceOf(path: string, command: string): void {
  rmSync(copy.path(path), { recursive: true })
  expect(spawnSync(command, [copy.path(path)]).status).toBe(0)
}

/** What no test could read to put it back. */
function shrink(): void {
  for (const path of [DAY, DESCRIPTION].map((one) => copy.path(one)))
    if (existsSync(path) && statSync(path).size > 2 ** 24) truncateSync(path)
}

/** Sparse: it takes no room. */
function grown(path: string, bytes: number): void {
  const file = openSync(copy.path(path), 'r+')
  ftruncateSync(file, bytes)
  closeSync(file)
}
