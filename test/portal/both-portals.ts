import { ProblemError, type Problem } from '../../src/domain/problem.ts'
import { publishDataset, readDataset, type Call } from '../../src/portal/index.ts'
import type { PortalDestination } from '../../src/portal/publish-dataset.ts'
import * as ckan from './fake-ckan.ts'
import * as datagouv from './fake-datagouv.ts'
import type { PortalServer } from './portal-server.ts'

/** A resource, as the reader of the portal sees it: without the portal's own identifiers. */
type SeenResource = { readonly path: unknown; readonly content: string; readonly told: object }
/** A dataset, as the reader of the portal sees it. */
export type SeenDataset = {
  readonly isPrivate: boolean
  readonly told: object
  readonly resources: readonly SeenResource[]
}

export type TestPortal = {
  readonly server: PortalServer
  readonly key: string
  readonly destination: Omit<PortalDestination, 'url' | 'key'>
  readonly seen: () => readonly SeenDataset[]
  /** What somebody makes of the title, the tags and the frequency of its one dataset. */
  readonly reword: (title: string, tag: string, frequency: string) => void
  readonly empty: () => void
  /** Keeps what the portal has now; the function brings it back, as often as it is called. */
  readonly keep: () => () => void
}

/** Each portal, empty. */
export const PORTALS: readonly { readonly name: string; readonly start: () => Promise<TestPortal> }[] = [
  {
    name: 'data.gouv.fr',
    start: async () => {
      const server = await datagouv.startDatagouv()
      return {
        server,
        key: datagouv.KEY,
        destination: { portal: 'data.gouv.fr', organization: 'ville' },
        seen: () =>
          server.datasets.map(({ private: isPrivate, resources, ...told }) => ({
            isPrivate,
            told: without(told, 'id'),
            resources: resources.map((resource) => ({
              path: resource.extras['comptage:path'],
              content: resource.content,
              told: without(resource, 'id', 'content'),
            })),
          })),
        reword: (title, tag, frequency) => Object.assign(server.datasets[0]!, { title, tags: [tag], frequency }),
        empty: () => server.datasets.splice(0),
        keep: () => keep(server.datasets),
      }
    },
  },
  {
    name: 'ckan',
    start: async () => {
      const server = await ckan.startCkan()
      return {
        server,
        key: ckan.KEY,
        destination: { portal: 'ckan', organization: ckan.ORGANIZATION },
        seen: () =>
          server.packages.map(({ private: isPrivate, resources, ...told }) => ({
            isPrivate,
            told: without(told, 'id'),
            resources: resources.map((resource) => ({
              path: resource['comptage_path'],
              content: resource.content,
              told: without(resource, 'id', 'content'),
            })),
          })),
        reword: (title, tag, frequency) => {
          const [one] = server.packages
          const extras = one!.extras.filter(({ key }) => key !== 'frequency')
          const words = { title, tags: [{ name: tag }], extras: [...extras, { key: 'frequency', value: frequency }] }
          Object.assign(one!, words)
        },
        empty: () => server.packages.splice(0),
        keep: () => keep(server.packages),
      }
    },
  },
]

function keep(list: unknown[]): () => void {
  const kept = structuredClone(list)
  return () => list.splice(0, list.length, ...structuredClone(kept))
}

function without(whole: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key)))
}

export type Ran = {
  readonly page: string | undefined
  /** Empty: it went well. */
  readonly problems: readonly Problem[]
  /** The calls that wrote something, as method and path. */
  readonly written: readonly string[]
  /** What it waited, in milliseconds. */
  readonly waits: readonly number[]
}

export type RunOptions = Partial<PortalDestination> & {
  readonly isDryRun?: true
  readonly timeoutMs?: number
  readonly tell?: (call: Call, address: string) => void
}

/** Publishes a folder, waiting for nothing. */
export async function publishTo(portal: TestPortal, folder: string, options: RunOptions = {}): Promise<Ran> {
  const { isDryRun = false, timeoutMs = 10_000, tell, ...target } = options
  const before = portal.server.calls.length
  const waits: number[] = []
  const result = await attempt(() =>
    publishDataset(
      readDataset(folder),
      { url: portal.server.url, key: portal.key, ...portal.destination, ...target },
      {
        isDryRun,
        tell: tell ?? (() => undefined),
        userAgent: 'comptage/test',
        timeoutMs,
        proxies: { https: undefined, none: undefined },
        patience: { sleep: (ms) => Promise.resolve(waits.push(ms)), random: () => 0.5 },
      },
    ),
  )
  const calls = portal.server.calls.slice(before)
  return {
    ...result,
    waits,
    written: calls.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
  }
}

async function attempt(run: () => Promise<string | undefined>): Promise<Pick<Ran, 'page' | 'problems'>> {
  try {
    return { page: await run(), problems: [] }
  } catch (error) {
    if (error instanceof ProblemError) return { page: undefined, problems: error.problems }
    throw error
  }
}
