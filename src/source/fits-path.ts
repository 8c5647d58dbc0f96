import { fitsSegment } from './fits-segment.ts'

/** Whether a path fits a glob, segment by segment. */
export function fitsPath(path: string, pattern: string): boolean {
  const names = path.split('/')
  const segments = pattern.split('/')
  return names.length === segments.length && segments.every((segment, i) => fitsSegment(names[i] ?? '', segment))
}
