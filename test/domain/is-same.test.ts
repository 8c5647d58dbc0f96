import { expect, it } from 'vitest'
import { isSame } from '../../src/domain/is-same.ts'

it.each([
  { why: 'two numbers', a: 1, b: 1, same: true },
  { why: 'a number and a text', a: 1, b: '1', same: false },
  { why: 'nothing and an object', a: null, b: {}, same: false },
  { why: 'keys in another order', a: { x: 1, y: [{ z: 2 }] }, b: { y: [{ z: 2 }], x: 1 }, same: true },
  { why: 'a key without a value', a: { x: undefined }, b: {}, same: true },
  { why: 'a key more', a: {}, b: { x: 1 }, same: false },
  { why: 'a list in another order', a: [1, 2], b: [2, 1], same: false },
  { why: 'a shorter list', a: [1, 2], b: [1], same: false },
  { why: 'a list and an object of its places', a: ['x'], b: { 0: 'x' }, same: false },
])('$why', ({ a, b, same }) => {
  expect([isSame(a, b), isSame(b, a)]).toEqual([same, same])
})
