import { describe, expect, it } from 'vitest'
import { openNear } from '../../src/feature/index.ts'
import { FEATURES, testGate } from './test-gate.ts'

const NEAR = openNear(FEATURES, { caseInsensitive: false })
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

function nearOf(request: string, status = 200, agent = FIREFOX, format = 'combined'): string | undefined {
  const gate = testGate({ format })
  const host = format === 'combined' ? '' : 'www.example.fr:443 '
  const line = `${host}203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "${request}" ${status} 9 "-" "${agent}"\n`
  const found: (string | undefined)[] = []
  gate.readLines(Buffer.from(line), 0, line.length, (_, { near }) => found.push(FEATURES[near(NEAR)]?.id))
  expect(found).toHaveLength(1)
  return found[0]
}

describe('the feature that a line came for which none takes', () => {
  it.each([
    ['PUT /simulateur HTTP/1.1', 'simulateur', 'another method'],
    ['HEAD /api/v1/calculate HTTP/1.1', 'api', 'another method than the one that is named'],
    ['GET /simulateur/a.png HTTP/1.1', 'simulateur', 'an image'],
    ['PUT http://www.example.fr/simulateur HTTP/1.1', 'simulateur', 'a target with the host of the service'],
    ['PUT http://other.example.org/simulateur HTTP/1.1', undefined, 'and one with another'],
    ['OPTIONS * HTTP/1.1', undefined, 'no path'],
    ['PUT /nothing HTTP/1.1', undefined, 'no feature near'],
    ['PUT /old-one HTTP/1.1', undefined, 'one that is over'],
  ])('%s: %s, %s', (request, id, why) => {
    expect(nearOf(request), why).toBe(id)
    expect(nearOf(request, 200, FIREFOX, 'vhost_combined'), why).toBe(id)
  })

  it('is none where the answer was a failure', () => {
    expect(nearOf('PUT /simulateur HTTP/1.1', 404)).toBeUndefined()
    expect(nearOf('PUT /simulateur HTTP/1.1', 302)).toBe('simulateur')
  })

  it('is asked for people and programs, never for a declared robot', () => {
    const agents = [FIREFOX, 'python-requests/2.31', '-', 'Googlebot/2.1']
    const near = agents.map((agent) => nearOf('PUT /simulateur HTTP/1.1', 200, agent))
    expect(near).toEqual(['simulateur', 'simulateur', 'simulateur', undefined])
  })
})

describe('a column that names a host', () => {
  it.each([
    ['www.example.fr', false, 'of the service'],
    ['other.example.org', true, 'of another'],
    // What servers write where there is no name: nobody knows whose it is.
    ['-', false, 'none'],
    ['_', false, 'none, as nginx has it'],
    ['x', true, 'of one letter'],
  ])('%s: %s, %s', (host, isForeign, why) => {
    const gate = testGate({ format: 'vhost_combined' })
    const line = `${host}:443 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /simulateur HTTP/1.1" 200 9 "-" "x"\n`
    const found: boolean[] = []
    gate.readLines(Buffer.from(line), 0, line.length, (_, line) => found.push(line.isForeign()))
    expect(found, why).toEqual([isForeign])
  })

  it.each([
    ['http://other.example.org/simulateur', true],
    ['http://www.example.fr/simulateur', false],
    ['/simulateur', false],
  ])('is not what a target names: %s', (target, isForeignTarget) => {
    const gate = testGate({ format: 'vhost_combined' })
    const line = `other.example.org 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET ${target} HTTP/1.1" 200 9 "-" "x"\n`
    const found: boolean[] = []
    gate.readLines(Buffer.from(line), 0, line.length, (_, line) => found.push(line.isForeignTarget()))
    expect(found).toEqual([isForeignTarget])
  })

  it('is none in a log without one, nor where the target says more', () => {
    const found: boolean[] = []
    for (const [format, host, target] of [
      ['combined', '', '/simulateur'],
      ['vhost_combined', 'other.example.org:443 ', 'http://www.example.fr/simulateur'],
    ] as const) {
      const gate = testGate({ format })
      const line = `${host}203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET ${target} HTTP/1.1" 200 9 "-" "x"\n`
      gate.readLines(Buffer.from(line), 0, line.length, (_, line) => found.push(line.isForeign()))
    }
    expect(found).toEqual([false, false])
  })
})
