export { openLearner, type Learnt } from './open-learner.ts'
export { draftFeatures, type DraftFeature, type FeaturesDrafted } from './draft-features.ts'
