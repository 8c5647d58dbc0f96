import { expect, it } from 'vitest'
import { KNOWN_HOSTS } from '../../src/referrer/known-hosts.ts'

it('every known host is a host name of two labels or more, and is there once', () => {
  const hosts = KNOWN_HOSTS.map(([, host]) => host)
  expect(hosts.filter((host) => !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(host))).toEqual([])
  expect(hosts.filter((host, i) => hosts.indexOf(host) !== i)).toEqual([])
})

it('no known host repeats what a shorter one of its kind says', () => {
  const kinds = new Map(KNOWN_HOSTS.map(([kind, host]) => [host, kind]))
  const parentOf = (host: string) => host.slice(host.indexOf('.') + 1)
  expect(KNOWN_HOSTS.filter(([kind, host]) => kinds.get(parentOf(host)) === kind)).toEqual([])
})
