import { sumOf } from './dataset-folder.ts'
import { formOf, startPortal, type Answered, type PortalServer, type Received } from './portal-server.ts'

export const KEY = 'LEAK-datagouv-key'
const ORGANIZATION = 'org-1'

type UdataResource = {
  id: string
  title: string
  description?: string
  type?: string
  filetype: 'file'
  format: string
  filesize: number
  mime: string
  checksum: { type: string; value: string } | null
  extras: Record<string, unknown>
  content: string
}

type UdataDataset = {
  id: string
  slug: string
  title: string
  description: string
  license: string
  frequency: string
  temporal_coverage: { start: string; end: string } | null
  tags: string[]
  private: boolean
  deleted: string | null
  organization: { id: string } | null
  extras: Record<string, unknown>
  resources: UdataResource[]
}

export type FakeDatagouv = PortalServer & {
  readonly datasets: UdataDataset[]
  /** How it sums up what it receives; null: not at all. */
  checksums: 'sha1' | 'sha256' | null
  licences: readonly string[]
  /** Otherwise it drops them. */
  keepsExtras: boolean
}

/** A portal that behaves as udata does, as far as publishing goes: also in how it changes what it is told. */
export async function startDatagouv(): Promise<FakeDatagouv> {
  const datasets: UdataDataset[] = []
  let made = 0
  const fresh = (kind: string) => `${kind}-${++made}`

  const server = await startPortal((received): Answered => {
    const { method, path, headers } = received
    if (headers['x-api-key'] !== KEY)
      return { status: 401, body: { message: `Invalid API Key ${String(headers['x-api-key'])}` } }
    if (!path.startsWith('/api/1/')) return { status: 404, body: 'no such page' }
    const parts = path.slice('/api/1/'.length).split('/')
    if (parts[0] === 'me') return { status: 200, body: datasets.map(shown) }
    if (parts[0] === 'organizations')
      return parts[1] === ORGANIZATION || parts[1] === 'ville'
        ? { status: 200, body: { id: ORGANIZATION, slug: 'ville' } }
        : { status: 404, body: { message: 'Not Found' } }
    if (path === '/api/1/datasets/licenses/')
      return { status: 200, body: fake.licences.map((id) => ({ id, title: id })) }
    if (path === '/api/1/datasets/' && method === 'POST') return createDataset(json(received))
    const dataset = datasets.find(({ id, slug }) => id === parts[1] || slug === parts[1])
    if (dataset === undefined) return { status: 404, body: { message: 'Not Found' } }
    if (parts[2] === '' && method === 'GET') return { status: 200, body: shown(dataset) }
    if (parts[2] === '' && method === 'PUT') return updateDataset(dataset, json(received))
    if (parts[2] === '' && method === 'DELETE') {
      dataset.deleted = '2026-03-01T00:00:00'
      return { status: 204 }
    }
    if (parts[2] === 'upload') return uploadNew(dataset, received)
    const resource = dataset.resources.find(({ id }) => id === parts[3])
    if (resource === undefined) return { status: 404, body: { message: 'Resource does not exist' } }
    if (parts[4] === 'upload') return replaceFile(resource, received)
    if (method === 'PUT') return describeResource(resource, json(received))
    if (method === 'DELETE') {
      dataset.resources.splice(dataset.resources.indexOf(resource), 1)
      return { status: 204 }
    }
    throw new Error(`no such route: ${method} ${path}`)
  })

  function createDataset(body: Record<string, unknown>): Answered {
    const dataset = {
      id: fresh('dataset'),
      slug: slugOf(String(body['title'])),
      deleted: null,
      organization: typeof body['organization'] === 'string' ? { id: body['organization'] } : null,
      resources: [],
      temporal_coverage: null,
      extras: {},
      ...told(body),
    } as UdataDataset
    datasets.push(dataset)
    return { status: 201, body: shown(dataset) }
  }

  function updateDataset(dataset: UdataDataset, body: Record<string, unknown>): Answered {
    if (dataset.deleted !== null) return { status: 410, body: { message: 'Dataset has been deleted' } }
    Object.assign(dataset, told(body))
    return { status: 200, body: shown(dataset) }
  }

  // What it writes in its own way: tags without accents, dates with a time. Left out, `private` is false.
  function told(body: Record<string, unknown>): Partial<UdataDataset> {
    const { temporal_coverage: coverage, ...rest } = body as Partial<UdataDataset>
    delete rest.organization
    if (!fake.keepsExtras) rest.extras = {}
    return {
      ...rest,
      private: rest.private === true,
      tags: (rest.tags ?? []).map(slugOf).sort(),
      ...(coverage && {
        temporal_coverage: { start: `${coverage.start}T00:00:00+00:00`, end: `${coverage.end}T00:00:00+00:00` },
      }),
    }
  }

  function uploadNew(dataset: UdataDataset, received: Received): Answered {
    const infos = infosOf(received)
    const resource: UdataResource = { id: fresh('resource'), extras: {}, ...infos }
    dataset.resources.unshift(resource)
    return { status: 201, body: { success: true, ...shownResource(resource) } }
  }

  function replaceFile(resource: UdataResource, received: Received): Answered {
    Object.assign(resource, infosOf(received))
    return { status: 200, body: { success: true, ...shownResource(resource) } }
  }

  function infosOf(received: Received): Omit<UdataResource, 'id' | 'extras'> {
    const { file } = formOf(received).files
    if (file === undefined) throw new Error('no file')
    const [name = '', ending = ''] = file.name.toLowerCase().split(/\.(?=[^.]+$)/)
    if (!['csv', 'json', 'txt', 'parquet'].includes(ending)) throw new Error(`refused: ${file.name}`)
    return {
      title: `${slugOf(name)}.${ending}`,
      filetype: 'file',
      format: ending,
      mime: file.type,
      filesize: file.bytes.length,
      checksum: fake.checksums && { type: fake.checksums, value: sumOf(file.bytes, fake.checksums) },
      content: file.bytes.toString('utf8'),
    }
  }

  function describeResource(resource: UdataResource, body: Record<string, unknown>): Answered {
    const { title, description, type, extras } = body as Partial<UdataResource>
    Object.assign(resource, { title, description, type, extras: fake.keepsExtras ? extras : {} })
    return { status: 200, body: shownResource(resource) }
  }

  const checksums: FakeDatagouv['checksums'] = 'sha1'
  const fake: FakeDatagouv = Object.assign<PortalServer, Omit<FakeDatagouv, keyof PortalServer>>(server, {
    datasets,
    keepsExtras: true,
    checksums,
    licences: ['lov2', 'fr-lo', 'odc-odbl'],
  })
  return fake
}

function json({ body }: Received): Record<string, unknown> {
  return JSON.parse(body.toString('utf8')) as Record<string, unknown>
}

function shown(dataset: UdataDataset): object {
  const page = `https://www.example.org/datasets/${dataset.slug}/`
  return { ...dataset, page, resources: dataset.resources.map(shownResource) }
}

function shownResource({ content, ...resource }: UdataResource): object {
  return { ...resource, url: `https://static.example.org/${content.length}` }
}

function slugOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
