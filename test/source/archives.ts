import { spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'

export type Tool = 'gzip' | 'zstd' | 'xz' | 'bzip2'

/** How the system's programs make archives; `.ci/run` installs them. */
export function isThere(tool: Tool): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0
}

/** An archive of a text, made by the program itself. */
export function pack(tool: Tool, text: string | Buffer, options: readonly string[] = []): Buffer {
  if (tool === 'gzip') return gzipSync(text)
  const { status, stdout } = spawnSync(tool, ['-c', ...options], { input: text, maxBuffer: 1e9 })
  if (status !== 0) throw new Error(`${tool} failed`)
  return stdout
}
