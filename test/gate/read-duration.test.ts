import { describe, expect, it } from 'vitest'
import type { DurationUnit } from '../../src/domain/contracts.ts'
import { listFormats } from '../../src/format/index.ts'
import { readDuration } from '../../src/gate/read/read-duration.ts'
import { hitsOf, testGate } from './test-gate.ts'

describe('a duration, in µs', () => {
  it.each<{ text: string; unit: DurationUnit; us: number; why: string }>([
    { text: '0.046', unit: 's', us: 46_000, why: 'nginx' },
    { text: '46', unit: 'ms', us: 46_000, why: 'a proxy' },
    { text: '46012', unit: 'us', us: 46_012, why: 'Apache %D' },
    { text: '46012345', unit: 'ns', us: 46_012, why: 'Traefik' },
    { text: '1.2e-05', unit: 's', us: 12, why: 'Go writes the smallest so' },
    { text: '1.5E2', unit: 'ms', us: 150_000, why: 'a positive exponent' },
    { text: '0', unit: 's', us: 0, why: 'no time at all' },
    { text: '0.010, 0.020 : 0.003', unit: 'upstream-s', us: 33_000, why: 'several servers' },
    { text: '-, 0.020', unit: 'upstream-s', us: 20_000, why: 'one that was not asked' },
    { text: '-', unit: 'upstream-s', us: -1, why: 'none was asked' },
    { text: '0.000 0.045 0.001', unit: 'sum-s', us: 46_000, why: 'a load balancer' },
    { text: '0.000 -1 -1', unit: 'sum-s', us: -1, why: 'one whose time was not taken' },
    { text: '46 msecs', unit: 'written', us: 46_000, why: 'uWSGI' },
    { text: '46012 micros', unit: 'written', us: 46_012, why: 'uWSGI, finer' },
    { text: '46.012345ms', unit: 'written', us: 46_012, why: 'Go' },
    { text: '850\xc2\xb5s', unit: 'written', us: 850, why: 'Go, finer' },
    { text: '850us', unit: 'written', us: 850, why: 'in ASCII' },
    { text: '46012ns', unit: 'written', us: 46, why: 'the finest' },
    { text: '1.5s', unit: 'written', us: 1_500_000, why: 'seconds' },
    { text: '1h2m3.5s', unit: 'written', us: 3_723_500_000, why: 'added up' },
    { text: '46', unit: 'written', us: -1, why: 'its unit is missing' },
    { text: '1m46', unit: 'written', us: -1, why: 'that of the second is missing' },
    { text: '46 ', unit: 'written', us: -1, why: 'a space alone' },
    { text: '46x', unit: 'written', us: -1, why: 'no unit' },
    { text: '', unit: 'written', us: -1, why: 'nothing written' },
    { text: 'LEAK', unit: 'written', us: -1, why: 'its number is missing' },
    { text: '+46', unit: 'ms', us: -1, why: 'HAProxy: still running' },
    { text: '-1', unit: 'ms', us: -1, why: 'not taken' },
    { text: 'LEAK', unit: 's', us: -1, why: 'no number' },
    { text: '', unit: 's', us: -1, why: 'nothing' },
  ])('$why: $text', ({ text, unit, us }) => {
    const bytes = Buffer.from(`9${text}9`, 'latin1')
    expect(readDuration(bytes, 1, 1 + text.length, unit)).toBe(us)
  })
})

it('is read of the sample lines of every format that has one', () => {
  const told = listFormats().flatMap(({ name, samples }) => {
    const gate = testGate({ format: name, asks: true })
    return hitsOf(gate, `${samples.join('\n')}\n`).flatMap(({ duration }) =>
      duration === undefined ? [] : [`${name} ${duration}`],
    )
  })
  expect(told).toEqual([
    'combined_time 46000',
    'combined_upstream 46000',
    'combined_upstream 0',
    'combined_upstream 46000',
    'combined_upstream 46000',
    'combined_d 46012',
    'gandi 0',
    'haproxy 46000',
    'haproxy 46000',
    'haproxy_clf 46000',
    'traefik 46000',
    'envoy 46000',
    'w3c 46000',
    'iis 46000',
    'cloudfront 46000',
    'elb 42471',
    'alb 46000',
    'squid 46000',
    'squid 16000',
    'ltsv 46000',
    'caddy 46000',
    'traefik_json 46012',
    'cloudfront_json 46000',
    'nginx_json 46000',
    'nginx_json 46000',
    'heroku 46000',
    'heroku 30000000',
    'scalingo 46000',
    'uwsgi 46000',
  ])
})
