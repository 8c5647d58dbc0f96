import { openCkan } from './ckan/open-ckan.ts'
import { openDatagouv } from './datagouv/open-datagouv.ts'
import type { Dataset } from './dataset.ts'
import type { Portal, PortalName, Send, Target } from './portal.ts'

type PortalKind = {
  readonly open: (dataset: Dataset, target: Target, send: Send) => Portal
  /** Where it is, if there is but one. */
  readonly url?: string
  /** Where its API stands. */
  readonly api: string
  readonly keyHeader: string
  /** A new resource is shown above the others, so the most important comes last. */
  readonly isNewestFirst: boolean
}

export const PORTALS: Readonly<Record<PortalName, PortalKind>> = {
  'data.gouv.fr': {
    open: openDatagouv,
    url: 'https://www.data.gouv.fr',
    api: '/api/1',
    keyHeader: 'X-API-KEY',
    isNewestFirst: true,
  },
  ckan: { open: openCkan, api: '/api/3/action', keyHeader: 'Authorization', isNewestFirst: false },
}
