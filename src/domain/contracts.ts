// The contracts by which rooms meet.
export * from './contracts/classifiers.ts'
export * from './contracts/fields.ts'
export * from './contracts/kernel.ts'
export * from './contracts/peeler.ts'
export * from './contracts/scanner.ts'
