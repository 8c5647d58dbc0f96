export { createReferrerClassifier } from './create-referrer-classifier.ts'
