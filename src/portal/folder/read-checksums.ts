import { damaged } from './damaged.ts'

/** Names as comptage gives them: below the folder, without a space. */
const LINE = /^([0-9a-f]{64}) {2}([\w-][\w./-]{0,250})$/

/** `SHA256SUMS`: the sum of each path. */
export function readChecksums(bytes: Uint8Array, file: string): ReadonlyMap<string, string> {
  const lines = new TextDecoder().decode(bytes).split('\n')
  if (lines.pop() !== '') throw damaged(file, 'unexpected')
  return new Map(
    lines.map((line, position) => {
      const [, sum = '', path = ''] = LINE.exec(line) ?? []
      if (path === '' || path.split('/').includes('..')) throw damaged(file, 'unexpected', `line ${position + 1}`)
      return [path, sum]
    }),
  )
}
