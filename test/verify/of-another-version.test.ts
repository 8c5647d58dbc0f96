import { readdirSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FindingCode } from '../../src/domain/finding.ts'
import { verifyFolder } from '../../src/pipeline/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { Copy, publishTo, seal, servicePublished } from './published.ts'

const { fresh } = testFolder('of-another-version')
const S = 'mes-demarches'
const FOLDERS: readonly string[] = [S, `${S}-detail`]

/** Files that some version was the first to write. */
const FAMILIES = [
  { family: 'the about pages', isIn: /^(?:a-propos|about)\.html$/ },
  { family: 'the spreadsheets', isIn: /^(?:tableur|spreadsheet)-.*\.csv$/ },
  { family: 'the latest figures', isIn: /^latest\.(?:schema\.)?json$/ },
  { family: 'the feed', isIn: /^feed\.atom$/ },
  { family: 'the embeds', isIn: /^embed\// },
  { family: 'the badges and embeds', isIn: /^(?:badge|embed)\// },
  { family: 'all of them', isIn: /^(?:a-propos|about|tableur-|spreadsheet-|latest|feed|badge|embed)/ },
]

type Node = { readonly '@id'?: string; readonly contentUrl?: string }

describe('verify, of a folder that another version wrote', async () => {
  const clean = fresh()
  await publishTo(clean, servicePublished())

  /** As a version writes it that has no such files: without them, their lines in lists, and what tells of them. */
  function without(
    isIn: RegExp,
    version: string | undefined,
  ): { readonly copy: Copy; readonly gone: readonly string[] } {
    const copy = new Copy(clean, fresh())
    const gone: string[] = []
    for (const name of readdirSync(copy.root)) if (!FOLDERS.includes(name)) rmSync(copy.path(name))
    for (const folder of FOLDERS) {
      const paths = filesOf(copy, folder)
      const isGone = (path: string): boolean => isIn.test(path)
      for (const path of paths.filter(isGone)) rmSync(copy.path(`${folder}/${path}`))
      if (folder === S) gone.push(...paths.filter(isGone))
      for (const path of paths.filter((one) => !isGone(one) && /\.(?:md|html|jsonld)$/.test(one)))
        copy.write(`${folder}/${path}`, untold(copy.read(`${folder}/${path}`), path, paths.filter(isGone)))
      copy.set(
        `${folder}/datapackage.json`,
        'comptage.files',
        listOf(copy, folder).filter((path) => !isGone(path)),
      )
      if (version !== undefined) copy.set(`${folder}/datapackage.json`, 'comptage.version', version)
    }
    seal(copy)
    return { copy, gone }
  }

  const codesOf = (copy: Copy): readonly FindingCode[] =>
    FOLDERS.flatMap((folder) => verifyFolder({ folder: copy.path(folder) }).findings.map(({ code }) => code))
  const told = (copy: Copy): ReadonlySet<FindingCode> => {
    seal(copy)
    return new Set(codesOf(copy))
  }

  describe.each(FAMILIES)('which has not $family', ({ isIn }) => {
    it.each(['0.0.9', '99.0.0'])('finds nothing: %s', (version) => {
      const { copy, gone } = without(isIn, version)
      expect(gone).not.toEqual([])
      expect(codesOf(copy)).toEqual([])
    })

    it('finds that they are missing, and are not described, where it is this version', () => {
      const codes = codesOf(without(isIn, undefined).copy)
      expect(codes).toEqual(expect.arrayContaining(['FILE_MISSING', 'DCAT_DIFFERS']))
    })

    it('finds one that is listed and gone', () => {
      const { copy, gone } = without(isIn, '0.0.9')
      copy.set(`${S}/datapackage.json`, 'comptage.files', [...listOf(copy, S), ...gone])
      expect([...told(copy)]).toEqual(expect.arrayContaining(['FILE_MISSING', 'DCAT_DIFFERS']))
    })

    it('finds one that is there and not described', () => {
      const { copy, gone } = without(isIn, '0.0.9')
      const whole = new Copy(clean, fresh())
      for (const path of gone) copy.write(`${S}/${path}`, whole.read(`${S}/${path}`))
      expect([...told(copy)]).toEqual(expect.arrayContaining(['FILE_UNEXPECTED', 'DCAT_DIFFERS']))
    })
  })

  it('lets a text for people be longer, and what is told of its bytes with it', () => {
    const copy = new Copy(clean, fresh())
    const [path] = filesOf(copy, S).filter((one) => /^(?:tableur|spreadsheet)-/.test(one))
    const bytes = Buffer.byteLength(copy.read(`${S}/${path}`))
    copy.edit(`${S}/${path}`, 'aide', 'aides')
    copy.edit(`${S}/dcat.jsonld`, `"@value": "${bytes}"`, `"@value": "${bytes + 1}"`)
    rmSync(copy.path('catalog.jsonld'))
    expect([...told(copy)]).toContain('DCAT_DIFFERS')
    for (const folder of FOLDERS) copy.set(`${folder}/datapackage.json`, 'comptage.version', '0.0.9')
    expect([...told(copy)]).toEqual([])
  })

  it('lets the dataset have another title, wherever it stands', () => {
    const copy = new Copy(clean, fresh())
    const [ours, theirs] = [`Mes démarches\u00A0: usage `, 'Usage de Mes démarches '] as const
    for (const folder of FOLDERS)
      for (const path of filesOf(copy, folder).filter((one) => copy.read(`${folder}/${one}`).includes(ours)))
        copy.edit(`${folder}/${path}`, ours, theirs)
    rmSync(copy.path('catalog.jsonld'))
    expect([...told(copy)]).toContain('DESCRIPTION_DIFFERS')
    for (const folder of FOLDERS) copy.set(`${folder}/datapackage.json`, 'comptage.version', '0.1.0')
    expect([...told(copy)]).toEqual([])
  })

  it('takes a looser bound of what can be guessed, and no tighter one', () => {
    const at = 'resources.month-feature-device.comptage.disclosure'
    const found = (version: string | undefined, presence: number) => {
      const copy = new Copy(clean, fresh())
      copy.set(`${S}-detail/datapackage.json`, `${at}.presence`, presence)
      if (version !== undefined)
        for (const folder of FOLDERS) copy.set(`${folder}/datapackage.json`, 'comptage.version', version)
      return [...told(copy)].filter((code) => code === 'DISCLOSURE_DIFFERS')
    }
    expect(found('0.0.9', 0.999)).toEqual([])
    expect(found('0.0.9', 0.501)).toEqual(['DISCLOSURE_DIFFERS'])
    expect(found(undefined, 0.999)).toEqual(['DISCLOSURE_DIFFERS'])
  })
})

function filesOf(copy: Copy, folder: string): readonly string[] {
  const entries = readdirSync(copy.path(folder), { recursive: true, withFileTypes: true })
  const root = `${copy.path(folder)}/`
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replace(root, ''))
}

function listOf(copy: Copy, folder: string): readonly string[] {
  const { comptage } = JSON.parse(copy.read(`${folder}/datapackage.json`)) as {
    readonly comptage: { readonly files: readonly string[] }
  }
  return comptage.files
}

/** A text that tells of these files no more. */
function untold(text: string, path: string, gone: readonly string[]): string {
  if (path.endsWith('.jsonld')) {
    const { '@graph': graph, ...context } = withoutNodes(JSON.parse(text), gone) as {
      readonly '@graph': readonly Node[]
    }
    return `${JSON.stringify({ ...context, '@graph': referred(graph) }, undefined, 2)}\n`
  }
  return text
    .replace(/(?<=<script type="application\/ld\+json">).*?(?=<\/script>)/s, (json) =>
      JSON.stringify(withoutNodes(JSON.parse(json), gone)).replaceAll('<', '\\u003c'),
    )
    .replace(gone.includes('feed.atom') ? /<link rel="alternate"[^>]*>/ : /^$/, '')
    .replace(/(?<=["(])([^"()#]+)(?:#[^")]*)?(?=[")])/g, (all, path: string) =>
      gone.includes(path) ? 'index.html' : all,
    )
}

/** JSON without what is of these files, wherever it stands in a list. */
function withoutNodes(json: unknown, gone: readonly string[]): unknown {
  if (Array.isArray(json)) return json.filter((one) => !isOf(one as Node, gone)).map((one) => withoutNodes(one, gone))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withoutNodes(value, gone)]))
}

function isOf(node: Node, gone: readonly string[]): boolean {
  const address = node.contentUrl ?? node['@id'] ?? ''
  return gone.some((path) => {
    const ends = [`/${path}`, `/${path}#distribution`, path.replace(/^(badge|embed)\/.*/, '/#$1s')]
    return ends.some((end) => address.endsWith(end))
  })
}

/** The dataset, and what something leads to: a type of files that none has goes with them. */
function referred(graph: readonly Node[]): readonly Node[] {
  const left = graph.filter((node, i) => {
    const rest = JSON.stringify([...graph.slice(0, i), ...graph.slice(i + 1)])
    return i === 0 || rest.includes(`{"@id":${JSON.stringify(node['@id'])}}`)
  })
  return left.length === graph.length ? left : referred(left)
}
