import { expect, it } from 'vitest'
import { kernelWithoutMemory } from '../../../../src/kernel/index.ts'
import { learntBy, takeUpLearnt } from '../../../../src/pipeline/reading/jobs/learnt.ts'
import { planCount } from '../../../../src/pipeline/plan-count.ts'
import { configurationOf } from '../../../properties/count-in-process.ts'

const configuration = configurationOf(`service: { name: Essai, url: "https://www.example.fr" }
features: [ { id: simulateur, match: [ /simulateur ] } ]
datasets: [ { by: [ month, feature, device ], protection: exact, accept_risk: true } ]
`)
const AGENTS = [
  'curl/8.5.0',
  'Googlebot/2.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
]

it('what one thread found out is known to another, and means the same', () => {
  const [one, other] = [planCount({ configuration }), planCount({ configuration })]
  // What the other knew by itself is in other places: it must go.
  const bytesOf = (agent: string): Buffer => Buffer.from(agent)
  for (const agent of AGENTS.toReversed()) other.agents.classify(bytesOf(agent), 0, agent.length)
  const classes = AGENTS.map((agent) => ({ ...one.agents.classify(bytesOf(agent), 0, agent.length) }))
  const path = bytesOf('/simulateur')
  one.kernel.paths?.keep(path, 0, path.length, 1, 0, 3)
  takeUpLearnt(other, structuredClone(learntBy(one)))
  expect(AGENTS.map((agent) => other.agents.known?.memo.find(bytesOf(agent), 0, agent.length))).toEqual([1, 2, 3, 4])
  expect(AGENTS.map((agent) => other.agents.classify(bytesOf(agent), 0, agent.length))).toEqual(classes)
  expect([1, 2].map((method) => other.kernel.paths?.find(path, 0, path.length, method, 0))).toEqual([3, -1])
})

it.each(['the one that tells', 'the one that is told', 'both'])(
  '%s without memory of the kernel: each keeps what it knows',
  (who) => {
    const bytes = AGENTS.map((agent) => Buffer.from(agent))
    const [one, other] = [planCount({ configuration }), planCount({ configuration })]
    for (const agent of bytes) one.agents.classify(agent, 0, agent.length)
    const classes = bytes.toReversed().map((agent) => ({ ...other.agents.classify(agent, 0, agent.length) }))
    const without = { kernel: kernelWithoutMemory() }
    const teller = who === 'the one that is told' ? one : { ...one, ...without }
    const told = who === 'the one that tells' ? other : { ...other, ...without }
    takeUpLearnt(told, structuredClone(learntBy(teller)))
    expect(bytes.toReversed().map((agent) => other.agents.classify(agent, 0, agent.length))).toEqual(classes)
  },
)
