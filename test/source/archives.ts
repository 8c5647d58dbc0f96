import { spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { has } from '../machine.js'

export type Tool = 'gzip' | 'zstd' | 'xz' | 'bzip2'

/** Whether the system's program is here that makes such archives. */
export function isThere(tool: Tool): boolean {
  return tool === 'gzip' || has(tool)
}

/** An archive of a text, made by the program itself. */
export function pack(tool: Tool, text: string | Buffer, options: readonly string[] = []): Buffer {
  if (tool === 'gzip') return gzipSync(text)
  const { status, stdout } = spawnSync(tool, ['-c', ...options], { input: text, maxBuffer: 1e9 })
  if (status !== 0) throw new Error(`${tool} failed`)
  return stdout
}
