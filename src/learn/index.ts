export { openLearner, type LearntPaths } from './open-learner.ts'
export { draftFeatures, type DraftFeature, type FeaturesDrafted } from './draft-features.ts'
