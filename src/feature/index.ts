export { checkExamples } from './check-examples.ts'
export { compileFeatures } from './compile-features.ts'
export { compileIgnore } from './compile-ignore.ts'
export type { Compiled, PatternMatcher } from './compile-patterns.ts'
