import type { ProtectedQuality, ProtectedTable } from '../domain/table.ts'

type Sealable = ProtectedTable | ProtectedQuality

const sealed = new WeakSet()

/**
 * Declares that a table may be published. The only place where one comes into being: the door of this room does not let
 * this function out.
 */
export function seal<T extends Sealable>(open: Omit<T, keyof T & symbol>): T {
  Object.freeze(open)
  sealed.add(open)
  // The seal is a type without a value, so nothing but an assertion can give it.
  return open as T
}

/** Whether `protect` made this very object. Asked at run time too, since a spread copy or a type predicate keeps the type. */
export function isSealed(table: Sealable): boolean {
  return sealed.has(table)
}
