import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The files of a folder as comptage publishes them, by path. */
export type Files = Readonly<Record<string, string>>

export const TABLES: Files = {
  'data/day-feature.csv': 'jour,fonctionnalite,requetes\n2026-03-01,aide,23\n2026-03-02,aide,\n',
  'data/month-feature.csv': 'mois,fonctionnalite,requetes\n2026-03,aide,672\n',
  'data/features.csv': 'fonctionnalite,titre_fr\naide,Aide\n',
}
export const TEXTS: Files = { 'LISEZMOI.md': '# Usage de Essai\n', 'README.md': '# Usage of Essai\n' }

type Changes = {
  readonly tables?: Files
  readonly texts?: Files
  /** Properties of datapackage.json, over its own. */
  readonly properties?: object
  /** Of every resource. */
  readonly resource?: object
}

/** A published folder, sealed with its checksums. */
export function datasetFiles({ tables = TABLES, texts = TEXTS, properties, resource }: Changes = {}): Files {
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'essai',
    title: 'Essai\u00A0: usage par fonctionnalité',
    description: 'Nombre d’utilisations de chaque fonctionnalité.',
    homepage: 'https://data.example.org/essai/',
    version: '1.0.0',
    keywords: ['usage', 'été', 'xy'],
    languages: ['fr', 'en'],
    licenses: [{ name: 'etalab-2.0', title: 'Licence Ouverte' }],
    contributors: [{ title: 'Ville d’Exemple', email: 'opendata@example.fr' }],
    comptage: {
      span: { from: '2026-03-01', to: '2026-03-02' },
      labels: { en: { title: 'Usage of Essai by feature', description: 'Number of uses of each feature.' } },
    },
    resources: Object.entries(tables).map(([path, text]) => ({ ...resourceOf(path, text), ...resource })),
    ...properties,
  }
  return sealed({ ...tables, ...texts, 'datapackage.json': JSON.stringify(descriptor) })
}

function resourceOf(path: string, text: string): object {
  const name = path.slice('data/'.length, -'.csv'.length)
  return {
    name,
    title: `Table ${name}`,
    description: `Description de ${name}`,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    bytes: Buffer.byteLength(text),
    hash: `sha256:${sumOf(text)}`,
    comptage: {
      ...(name === 'features' ? {} : { protection: { level: 'threshold', k: 11 } }),
      labels: { en: { title: `Table ${name} in English`, description: `Description of ${name}` } },
    },
    schema: { fields: [{ name: text.slice(0, text.indexOf(',')) }] },
  }
}

/** With SHA256SUMS anew. */
export function sealed(files: Files): Files {
  const sums = Object.entries(files)
    .filter(([path]) => path !== 'SHA256SUMS')
    .map(([path, text]) => `${sumOf(text)}  ${path}\n`)
  return { ...files, SHA256SUMS: sums.sort().join('') }
}

export function sumOf(text: string | Uint8Array, kind = 'sha256'): string {
  return createHash(kind).update(text).digest('hex')
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Files): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
