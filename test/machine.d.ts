export type Need =
  | 'nginx'
  | 'logrotate'
  | 'apache2'
  | 'haproxy'
  | 'lighttpd'
  | 'squid'
  | 'systemd'
  | 'chromium'
  | 'zstd'
  | 'xz'
  | 'bzip2'
  | 'bash'
  | 'zsh'
  | 'fish'
  | 'openssl'
  | 'reuse'
  | 'xmllint'
  | 'libreoffice'
  | 'strace'
  | 'parallel'
  | 'rsync'
  | 'sshd'
  | 'slurm'
  | 'dask'
  | 'pandas'
  | 'duckdbWasm'
  | 'readr'
  | 'sqlite3'
  | 'mawk'
  | 'time'
  | 'rclone'
  | 'terminal'
  | 'root'
  | 'nobody'
  | 'namespaces'
  | 'standards'
  | 'realLogs'

/** Where a program is; undefined: nowhere. */
export function pathOf(program: string): string | undefined
/** Whether it is on this machine, or must be: what `.ci/run` installs is missing in no CI. */
export function has(need: Need): boolean
/** What this machine lacks, and which tests are skipped for it. */
export function lacking(): readonly { readonly debian?: string; readonly name: string; readonly tests: string }[]

/** The `node_modules` in which DuckDB-Wasm is, if it is there. */
export const DUCKDB_WASM: string
