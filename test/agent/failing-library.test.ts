import { expect, it, vi } from 'vitest'
import { createAgentClassifier } from '../../src/agent/index.ts'
import { CLIENTS } from '../../src/domain/dictionary.ts'

vi.mock('isbot', () => ({
  isbot: (text: string) => {
    throw new Error(`cannot read ${text}`)
  },
}))

it('a library that throws gives unknown, and its message goes nowhere', () => {
  const bytes = new TextEncoder().encode('LEAK/1.0')
  const { client } = createAgentClassifier({ families: true }).classify(bytes, 0, bytes.length)
  expect(CLIENTS[client]).toBe('unknown')
})
