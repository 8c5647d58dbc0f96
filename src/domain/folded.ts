import { FOLDED, isFolded, type Protection, type TableSpec } from './table.ts'

/** The words of each dimension that rows may have, the one for what is folded included where it ever was. */
export function categoriesWithFolded(
  spec: Pick<TableSpec, 'protection' | 'dimensions'>,
  categories: readonly (readonly string[])[],
  earlier: readonly Protection[] = [],
): readonly (readonly string[])[] {
  const isAnyFolded = [spec.protection, ...earlier].some((protection) => isFolded({ ...spec, protection }))
  return isAnyFolded ? categories.map((words) => [...words, FOLDED]) : categories
}
