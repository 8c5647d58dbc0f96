import { describe, expect, it } from 'vitest'
import { combined, hitOf, hitsOf, testGate } from './test-gate.ts'

const HOST = 'https://www.example.fr'

describe('where a use came from', () => {
  it.each([
    { referrer: '-', from: '(none)', why: 'no referrer' },
    { referrer: 'https://LEAK.example.org/simulateur', from: '(outside)', why: 'another site' },
    { referrer: `${HOST}/`, from: 'home', why: 'a feature' },
    { referrer: HOST, from: 'home', why: 'a host alone' },
    { referrer: `${HOST}/simulateur/LEAK?q=LEAK#LEAK`, from: 'simulateur', why: 'query and fragment are cut' },
    { referrer: `${HOST}/demarches/LEAK/dossier`, from: 'dossier', why: 'a segment of any name' },
    { referrer: `${HOST}/caf%C3%A9`, from: 'accents', why: 'an encoded path' },
    { referrer: `${HOST}/LEAK`, from: '(inside)', why: 'a page that no feature has' },
    { referrer: `${HOST}/health`, from: '(inside)', why: 'an ignored page' },
    { referrer: `${HOST}/logo.png`, from: '(inside)', why: 'a file of a page' },
    { referrer: `${HOST}/api/v1/calculate`, from: '(inside)', why: 'a page is asked for by GET' },
    { referrer: `${HOST}/search?type=aide`, from: 'search', why: 'a condition on its query' },
    { referrer: `${HOST}/search?type=LEAK`, from: '(inside)', why: 'another query' },
    { referrer: `${HOST}/old-one`, from: '(inside)', why: 'a feature of another day' },
    { referrer: 'LEAK', from: '(outside)', why: 'no address' },
  ])('$why', ({ referrer, from }) => {
    expect(hitOf(combined({ referrer }), { asks: true }).from).toBe(from)
  })

  it('is not found out where nobody asks', () => {
    expect(hitOf(combined({ referrer: `${HOST}/` }))).toMatchObject({ from: undefined, duration: undefined })
  })

  it('does not change what the line itself is', () => {
    const lines = ['/', '/simulateur', '/LEAK'].map((path) => `${combined({ referrer: HOST + path })}\n`).join('')
    const without = hitsOf(testGate(), lines)
    const asked = hitsOf(testGate({ asks: true }), lines).map((hit) => ({ ...hit, from: undefined }))
    expect(asked).toEqual(without)
  })

  it('is found out for a feature alone, and so is a duration', () => {
    const format =
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time'
    const lineOf = (path: string) => `${combined({ request: `GET ${path} HTTP/1.1`, referrer: `${HOST}/` })} 0.046`
    expect(hitOf(lineOf('/'), { asks: true, format })).toMatchObject({ from: 'home', duration: 46_000 })
    expect(hitOf(lineOf('/LEAK'), { asks: true, format })).toMatchObject({ from: undefined, duration: undefined })
  })

  it('reads a referrer as it was sent where the server decodes its targets', () => {
    const format = '%h %l %u %t "%m %U %H" %>s %b "%{Referer}i" "%{User-Agent}i"'
    const line = combined({ request: 'GET /a b HTTP/1.1', referrer: `${HOST}/caf%C3%A9` })
    expect(hitOf(line, { asks: true, format }).from).toBe('accents')
  })
})
