import type { Escapes } from '../../domain/contracts.ts'

/** The byte by which an escape begins that is left in a target when its form is told; −1: none is. */
export function escapeByte(escapes: Escapes): number {
  switch (escapes) {
    case 'backslash':
      return 0x5c
    case 'doubled':
      return 0x22
    case 'hash':
    case 'json':
    case 'none':
      return -1
  }
}
