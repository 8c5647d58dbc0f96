import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isSealed } from '../../src/protect/index.ts'
import { renderFolders, type Folder } from '../../src/publish/index.ts'
import { has } from '../machine.js'
import { DAY_FEATURE, examplePublication, fileOf, MONTH_DEVICE } from './example-publication.ts'
import { faultsOf, faultsOfPackage } from './standards/profiles.ts'

const CONSTRAINTS = z.strictObject({
  required: z.boolean().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
})
const FIELD = z.looseObject({ name: z.string(), constraints: CONSTRAINTS.optional() })
const RESOURCE = z.looseObject({
  name: z.string(),
  path: z.string(),
  bytes: z.number(),
  hash: z.string(),
  dialect: z.looseObject({}),
  schema: z.looseObject({
    fields: z.array(FIELD),
    primaryKey: z.array(z.string()).optional(),
    foreignKeys: z.array(z.unknown()).optional(),
  }),
})
const PACKAGE = z.looseObject({ comptage: z.looseObject({}), resources: z.array(RESOURCE) })

function packageOf(folder: Folder | undefined) {
  return PACKAGE.parse(JSON.parse(fileOf(folder, 'datapackage.json')))
}

const folders = renderFolders(examplePublication({}, [DAY_FEATURE, MONTH_DEVICE]), isSealed)
const english = renderFolders(examplePublication({ language: 'en' }, [DAY_FEATURE, MONTH_DEVICE]), isSealed)
const [summary, detail] = folders.map(packageOf)

function fits(cell: string, { constraints = {} }: z.infer<typeof FIELD>): boolean {
  if (cell === '') return constraints.required !== true
  const { enum: words = [cell], minimum = -Infinity, maximum = Infinity, pattern = '' } = constraints
  const number = minimum === -Infinity ? 0 : Number(cell)
  return words.includes(cell) && number >= minimum && number <= maximum && new RegExp(pattern).test(cell)
}

