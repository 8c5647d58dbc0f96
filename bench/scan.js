// How long the scanners take for a byte, beside a loop written by hand for `combined`: needs `npm run build`.
import { compileFormat } from '../dist/format/index.js'
import { SPAN, SPANS_LENGTH } from '../dist/domain/contracts.js'
import { logChunks } from './lines.js'
import { scanByHand } from './scan-by-hand.js'
import { writeCaddy, writeJson } from './write-json.js'

const LINES = 4000
const ROUNDS = Number(process.argv[2] ?? 60)

const lines = [...logChunks(LINES)].join('').trimEnd().split('\n')
const exchanges = lines.map((line) => {
  const [front, request, numbers, referrer, , agent] = line.split('"')
  const [method, target, protocol] = request.split(' ')
  const [, status, bytes] = numbers.split(' ')
  return {
    address: front.split(' ')[0],
    time: front.slice(-28, -2),
    method,
    target,
    protocol,
    status,
    bytes,
    referrer,
    agent,
  }
})
const combined = bytesOf(lines)
const stockScan = compileFormat('combined').scan
const cases = [
  caseOf('by hand', scanByHand, combined),
  caseOf('combined', stockScan, combined),
  ...[
    ['nginx_json', exchanges.map(writeJson)],
    ['caddy', exchanges.map(writeCaddy)],
  ].map(([name, written]) => {
    const bytes = bytesOf(written)
    return caseOf(name, compileFormat(name, undefined, { bytes, start: 0, end: bytes.length }).scan, bytes)
  }),
]

// In turns, and the best of all rounds: on a machine that others use, what is more is theirs.
for (let round = 0; round < ROUNDS; round++) for (const one of cases) one.best = Math.min(one.best, timeOf(one))
const [hand, stock] = cases
console.log('scanner       bytes a line   ns a line   ns a byte   ÷ by hand   ÷ combined')
for (const { name, bytes, best } of cases) {
  const aByte = best / bytes.length
  const cells = [bytes.length / LINES, best / LINES, aByte, aByte / perByte(hand), aByte / perByte(stock)]
  console.log(
    name.padEnd(12) + cells.map((cell, i) => cell.toFixed(i < 2 ? 0 : 2).padStart([14, 12, 12, 12, 13][i])).join(''),
  )
}

function bytesOf(written) {
  return Buffer.from(`${written.join('\n')}\n`, 'latin1')
}

/** A scanner that reads its lines; the loop by hand must find what `combined` finds. */
function caseOf(name, scan, bytes) {
  const check = name === 'by hand' ? stockScan : scan
  const [spans, expected] = [new Int32Array(SPANS_LENGTH).fill(-1), new Int32Array(SPANS_LENGTH).fill(-1)]
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at)
    if (scan(bytes, at, end, spans) !== -1 || check(bytes, at, end, expected) !== -1)
      throw new Error(`${name} does not read its lines`)
    if (Object.values(SPAN).some((start) => isOther(spans, expected, start)))
      throw new Error(`${name} finds other spans`)
    at = end + 1
  }
  return { name, scan, bytes, spans, best: Infinity }
}

function isOther(spans, expected, start) {
  return spans[start] !== expected[start] || (spans[start] >= 0 && spans[start + 1] !== expected[start + 1])
}

function timeOf({ scan, bytes, spans }) {
  const start = process.hrtime.bigint()
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at)
    scan(bytes, at, end, spans)
    at = end + 1
  }
  return Number(process.hrtime.bigint() - start)
}

function perByte({ best, bytes }) {
  return best / bytes.length
}
