import { SPAN } from '../dist/domain/contracts.js'

const { time, request, method, target, protocol, status, bytes: size, referrer, agent } = SPAN
const [QUOTE, BACKSLASH, SPACE, DASH, OPEN, CLOSE] = [0x22, 0x5c, 0x20, 0x2d, 0x5b, 0x5d]

/** What one would write for `combined` alone: the same spans, the same escapes, no plan. */
export function scanByHand(bytes, start, end, spans) {
  const open = upTo(bytes, upTo(bytes, start, end, SPACE), end, OPEN)
  if (bytes[open + 27] !== CLOSE || bytes[open + 28] !== SPACE || bytes[open + 29] !== QUOTE) return open
  spans[time] = open + 1
  spans[time + 1] = open + 27
  const quote = closing(bytes, open + 30, end)
  if (bytes[quote + 1] !== SPACE) return quote
  spans[request] = open + 30
  spans[request + 1] = quote
  split(bytes, open + 30, quote, spans)
  const numbers = readNumbers(bytes, quote + 2, end, spans)
  return bytes[numbers] === SPACE && bytes[numbers + 1] === QUOTE ? readTexts(bytes, numbers + 2, end, spans) : numbers
}

function readNumbers(bytes, from, end, spans) {
  const space = upTo(bytes, from, end, SPACE)
  spans[status] = from
  spans[status + 1] = space
  let at = space + 1
  if (bytes[at] === DASH) at++
  else while (bytes[at] >= 0x30 && bytes[at] <= 0x39) at++
  spans[size] = space + 1
  spans[size + 1] = at
  return at
}

function readTexts(bytes, from, end, spans) {
  const first = closing(bytes, from, end)
  if (bytes[first + 1] !== SPACE || bytes[first + 2] !== QUOTE) return first
  setText(bytes, from, first, referrer, spans)
  const second = closing(bytes, first + 3, end)
  setText(bytes, first + 3, second, agent, spans)
  return second + 1 === end ? -1 : second
}

function upTo(bytes, from, end, byte) {
  let at = from
  while (at < end && bytes[at] !== byte) at++
  return at
}

function closing(bytes, from, end) {
  let quote = nextQuote(bytes, from)
  while (quote < end && bytes[quote - 1] === BACKSLASH && isEscaped(bytes, from, quote))
    quote = nextQuote(bytes, quote + 1)
  return Math.min(quote, end)
}

function nextQuote(bytes, from) {
  if (bytes[from] === QUOTE) return from
  if (bytes[from + 1] === QUOTE) return from + 1
  const quote = bytes.indexOf(QUOTE, from + 2)
  return quote < 0 ? bytes.length : quote
}

function isEscaped(bytes, from, quote) {
  let back = quote - 1
  while (back > from && bytes[back - 1] === BACKSLASH) back--
  return (quote - back) % 2 === 1
}

function setText(bytes, from, to, span, spans) {
  const isAbsent = to === from || (to === from + 1 && bytes[from] === DASH)
  spans[span] = isAbsent ? -1 : from
  spans[span + 1] = to
}

function split(bytes, start, end, spans) {
  spans[method] = spans[target] = spans[protocol] = -1
  let at = start
  while (isMethodByte(bytes[at])) at++
  if (at === start || at - start > 20 || bytes[at] !== SPACE) return
  const word = lastWord(bytes, end)
  const isHttp = word > at && isHttpAt(bytes, word)
  spans[method] = start
  spans[method + 1] = at
  spans[target] = at + 1
  spans[target + 1] = isHttp ? word - 1 : end
  if (!isHttp) return
  spans[protocol] = word
  spans[protocol + 1] = end
}

function lastWord(bytes, end) {
  return bytes[end - 9] === SPACE ? end - 8 : bytes.lastIndexOf(SPACE, end - 1) + 1
}

function isMethodByte(byte) {
  return (byte >= 0x41 && byte <= 0x5a) || byte === DASH || byte === 0x5f
}

function isHttpAt(bytes, at) {
  const isHttp = bytes[at] === 0x48 && bytes[at + 1] === 0x54 && bytes[at + 2] === 0x54
  return isHttp && bytes[at + 3] === 0x50 && bytes[at + 4] === 0x2f
}
