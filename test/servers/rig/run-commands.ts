import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { mainInProcess } from '../../cli/main-in-process.ts'
import { filesBelow } from '../../cli/run-comptage.ts'
import { SERVICE } from './exchanges.ts'

export type CommandsRun = {
  readonly codes: readonly number[]
  /** The table as printed: by feature, its uses and its errors, days added up. */
  readonly figures: Readonly<Record<string, readonly [uses: number, errors: number]>>
  /** All that was said and written, file names included. */
  readonly everything: string
}

/** Runs the commands that read a log, by the program's own command line. */
export async function runCommands(log: string, format: string): Promise<CommandsRun> {
  const folder = mkdtempSync(join(tmpdir(), 'comptage-outputs-'))
  try {
    const configuration = join(folder, 'comptage.yaml')
    writeFileSync(configuration, SERVICE)
    const read = ['-c', configuration, '--format', format]
    const exact = ['--protection', 'exact', '--accept-risk']
    const count = await mainInProcess(['count', ...read, ...exact, '--ledger', join(folder, 'ledger.json'), log])
    const folders = await mainInProcess(['count', ...read, '-o', join(folder, 'open-data'), log])
    const check = await mainInProcess(['check', ...read, log])
    const runs = [count, folders, check]
    return {
      codes: runs.map(({ code }) => code),
      figures: figuresOf(count.stdout),
      everything: [
        ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
        ...Object.entries(filesBelow(folder)).flat(),
      ].join('\n'),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function figuresOf(csv: string): CommandsRun['figures'] {
  const rows: readonly Readonly<Record<string, string>>[] = parse(csv, { columns: true })
  const figures: Record<string, readonly [number, number]> = {}
  for (const { fonctionnalite = '', requetes, erreurs } of rows) {
    const [uses, errors] = figures[fonctionnalite] ?? [0, 0]
    figures[fonctionnalite] = [uses + Number(requetes), errors + Number(erreurs)]
  }
  return figures
}
