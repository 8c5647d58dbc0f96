import { describe, expect, it } from 'vitest'
import { logNameOf } from '../../../src/pipeline/run/read/log-name.ts'

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
  ])('$why: $path', ({ path }) => {
    expect(logNameOf(path)).toBe('/var/log/nginx/access.log')
  })

  it.each([
    { path: '/var/log/a/access.log.1', name: '/var/log/a/access.log', why: 'another folder' },
    { path: '/var/log/nginx/other.access.log', name: '/var/log/nginx/other.access.log', why: 'another host' },
    { path: '/logs/u_ex260310.log', name: '/logs/u.log', why: 'IIS, a file a day' },
    { path: '/logs/20260310', name: '/logs/20260310', why: 'nothing but a date' },
  ])('$why: $path', ({ path, name }) => {
    expect(logNameOf(path)).toBe(name)
  })
})
