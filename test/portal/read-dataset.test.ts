import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import { readDataset } from '../../src/portal/index.ts'
import { testFolder } from '../cli/run-comptage.ts'
import { datasetFiles, sealed, TABLES, writeFiles, type Files } from './dataset-folder.ts'

const { fresh } = testFolder('portal-folder')

function problemsOf(folder: string): readonly Problem[] {
  try {
    readDataset(folder)
    return []
  } catch (error) {
    if (error instanceof ProblemError) return error.problems
    throw error
  }
}

const without = (files: Files, ...paths: readonly string[]): Files =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)))
const FILES = datasetFiles()
const day = 'data/day-feature.csv'

describe('readDataset', () => {
  it('reads all that a portal is told', () => {
    const { files, ...dataset } = readDataset(writeFiles(fresh(), FILES))
    expect(dataset).toEqual({
      name: 'essai',
      language: 'fr',
      title: { fr: 'Essai\u00A0: usage par fonctionnalité', en: 'Usage of Essai by feature' },
      description: { fr: 'Nombre d’utilisations de chaque fonctionnalité.', en: 'Number of uses of each feature.' },
      version: '1.0.0',
      licence: 'etalab-2.0',
      publisher: { name: 'Ville d’Exemple', email: 'opendata@example.fr' },
      homepage: 'https://data.example.org/essai/',
      keywords: ['usage', 'été', 'xy'],
      frequency: 'day',
      span: { from: '2026-03-01', to: '2026-03-02' },
    })
    expect(files.map(({ path }) => path)).toEqual([
      ...Object.keys(TABLES),
      'datapackage.json',
      'LISEZMOI.md',
      'README.md',
    ])
  })

  it('reads a folder in English, with little in it', () => {
    const properties = {
      languages: ['en', 'fr'],
      contributors: undefined,
      homepage: undefined,
      comptage: { labels: {} },
    }
    const tables = { 'data/features.csv': 'feature,title_en\nhelp,Help\n' }
    const files = datasetFiles({ tables, texts: {}, properties })
    const dataset = readDataset(writeFiles(fresh(), files))
    expect(dataset).toMatchObject({
      language: 'en',
      title: { en: 'Essai\u00A0: usage par fonctionnalité', fr: 'Essai\u00A0: usage par fonctionnalité' },
    })
    expect(Object.keys(dataset)).not.toEqual(expect.arrayContaining(['frequency']))
  })

  it.each([
    ['jour', 'day'],
    ['week', 'week'],
    ['mois', 'month'],
    ['quarter', 'quarter'],
    ['annee', 'year'],
  ])('a table of %s comes by %s', (header, kind) => {
    const files = datasetFiles({ tables: { 'data/t.csv': `${header},fonctionnalite\n` } })
    expect(readDataset(writeFiles(fresh(), files)).frequency).toBe(kind)
  })

  it('needs a folder of one dataset', () => {
    const folder = writeFiles(fresh(), FILES)
    expect(problemsOf(join(folder, 'nowhere'))).toMatchObject([{ code: 'DATASET_NOT_FOUND' }])
    expect(problemsOf(join(folder, 'data'))).toMatchObject([{ code: 'DATASET_NOT_FOUND' }])
    expect(problemsOf(join(folder, 'README.md'))).toMatchObject([{ code: 'DATASET_NOT_FOUND' }])
  })

  const changed = (TABLES[day] ?? '').replace('23', '24')
  it.each([
    { files: { ...FILES, [day]: changed }, file: day, why: 'checksum', title: 'a figure was changed' },
    {
      files: sealed({ ...FILES, [day]: changed }),
      file: day,
      why: 'checksum',
      title: 'the same, and SHA256SUMS made anew',
    },
    { files: sealed({ ...FILES, [day]: `${changed}\n` }), file: day, why: 'size', title: 'a line was added' },
    { files: { ...FILES, 'README.md': '# other\n' }, file: 'README.md', why: 'checksum', title: 'a text was changed' },
    { files: without(FILES, day), file: day, why: 'absent', title: 'a table is missing' },
    { files: without(FILES, 'README.md'), file: 'README.md', why: 'absent', title: 'a text is missing' },
    { files: { ...FILES, NOTICE: 'mine' }, file: 'NOTICE', why: 'not-listed', title: 'a text is not in SHA256SUMS' },
    { files: without(FILES, 'SHA256SUMS'), file: 'SHA256SUMS', why: 'absent', title: 'SHA256SUMS is missing' },
    {
      files: { ...FILES, SHA256SUMS: 'nothing' },
      file: 'SHA256SUMS',
      why: 'unexpected',
      title: 'SHA256SUMS has no line end',
    },
    {
      files: { ...FILES, SHA256SUMS: 'nothing\n' },
      file: 'SHA256SUMS',
      why: 'unexpected',
      title: 'SHA256SUMS is none',
    },
    {
      files: { ...FILES, SHA256SUMS: `${'0'.repeat(64)}  data/../../x\n` },
      file: 'SHA256SUMS',
      why: 'unexpected',
      title: 'SHA256SUMS leads out',
    },
    {
      files: sealed({ ...FILES, 'datapackage.json': '{' }),
      file: 'datapackage.json',
      why: 'not-json',
      title: 'no JSON',
    },
  ])('refuses a folder where $title', ({ files, file, why }) => {
    expect(problemsOf(writeFiles(fresh(), files))).toMatchObject([{ code: 'DATASET_DAMAGED', file, why }])
  })

  it.each([
    { properties: { name: '../essai' }, property: 'name' },
    { properties: { title: '' }, property: 'title' },
    { properties: { title: 'x'.repeat(351) }, property: 'title' },
    { properties: { version: 'next' }, property: 'version' },
    { properties: { homepage: 'javascript:alert(1)' }, property: 'homepage' },
    { properties: { licenses: [{ name: 'MIT' }] }, property: 'licenses.0.name' },
    { properties: { licenses: [] }, property: 'licenses' },
    { properties: { languages: ['de'] }, property: 'languages.0' },
    { properties: { resources: [] }, property: 'resources' },
    { resource: { path: '../../etc/passwd' }, property: 'resources.0.path' },
    { resource: { path: '/etc/passwd' }, property: 'resources.0.path' },
    { resource: { path: 'https://example.org/x.csv' }, property: 'resources.0.path' },
    { resource: { path: 'data/../datapackage.json' }, property: 'resources.0.path' },
    { resource: { hash: 'd41d8cd98f00b204e9800998ecf8427e' }, property: 'resources.0.hash' },
    { resource: { hash: undefined }, property: 'resources.comptage.parts' },
    { resource: { mediatype: 'text/html\r\nX: y' }, property: 'resources.0.mediatype' },
  ])('refuses datapackage.json for its $property', ({ property, ...change }) => {
    const refused = problemsOf(writeFiles(fresh(), datasetFiles(change)))
    expect(refused).toMatchObject([{ code: 'DATASET_DAMAGED', file: 'datapackage.json', why: 'unexpected' }])
    expect(JSON.stringify(refused)).toContain(property)
  })

  it('refuses a file that is told twice', () => {
    const { resources } = JSON.parse(FILES['datapackage.json'] ?? '') as { resources: readonly object[] }
    const twice = datasetFiles({ properties: { resources: [...resources, resources[0]] } })
    expect(problemsOf(writeFiles(fresh(), twice))).toMatchObject([{ file: 'datapackage.json', property: day }])
  })

  it('follows no link, of a file or of the folder of data', () => {
    const folder = writeFiles(fresh(), FILES)
    const elsewhere = fresh()
    writeFileSync(join(elsewhere, 'secret'), TABLES[day] ?? '')
    rmSync(join(folder, day))
    symlinkSync(join(elsewhere, 'secret'), join(folder, day))
    expect(problemsOf(folder)).toMatchObject([{ file: day, why: 'another-kind' }])

    const other = writeFiles(fresh(), FILES)
    renameSync(join(other, 'data'), join(elsewhere, 'data'))
    symlinkSync(join(elsewhere, 'data'), join(other, 'data'))
    expect(problemsOf(other)).toMatchObject([{ why: 'another-kind' }])

    const third = writeFiles(fresh(), FILES)
    rmSync(join(third, day))
    mkdirSync(join(third, day))
    expect(problemsOf(third)).toMatchObject([{ file: day, why: 'another-kind' }])

    const fourth = writeFiles(fresh(), FILES)
    rmSync(join(fourth, 'datapackage.json'))
    mkdirSync(join(fourth, 'datapackage.json'))
    expect(problemsOf(fourth)).toMatchObject([{ file: 'datapackage.json', why: 'another-kind' }])
  })
})
