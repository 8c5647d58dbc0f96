export { configurationCandidates } from './configuration-candidates.ts'
export { configurationSchema } from './configuration-schema.ts'
export { nearestWord } from './nearest-word.ts'
export { readConfiguration } from './read-configuration.ts'
