import { expect, it } from 'vitest'
import { blankHit, clearHit } from '../../src/gate/mutable-hit.ts'

it('leaves nothing of the line before in a hit', () => {
  const hit = blankHit()
  const dirty = Object.fromEntries(Object.keys(hit).map((field) => [field, 77]))
  Object.assign(hit, dirty)
  expect(hit).toEqual(dirty)
  clearHit(hit)
  expect(hit).toEqual(blankHit())
})
