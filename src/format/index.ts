export { compileFormat, formatNames, compileKeyMap } from './compile-format.ts'
export {
  detectFormat,
  detectWrapper,
  UNWRAPPED,
  type Detected,
  type FoundFormat,
  type Wrapped,
} from './detect-format.ts'
export { holdRequests } from './detect/hold-requests.ts'
export { isNotRequest } from './is-not-request.ts'
export { isOfSomeLines, listFormats, type ListedFormat } from './named/list.ts'
export { CUSTOM_FORMAT, FIELDS_TO_EXPLAIN, type FirstBytes, type ToldBefore } from './named-format.ts'
