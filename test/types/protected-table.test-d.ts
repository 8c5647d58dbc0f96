import type { Counted, ProtectedQuality, ProtectedTable } from '../../src/domain/table.ts'
import type { protectQuality, protectTables } from '../../src/protect/index.ts'

declare const counted: Counted
declare const table: ProtectedTable
declare function publish(tables: readonly ProtectedTable[], quality?: ProtectedQuality): void

/** What the room gives is what can be published. */
export const published: Parameters<typeof publish> = [
  [] as ReturnType<typeof protectTables>,
  {} as ReturnType<typeof protectQuality>,
]
publish([table])

// @ts-expect-error true counts are not for publication
publish(counted.tables)
// @ts-expect-error a table made by hand lacks the seal
publish([{ spec: table.spec, categories: [], rows: [] }])
// @ts-expect-error the seal has no name that another file could write
publish([{ spec: table.spec, categories: [], rows: [], seal: true }])
// @ts-expect-error quality made by hand lacks the seal
publish([table], { rows: [] })
// @ts-expect-error rows cannot be exchanged once they are sealed
table.rows = []
// @ts-expect-error nor a figure in them
table.rows[0]!.counts[0] = 3
