export { createReferrerClassifier, REFERRERS_REMEMBERED } from './create-referrer-classifier.ts'
