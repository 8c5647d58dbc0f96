import { expect, it } from 'vitest'
import { rotationsOf, splitDump } from '../../src/server/index.ts'
import { fitsPath } from '../../src/source/index.ts'

it.each([
  { name: 'access.log', fits: true },
  { name: 'access.log.1', fits: true },
  { name: 'access.log.2.gz', fits: true },
  { name: 'access.log-20260310', fits: true },
  { name: 'access-20260310.log.gz', fits: true },
  { name: 'access-tls.log', fits: false },
  { name: 'access.logs', fits: false },
  { name: 'error.log', fits: false },
])('$name is access.log: $fits', ({ name, fits }) => {
  expect(rotationsOf('/var/log/access.log').some((glob) => fitsPath(`/var/log/${name}`, glob))).toBe(fits)
})

it('a name without an extension has a number at its end alone', () => {
  expect(rotationsOf('/var/log.d/access_log')).toEqual(['/var/log.d/access_log', '/var/log.d/access_log[-.]*'])
})

it('the output of nginx -T is split into its files, whatever was said before them', () => {
  const dump =
    'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n# configuration file /etc/nginx/nginx.conf:\nhttp { }\n\n# configuration file /etc/nginx/a b:\nx;\n'
  expect([...(splitDump(dump) ?? [])]).toEqual([
    ['/etc/nginx/nginx.conf', 'http { }\n\n'],
    ['/etc/nginx/a b', 'x;\n'],
  ])
  expect(splitDump('http { }\n')).toBeUndefined()
})
