import { SPAN } from '../dist/domain/contracts.js'

const { time, request, method, target, protocol, status, bytes: size, referrer, agent } = SPAN
const [QUOTE, BACKSLASH, SPACE, DASH] = [0x22, 0x5c, 0x20, 0x2d]

/** What one would write for `combined` alone: the same spans, the same escapes, no plan. */
export function scanByHand(bytes, start, end, spans) {
  let at = start
  while (at < end && bytes[at] !== SPACE) at++
  while (at < end && bytes[at] !== 0x5b) at++
  if (at + 28 > end || bytes[at + 27] !== 0x5d || bytes[at + 28] !== SPACE || bytes[at + 29] !== QUOTE) return at
  spans[time] = at + 1
  spans[time + 1] = at + 27
  let from = at + 30
  let quote = closing(bytes, from, end)
  if (quote >= end || bytes[quote + 1] !== SPACE) return quote
  spans[request] = from
  spans[request + 1] = quote
  split(bytes, from, quote, spans)
  from = at = quote + 2
  while (at < end && bytes[at] !== SPACE) at++
  spans[status] = from
  spans[status + 1] = at
  from = ++at
  if (bytes[at] === DASH) at++
  else while (at < end && bytes[at] >= 0x30 && bytes[at] <= 0x39) at++
  if (bytes[at] !== SPACE || bytes[at + 1] !== QUOTE) return at
  spans[size] = from
  spans[size + 1] = at
  from = at + 2
  quote = closing(bytes, from, end)
  if (quote >= end || bytes[quote + 1] !== SPACE || bytes[quote + 2] !== QUOTE) return quote
  setText(bytes, from, quote, referrer, spans)
  from = quote + 3
  quote = closing(bytes, from, end)
  setText(bytes, from, quote, agent, spans)
  return quote + 1 === end ? -1 : quote
}

function closing(bytes, from, end) {
  let quote = bytes[from] === QUOTE ? from : bytes[from + 1] === QUOTE ? from + 1 : bytes.indexOf(QUOTE, from + 2)
  while (quote >= 0 && quote < end && bytes[quote - 1] === BACKSLASH) {
    let back = quote - 1
    while (back > from && bytes[back - 1] === BACKSLASH) back--
    if ((quote - back) % 2 === 0) break
    quote = bytes.indexOf(QUOTE, quote + 1)
  }
  return quote < 0 || quote > end ? end : quote
}

function setText(bytes, from, to, span, spans) {
  const isAbsent = to === from || (to === from + 1 && bytes[from] === DASH)
  spans[span] = isAbsent ? -1 : from
  spans[span + 1] = to
}

function split(bytes, start, end, spans) {
  spans[method] = spans[target] = spans[protocol] = -1
  let at = start
  while (at < end && ((bytes[at] >= 0x41 && bytes[at] <= 0x5a) || bytes[at] === DASH || bytes[at] === 0x5f)) at++
  if (at === start || at - start > 20 || bytes[at] !== SPACE) return
  const methodEnd = at
  while (at < end && bytes[at] === SPACE) at++
  let last = end
  while (last > at && bytes[last - 1] === SPACE) last--
  let word = last - 8
  if (bytes[word - 1] !== SPACE) {
    word = last
    while (word > at && bytes[word - 1] !== SPACE) word--
  }
  const isHttp =
    bytes[word] === 0x48 &&
    bytes[word + 1] === 0x54 &&
    bytes[word + 2] === 0x54 &&
    bytes[word + 3] === 0x50 &&
    bytes[word + 4] === 0x2f
  let targetEnd = isHttp ? word : last
  while (targetEnd > at && bytes[targetEnd - 1] === SPACE) targetEnd--
  if (targetEnd === at) return
  spans[method] = start
  spans[method + 1] = methodEnd
  spans[target] = at
  spans[target + 1] = targetEnd
  if (!isHttp) return
  spans[protocol] = word
  spans[protocol + 1] = last
}
