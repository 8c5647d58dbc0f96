import { expect, it } from 'vitest'
import { leftBelow, limitIn } from '../../src/source/addresses.ts'

it.each([
  ['Max cpu time   unlimited  unlimited  seconds\nMax address space   4096000000   unlimited   bytes\n', 4_096_000_000],
  ['Max address space         unlimited            unlimited            bytes     \n', Infinity],
  ['', Infinity],
])('of limits %j, addresses may be %d', (limits, most) => {
  expect(limitIn(limits)).toBe(most)
})

it.each([
  ['VmPeak:\t  900 kB\nVmSize:\t  728744 kB\n', 4_096_000_000 - 746_233_856],
  ['', 4_096_000_000],
])('of a status %j, %d are left', (status, left) => {
  expect(leftBelow(4_096_000_000, status)).toBe(left)
})
