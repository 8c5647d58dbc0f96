import type { Problem } from '../../domain/problem.ts'
import { logNameOf } from '../../recognition/index.ts'
import { findAlike, openHourBook, type HourlyUses } from '../../timeline/index.ts'

export type LogsAlike = Extract<Problem, { readonly code: 'LOGS_ALIKE' }>

/** Watches for logs of the same requests, as those of a proxy and of what stands behind it. What it knows ends with the command. */
type AlikeWatch = {
  /** @param path of a log, rotated or not */
  readonly note: (path: string, uses: HourlyUses) => void
  readonly remarks: () => readonly LogsAlike[]
}

export function watchAlikeLogs(): AlikeWatch {
  const logs = new Map<string, ReturnType<typeof openHourBook>>()
  return {
    note: (path, uses) => {
      const name = logNameOf(path)
      const book = logs.get(name) ?? openHourBook()
      logs.set(name, book)
      book.add(uses)
    },
    remarks: () =>
      findAlike(new Map([...logs].map(([name, book]) => [name, book.uses()]))).map((alike): LogsAlike => ({
        code: 'LOGS_ALIKE',
        ...alike,
        by: 'uses',
      })),
  }
}