describe('datapackage.json', () => {
  it('says who, what, when and under which licence', () => {
    expect(summary).toMatchObject({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'mes-demarches',
      id: 'https://data.example.fr/mes-demarches/',
      homepage: 'https://data.example.fr/mes-demarches/',
      title: 'Mes démarches\u00A0: usage par fonctionnalité',
      version: '1.0.0',
      created: '2026-03-05T00:00:00+01:00',
      languages: ['fr', 'en'],
      licenses: [{ name: 'etalab-2.0', path: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence' }],
      contributors: [{ title: 'Ville d’Exemple', roles: ['creator', 'rightsHolder', 'contact'] }],
      comptage: {
        version: '0.1.0',
        timezone: 'Europe/Paris',
        tier: 'summary',
        k: 11,
        robots: { list: 'comptage', version: '2026-03' },
        exact: ['month-feature-device'],
      },
    })
    expect(detail).toMatchObject({ name: 'mes-demarches-detail', licenses: [{ name: 'ODbL-1.0' }] })
  })

  it('says what is closed and was published again, of its own tables', () => {
    const closed = [{ kind: 'day', through: '2026-03-04', open: ['2026-03-02'] }] as const
    const revisions = [
      { table: 'day-feature', period: '2026-03-01', revision: 1 },
      { table: 'month-feature-device', period: '2026-02', revision: 2 },
    ]
    const ledger = { closed, revisions }
    const both = renderFolders(examplePublication({ ledger }, [DAY_FEATURE, MONTH_DEVICE]), isSealed).map(packageOf)
    expect(both.map(({ comptage }) => comptage['ledger'])).toEqual([
      { closed, revisions: revisions.slice(0, 1) },
      { closed, revisions: revisions.slice(1) },
    ])
    // A count closes nothing: its folder cannot be taken up again.
    expect(summary!.comptage).not.toHaveProperty('ledger')
  })

  it('describes each column of a protected table', () => {
    const [table] = summary!.resources
    expect({ ...table!.schema, fields: table!.schema.fields.slice(0, 3) }).toEqual({
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: [
        {
          name: 'jour',
          type: 'date',
          title: 'Jour',
          description: 'Jour civil, Europe/Paris',
          constraints: { required: true },
          comptage: { labels: { en: { title: 'Day', description: 'Calendar day, Europe/Paris' } } },
        },
        {
          name: 'fonctionnalite',
          type: 'string',
          title: 'Fonctionnalité',
          description: 'Code stable de la fonctionnalité, titres dans features.csv',
          constraints: { required: true, pattern: '^[a-z0-9]+([_-][a-z0-9]+)*$' },
          comptage: {
            labels: { en: { title: 'Feature', description: 'Stable code of the feature, titles in features.csv' } },
          },
        },
        {
          name: 'requetes',
          type: 'integer',
          title: 'Utilisations',
          description: 'Requêtes qui sont une utilisation de la fonctionnalité',
          constraints: { minimum: 11 },
          missingValues: [{ value: '', label: 'masqué : petit nombre, ou protège un petit nombre' }],
          comptage: {
            labels: {
              en: {
                title: 'Uses',
                description: 'Requests that are a use of the feature',
                missingValues: [{ value: '', label: 'hidden: small, or protects a small one' }],
              },
            },
          },
        },
      ],
      primaryKey: ['jour', 'fonctionnalite'],
      foreignKeys: [{ fields: ['fonctionnalite'], reference: { resource: 'features', fields: ['fonctionnalite'] } }],
    })
    expect(table).toMatchObject({
      comptage: { protection: { level: 'threshold', k: 11, companion: 'next-working-day' }, partial: ['2026-03-05'] },
    })
    expect(table!.dialect).toEqual({
      header: true,
      delimiter: ',',
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
    })
  })

  it('says that an exact table is not protected, and hides nothing in it', () => {
    const [table] = detail!.resources
    expect(table).toMatchObject({
      description:
        'Par mois, fonctionnalité et terminal. Non protégé : comptes exacts, risque accepté par le producteur.',
      comptage: { protection: { level: 'exact', acceptedRisk: true }, partial: [] },
    })
    const [, , device, requests] = table!.schema.fields
    expect(requests).toMatchObject({ constraints: { required: true, minimum: 0 } })
    expect(requests).not.toHaveProperty('missingValues')
    expect(device!.constraints?.enum).toEqual([
      'desktop',
      'mobile',
      'tablet',
      'television',
      'console',
      'other',
      'unknown',
    ])
    expect(device!['categories']).toContainEqual({ value: 'mobile', label: 'Téléphone' })
    expect(JSON.stringify(device!['comptage'])).toContain('{"value":"mobile","label":"Phone"}')
  })

  it('lets a host that the operator names stand for itself, and the fate late out of the ledger', () => {
    const { tables } = examplePublication()
    const spec = { ...MONTH_DEVICE, dimensions: ['referrer'] as const }
    const table = { ...tables[0]!, spec, categories: [['search', 'ville.example.fr']], rows: [] }
    const [referrers, , quality] = packageOf(
      renderFolders(examplePublication({ tables: [table] }), () => true)[1],
    ).resources
    expect(referrers!.schema.fields[2]).toMatchObject({
      categories: [
        { value: 'search', label: 'Moteur de recherche' },
        { value: 'ville.example.fr', label: 'ville.example.fr' },
      ],
    })
    expect(quality!.schema.fields[1]!.constraints!.enum).not.toContain('late')
  })

  it('lists every file of the folder, so that the next run knows them', () => {
    for (const folder of folders)
      expect(packageOf(folder).comptage['files']).toEqual(folder.files.map(({ path }) => path))
  })

  it.each([...folders, ...english])('gives the size and the hash of every CSV of $name', (folder) => {
    for (const { path, bytes, hash } of packageOf(folder).resources) {
      const content = Buffer.from(fileOf(folder, path))
      expect([path, bytes, hash]).toEqual([
        path,
        content.length,
        `sha256:${createHash('sha256').update(content).digest('hex')}`,
      ])
    }
  })

  it.each([...folders, ...english])(
    'has fields, keys, closed lists and limits that hold in every row of $name',
    (folder) => {
      for (const { path, schema } of packageOf(folder).resources) {
        const [header, ...rows] = parse(fileOf(folder, path))
        expect(header).toEqual(schema.fields.map(({ name }) => name))
        for (const row of rows) row.forEach((cell, column) => expect(fits(cell, schema.fields[column]!)).toBe(true))
        expect(header).toEqual(expect.arrayContaining(schema.primaryKey ?? []))
        const keys = rows.map((row) => row.slice(0, schema.primaryKey?.length).join())
        expect(new Set(keys).size).toBe(rows.length)
      }
    },
  )

  it('leaves out what the profile of version 2.0 gets wrong or old readers break on', () => {
    for (const { schema } of [...summary!.resources, ...detail!.resources]) {
      expect(schema).not.toHaveProperty('fieldsMatch')
      expect(schema).not.toHaveProperty('missingValues')
    }
  })

  it('has no address, and no contributor, where nobody gave one', () => {
    const { publicationUrl, ...publication } = examplePublication({ service: { id: 'a', name: 'A', hosts: [] } })
    expect(publicationUrl).toBeDefined()
    const descriptor = packageOf(renderFolders(publication, isSealed)[0])
    for (const key of ['id', 'homepage', 'contributors']) expect(descriptor).not.toHaveProperty(key)
  })

  it('adds the slash that the address of the publication lacks, and no second one', () => {
    const publication = examplePublication({ publicationUrl: 'https://data.example.fr/' })
    expect(renderFolders(publication, isSealed)).toEqual(renderFolders(examplePublication(), isSealed))
  })

  it('names no contact where the publisher can be reached nowhere', () => {
    const { service } = examplePublication()
    const publication = examplePublication({ service: { ...service, publisher: { name: 'Ville' } } })
    expect(packageOf(renderFolders(publication, isSealed)[0])['contributors']).toEqual([
      { title: 'Ville', roles: ['creator', 'rightsHolder'] },
    ])
  })
})

describe.skipIf(!has('standards'))('the official profiles of Data Package 2.0 (skipped where they are absent)', () => {
  it.each([...folders, ...english])('accept $name', (folder) => {
    expect(faultsOfPackage(packageOf(folder))).toEqual([])
  })

  it.each([
    { broken: { resources: [] }, why: 'no resource' },
    { broken: { licenses: [{ title: 'no name' }] }, why: 'a licence without a name' },
    { broken: { created: 'yesterday' }, why: 'a date that is none' },
  ])('would catch $why', ({ broken }) => {
    expect(faultsOf('datapackage', { ...summary, ...broken })).not.toEqual([])
  })
})
