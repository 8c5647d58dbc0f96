import { expect, it } from 'vitest'
import { indexOf } from '../../../src/domain/dictionary.ts'
import type { PathShape } from '../../../src/gate/index.ts'
import { countShapes } from '../../../src/pipeline/check/count-shapes.ts'

const counter = () => countShapes({ shapeOf: () => [], textOf: (shape) => `/${shape.join('/')}` })
const shapeOf = (...positions: readonly number[]): PathShape => positions.map((position) => indexOf<'shape'>(position))

function noteTimes(noted: ReturnType<typeof counter>, shape: PathShape, times: number): void {
  // One by one, and the last two together.
  for (let i = 2; i < times; i++) noted.note(shape, 1)
  noted.note(shape, 2)
}

it('shows the commonest first, and none below the threshold', () => {
  const shapes = counter()
  noteTimes(shapes, shapeOf(1), 11)
  noteTimes(shapes, shapeOf(1, 2), 10)
  noteTimes(shapes, shapeOf(12), 30)
  noteTimes(shapes, shapeOf(), 12)
  expect(shapes.commonest(11)).toEqual({
    shown: [
      { shape: '/12', requests: 30 },
      { shape: '/', requests: 12 },
      { shape: '/1', requests: 11 },
    ],
    others: 10,
  })
})

it('shows fifty at most', () => {
  const shapes = counter()
  for (let position = 0; position < 60; position++) noteTimes(shapes, shapeOf(position), 20)
  const { shown, others } = shapes.commonest(11)
  expect(shown).toHaveLength(50)
  expect(others).toBe(200)
})

it('holds 4,096 shapes at most, and loses no request', () => {
  const shapes = counter()
  for (let position = 0; position < 5000; position++) shapes.note(shapeOf(position), 1)
  // Held, and too late to be.
  noteTimes(shapes, shapeOf(4095), 20)
  noteTimes(shapes, shapeOf(4096), 30)
  expect(shapes.commonest(11)).toEqual({ shown: [{ shape: '/4095', requests: 21 }], others: 4999 + 30 })
})

it('of no request says nothing', () => {
  expect(counter().commonest(11)).toEqual({ shown: [], others: 0 })
})
