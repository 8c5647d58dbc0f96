import type { TableSpec } from '../../domain/table.ts'
import { refuseWithoutUses } from './schema-impact.ts'
import type { Shape } from './shape.ts'
import { requireSqlite } from './write-sqlite.ts'

/**
 * Refuses a shape that this table cannot have, or this machine cannot make, before there is a table.
 *
 * @throws ProblemError SQLITE_MISSING, SHAPE_NEEDS_USES
 */
export async function refuseShape(shape: Shape, spec: TableSpec): Promise<void> {
  if (shape === 'sqlite') await requireSqlite()
  if (shape === 'schema-impact') refuseWithoutUses(spec)
}
