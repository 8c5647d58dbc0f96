export { compileFormat, formatNames } from './compile-format.ts'
export { detectFormat, type Detected } from './detect-format.ts'
export { isNotRequest } from './is-not-request.ts'
export { listFormats, type ListedFormat } from './named/list-formats.ts'
