import { describe, expect, it } from 'vitest'
import { baseAddress } from '../../src/portal/publish-dataset.ts'
import { errnoOfFailure, isHopeless, portalMessage } from '../../src/portal/open-sender.ts'
import { pageAddress } from '../../src/portal/without-key.ts'
import { waitBefore } from '../../src/portal/bring-up-to-date.ts'

describe('baseAddress', () => {
  it.each([
    { text: 'https://www.data.gouv.fr', is: 'https://www.data.gouv.fr/api/1' },
    { text: 'https://demo.data.gouv.fr/', is: 'https://demo.data.gouv.fr/api/1' },
    { text: 'https://demo.data.gouv.fr/api/1/', is: 'https://demo.data.gouv.fr/api/1' },
    { text: 'https://example.org/portal//', is: 'https://example.org/portal/api/1' },
    { text: 'http://localhost:5000', is: 'http://localhost:5000/api/1' },
    { text: 'http://127.0.0.1:5000', is: 'http://127.0.0.1:5000/api/1' },
    { text: 'http://[::1]:5000', is: 'http://[::1]:5000/api/1' },
  ])('$text', ({ text, is }) => {
    expect(baseAddress(text, '/api/1', 'data.gouv.fr')).toBe(is)
  })

  it.each([
    { text: 'www.data.gouv.fr', why: 'malformed' },
    { text: 'http://www.data.gouv.fr', why: 'insecure' },
    { text: 'http://127.0.0.1.example.org', why: 'insecure' },
    { text: 'http://localhost.example.org', why: 'insecure' },
    { text: 'ftp://example.org', why: 'insecure' },
    { text: 'file:///etc/passwd', why: 'insecure' },
    { text: 'https://LEAK:LEAK@example.org', why: 'credentials' },
    { text: 'https://LEAK@example.org', why: 'credentials' },
    { text: 'https://example.org/?key=LEAK', why: 'query' },
    { text: 'https://example.org/#x', why: 'query' },
  ])('$text $why', ({ text, why }) => {
    expect(() => baseAddress(text, '/api/1', 'data.gouv.fr')).toThrow(
      expect.objectContaining({ problems: [{ code: 'PORTAL_ADDRESS', why, portal: 'data.gouv.fr' }] }),
    )
    expect(() => baseAddress(text, '/api/1', 'data.gouv.fr')).not.toThrow(/LEAK/)
  })
})

describe('portalMessage', () => {
  it.each([
    { answer: { message: 'No' }, is: 'No', why: 'udata' },
    { answer: { help: 'x', success: false, error: { __type: 'T', message: 'No' } }, is: 'No', why: 'CKAN' },
    { answer: { errors: { title: ['a', 'b'], tags: ['c'] } }, is: 'title: a; title: b; tags: c', why: 'fields' },
    { answer: 'a\u001b[31m\nb\u202ec\u0085d', is: 'a [31m b c d', why: 'nothing that a terminal obeys' },
    { answer: 'accès refusé à « été » 日本', is: 'accès refusé à « été » 日本', why: 'any language' },
    { answer: `the key LEAK-key is wrong`, is: 'the key *** is wrong', why: 'no key' },
    { answer: 'x'.repeat(500), is: `${'x'.repeat(200)}…`, why: 'one short line' },
    { answer: [[[[['deep']]]]], is: '', why: 'not what lies deep' },
    { answer: 7, is: '', why: 'no text' },
    { answer: null, is: '', why: 'nothing' },
  ])('$why', ({ answer, is }) => {
    expect(portalMessage(answer, 'LEAK-key')).toBe(is)
  })
})

describe('the key', () => {
  const key = 'k3y+/="\\%41'
  const inAddress = encodeURIComponent(key)
  const inJson = JSON.stringify(key).slice(1, -1)
  it.each([
    { text: `no: ${key}`, why: 'as it is' },
    { text: `no: ${inAddress}`, why: 'in an address' },
    { text: `no: ${inAddress.toLowerCase()}`, why: 'in an address, in small letters' },
    { text: `no: ${encodeURIComponent(inAddress)}`, why: 'in an address within an address' },
    { text: `no: ${inJson}`, why: 'in JSON' },
    { text: `no: ${inJson.replaceAll('/', '\\/')}`, why: 'in JSON of another hand' },
    { text: `no: ${key.replaceAll('+', '\\u002b').replaceAll('/', '\\u002F')}`, why: 'in JSON without its signs' },
    { text: `no: ${JSON.stringify(inJson).slice(1, -1)}`, why: 'in JSON within JSON' },
    { text: `no: ${encodeURIComponent(inJson)}`, why: 'in JSON within an address' },
  ])('$why is in no message, and in no address', ({ text }) => {
    expect(portalMessage(text, key)).toBe('no: ***')
    expect(pageAddress(`https://www.example.org/?${text.slice(4)}`, key)).toBeUndefined()
  })
})

describe('the page of a dataset', () => {
  it.each([
    { page: 'https://www.example.org/datasets/essai/', isShown: true, why: 'an address' },
    { page: 'http://localhost:5000/datasets/%C3%A9t%C3%A9', isShown: true, why: 'another one' },
    { page: undefined, isShown: false, why: 'none' },
    { page: 'javascript:alert(1)', isShown: false, why: 'of another kind' },
    { page: 'https://', isShown: false, why: 'without a host' },
    { page: 'https://a b', isShown: false, why: 'with a space' },
    { page: 'https://www.example.org/\nerror: no', isShown: false, why: 'with a second line' },
    { page: 'https://www.example.org/\u001b[31m', isShown: false, why: 'with what a terminal obeys' },
    { page: `https://www.example.org/${'x'.repeat(3000)}`, isShown: false, why: 'far too long' },
  ])('$why: $isShown', ({ page, isShown }) => {
    expect(pageAddress(page, 'LEAK-key')).toBe(isShown ? page : undefined)
    expect(pageAddress(page, undefined)).toBe(isShown ? page : undefined)
  })
})

describe('failures', () => {
  it.each([
    { error: new DOMException('x', 'TimeoutError'), is: 'ETIMEDOUT' },
    {
      error: new TypeError('x', { cause: Object.assign(new Error('y'), { code: 'ECONNREFUSED' }) }),
      is: 'ECONNREFUSED',
    },
    { error: Object.assign(new Error('y'), { code: 'EPIPE' }), is: 'EPIPE' },
    { error: new TypeError('terminated'), is: 'ECONNRESET' },
    { error: 'text', is: 'ECONNRESET' },
  ])('$is', ({ error, is }) => {
    expect(errnoOfFailure(error)).toBe(is)
  })

  it.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ENOTFOUND'])(
    '%s is not waited for',
    (errno) => {
      expect(isHopeless(errno)).toBe(true)
    },
  )

  it.each(['ECONNREFUSED', 'EAI_AGAIN', 'UND_ERR_SOCKET'])('%s is', (errno) => {
    expect(isHopeless(errno)).toBe(false)
  })

  it('waits by chance between a half and the whole, up to a minute', () => {
    expect(waitBefore(1, undefined, () => 0)).toBe(500)
    expect(waitBefore(1, undefined, () => 1)).toBe(1000)
    expect(waitBefore(20, undefined, () => 1)).toBe(60_000)
    expect(waitBefore(1, 600_001, () => 0)).toBeUndefined()
  })
})
