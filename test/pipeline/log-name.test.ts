import { describe, expect, it } from 'vitest'
import { logNameOf } from '../../src/pipeline/reading/log-name.ts'

describe('logNameOf', () => {
  it.each([
    { path: '/var/log/nginx/access.log', why: 'the live file' },
    { path: '/var/log/nginx/access.log.1', why: 'numbered' },
    { path: '/var/log/nginx/access.log.12.gz', why: 'numbered and compressed' },
    { path: '/var/log/nginx/access.log-20260310', why: 'dateext' },
    { path: '/var/log/nginx/access.log-2026031004.zst', why: 'dateext, hourly' },
    { path: '/var/log/nginx/access.log-20260310-2.xz', why: 'dateext, twice a day' },
    { path: '/var/log/nginx/access.log-1741599000', why: 'seconds since 1970' },
    { path: '/var/log/nginx/access.log-20260310-1741599000.gz', why: 'dateext, a date and seconds since 1970' },
    { path: '/var/log/nginx/access.log.2026-03-10', why: 'as rotatelogs dates' },
    { path: '/var/log/nginx/access-20260310.log', why: 'a date before the ending' },
    { path: '/var/log/nginx/access.1.log', why: 'a number before the ending: extension .log' },
    { path: '/var/log/nginx/access.12.log.gz', why: 'the same, compressed' },
    { path: '/var/log/nginx/access.log.old', why: 'set aside by hand' },
    { path: '/var/log/nginx/access.log.bak.1', why: 'set aside, more than once' },
    { path: '/var/log/nginx/access.log~', why: 'set aside by an editor' },
    { path: '/var/log/nginx/access.log-20260310-143000', why: 'a date and a time' },
    { path: '/var/log/nginx/access.log.20260310T0000', why: 'a date and a time, as ISO 8601 has them' },
    { path: '/var/log/nginx/access.log.2026-03-10T14:30:00Z', why: 'the same, with signs' },
    { path: '/var/log/nginx/access_20260310_1430.log', why: 'a date and a time before the ending' },
    { path: '/var/log/nginx/access.log.2026-03-10-14_30_00', why: 'as rotatelogs may be told to' },
    { path: '/var/log/nginx/access.log.2026.03.10', why: 'a date with points' },
    { path: '/var/log/nginx/access.log.10-03-2026.gz', why: 'the day first: dateformat .%d-%m-%Y' },
    { path: '/var/log/nginx/access-2026-03.log', why: 'a file a month, as cronolog makes' },
  ])('$why: $path', ({ path }) => {
    expect(logNameOf(path)).toBe('/var/log/nginx/access.log')
  })

  it.each([
    { path: '/var/log/a/access.log.1', name: '/var/log/a/access.log', why: 'another folder' },
    { path: '/var/log/nginx/other.access.log', name: '/var/log/nginx/other.access.log', why: 'another host' },
    { path: '/logs/u_ex260310.log', name: '/logs/u.log', why: 'IIS, a file a day' },
    { path: '/logs/192.0.2.3.log', name: '/logs/192.0.2.3.log', why: 'a host by its address' },
    { path: '/logs/site2.log', name: '/logs/site2.log', why: 'a host with a number' },
    { path: '/logs/shop-2026.log', name: '/logs/shop-2026.log', why: 'a year is no date' },
    { path: '/logs/20260310', name: '/logs/20260310', why: 'nothing but a date' },
  ])('$why: $path', ({ path, name }) => {
    expect(logNameOf(path)).toBe(name)
  })
})
