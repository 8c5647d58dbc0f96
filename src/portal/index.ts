export { publishDataset } from './publish-dataset.ts'
export { readDataset } from './folder/read-dataset.ts'
export { PORTAL_NAMES, type PortalName } from './portals.ts'
export type { Call } from './portal.ts'
