import { sumOf } from './dataset-folder.ts'
import { formOf, startPortal, type Answered, type PortalServer, type Received } from './portal-server.ts'

export const KEY = 'LEAK-ckan-key'
export const ORGANIZATION = 'ville'

type CkanResource = Record<string, unknown> & { id: string; content: string; size: number | null }
type CkanPackage = Record<string, unknown> & {
  id: string
  name: string
  state: string
  private: boolean
  extras: { key: string; value: unknown }[]
  resources: CkanResource[]
}

export type FakeCkan = PortalServer & {
  readonly packages: CkanPackage[]
  licences: readonly string[]
  /** An extension that loads tables, and writes its own hash. */
  hasLoader: boolean
  /** Otherwise it drops the fields of a resource that it does not know, as some schemas do. */
  keepsFields: boolean
  /** Otherwise it drops extras and descriptions too. */
  keepsWords: boolean
  /** It tells another size than it was told. */
  miscounts: boolean
}

/** A portal that behaves as CKAN does, as far as publishing goes. */
export async function startCkan(): Promise<FakeCkan> {
  const packages: CkanPackage[] = []
  let made = 0
  const fresh = (kind: string) => `${kind}-${++made}`

  const server = await startPortal((received): Answered => {
    const { path, headers } = received
    if (headers.authorization !== KEY)
      return refused(403, {
        __type: 'Authorization Error',
        message: `Access denied to ${String(headers.authorization)}`,
      })
    const [, action = ''] = /^\/api\/3\/action\/(\w+)/.exec(path) ?? []
    const isForm = headers['content-type']?.startsWith('multipart/') === true
    const said =
      isForm || received.body.length === 0 ? {} : (JSON.parse(received.body.toString()) as Record<string, unknown>)
    switch (action) {
      case 'license_list':
        return done(fake.licences.map((id) => ({ id, title: id })))
      case 'package_show':
        return show(decodeURIComponent(path.split('id=')[1] ?? ''))
      case 'package_create':
        return createPackage(said)
      case 'package_patch':
        return patchPackage(said)
      case 'resource_create':
        return createResource(received)
      case 'resource_patch':
        return patchResource(received)
      case 'resource_delete':
        return deleteResource(String(said['id']))
      default:
        return { status: 404, body: 'no such page' }
    }
  })

  function show(id: string): Answered {
    const found = packages.find((one) => one.id === id || one.name === id)
    return found === undefined ? refused(404, { __type: 'Not Found Error', message: 'Not found' }) : done(shown(found))
  }

  function createPackage(said: Record<string, unknown>): Answered {
    const name = String(said['name'])
    if (!/^[a-z0-9_-]{2,100}$/.test(name)) return refused(409, { __type: 'Validation Error', name: ['Bad name'] })
    if (packages.some((one) => one.name === name))
      return refused(409, { __type: 'Validation Error', name: ['That URL is already in use.'] })
    if (said['owner_org'] !== ORGANIZATION)
      return refused(409, { __type: 'Validation Error', owner_org: ['Organization does not exist'] })
    const made: CkanPackage = {
      id: fresh('package'),
      state: 'active',
      resources: [],
      ...said,
      extras: fake.keepsWords ? (said['extras'] as CkanPackage['extras']) : [],
      name,
      private: said['private'] === true,
    }
    packages.push(made)
    return done(shown(made))
  }

  function patchPackage(said: Record<string, unknown>): Answered {
    const found = packages.find(({ id }) => id === said['id'])
    if (found === undefined) return refused(404, { message: 'Not found' })
    Object.assign(found, said)
    return done(shown(found))
  }

  function createResource(received: Received): Answered {
    const { fields, files } = formOf(received)
    const { package_id, ...rest } = fields
    const found = packages.find(({ id }) => id === package_id)
    if (found === undefined || files['upload'] === undefined) return refused(409, { package_id: ['Missing'] })
    const resource = { ...kept(rest), ...contentOf(rest, files['upload'].bytes), id: fresh('resource') }
    found.resources.push(resource)
    return done(shownResource(resource))
  }

  function patchResource(received: Received): Answered {
    const { fields, files } = formOf(received)
    const resource = packages.flatMap(({ resources }) => resources).find(({ id }) => id === fields['id'])
    if (resource === undefined || files['upload'] === undefined) return refused(404, { message: 'Not found' })
    Object.assign(resource, kept(fields), contentOf(fields, files['upload'].bytes))
    return done(shownResource(resource))
  }

  function kept(fields: Readonly<Record<string, string>>) {
    const isKept = (name: string) =>
      (fake.keepsFields || !name.startsWith('comptage')) && (fake.keepsWords || name !== 'description')
    return Object.fromEntries(Object.entries(fields).filter(([name]) => isKept(name)))
  }

  function contentOf(fields: Readonly<Record<string, string>>, bytes: Buffer) {
    // Whatever was said, and nothing where nothing was.
    const size = fields['size'] === undefined ? null : Number(fields['size']) + Number(fake.miscounts)
    return { content: bytes.toString('utf8'), size, ...(fake.hasLoader ? { hash: sumOf(bytes, 'md5') } : {}) }
  }

  function deleteResource(id: string): Answered {
    for (const one of packages) one.resources = one.resources.filter((resource) => resource.id !== id)
    return done(null)
  }

  const fake: FakeCkan = Object.assign(server, {
    packages,
    licences: ['cc-by', 'odc-odbl', 'other-at'],
    hasLoader: true,
    keepsFields: true,
    keepsWords: true,
    miscounts: false,
  })
  return fake
}

function done(result: unknown): Answered {
  return { status: 200, body: { help: 'https://ckan.example.org/help', success: true, result } }
}

function refused(status: number, error: object): Answered {
  return { status, body: { help: 'https://ckan.example.org/help', success: false, error } }
}

function shown(one: CkanPackage): object {
  return { ...one, resources: one.resources.map(shownResource) }
}

function shownResource({ content, ...resource }: CkanResource): object {
  return { ...resource, url: `https://ckan.example.org/${content.length}` }
}
