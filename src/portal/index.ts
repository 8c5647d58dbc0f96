export { publishDataset } from './publish-dataset.ts'
export { readDataset } from './folder/read-dataset.ts'
export { PORTAL_NAMES, type Call, type PortalName } from './portal.ts'
