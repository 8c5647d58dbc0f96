export { compileFormat, formatNames } from './compile-format.ts'
export { detectFormat, type Detected } from './detect-format.ts'
export { isNotRequest } from './is-not-request.ts'
export { NAMED_FORMATS } from './named-formats.ts'
