export { stateFolderOf } from './state-folder-of.ts'
export { createNoiseKey, readNoiseKey } from './noise-key.ts'
