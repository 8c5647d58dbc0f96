// How long the scanners and the kernel take for a byte, beside a loop written by hand for `combined`: needs `npm run build`.
import { compileFormat } from '../dist/format/index.js'
import { LINE, SPAN, SPANS_LENGTH } from '../dist/domain/contracts.js'
import { openKernel } from '../dist/kernel/index.js'
import { logChunks } from './lines.js'
import { scanByHand } from './scan-by-hand.js'
import { writeCaddy, writeJson, writeTraefik } from './write-json.js'

const LINES = 4000
const CHUNK_BYTES = 1 << 20
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
const stock = compileFormat('combined')
const kernel = openKernel([])
const cases = [
  caseOf('by hand', scanByHand, combined),
  ...casesOf('combined', combined, stock),
  ...[
    ['nginx_json', exchanges.map(writeJson)],
    ['caddy', exchanges.map(writeCaddy)],
    ['traefik_json', exchanges.map(writeTraefik)],
  ].flatMap(([name, written]) => {
    const bytes = bytesOf(written)
    return casesOf(name, bytes, compileFormat(name, undefined, { bytes, start: 0, end: bytes.length }))
  }),
]

// In turns, and the best of all rounds: on a machine that others use, what is more is theirs.
for (let round = 0; round < ROUNDS; round++) for (const one of cases) one.best = Math.min(one.best, timeOf(one))
const aByteOf = (name) => perByte(cases.find((one) => one.name === name))
console.log('scanner               bytes a line   ns a line   ns a byte   ÷ by hand   ÷ combined, kernel')
for (const { name, bytes, best } of cases) {
  const aByte = best / bytes.length
  const cells = [
    bytes.length / LINES,
    best / LINES,
    aByte,
    aByte / aByteOf('by hand'),
    aByte / aByteOf('combined, kernel'),
  ]
  console.log(
    name.padEnd(20) + cells.map((cell, i) => cell.toFixed(i < 2 ? 0 : 2).padStart([14, 12, 12, 12, 21][i])).join(''),
  )
}

function bytesOf(written) {
  return Buffer.from(`${written.join('\n')}\n`, 'latin1')
}

/** The scanner of a format, and the kernel, which must find the same. */
function casesOf(name, bytes, scanner) {
  const plain = caseOf(name, scanner.scan, bytes)
  return [plain, { ...plain, name: `${name}, kernel`, run: kernelRun(scanner, bytes) }]
}

/** A scanner that reads its lines; the loop by hand must find what `combined` finds. */
function caseOf(name, scan, bytes) {
  const check = name === 'by hand' ? stock.scan : scan
  const [spans, expected] = [new Int32Array(SPANS_LENGTH).fill(-1), new Int32Array(SPANS_LENGTH).fill(-1)]
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at)
    if (scan(bytes, at, end, spans) !== -1 || check(bytes, at, end, expected) !== -1)
      throw new Error(`${name} does not read its lines`)
    if (isOther(spans, expected, 0)) throw new Error(`${name} finds other spans`)
    at = end + 1
  }
  return { name, bytes, run: scannerRun(scan, bytes, spans), best: Infinity }
}

function scannerRun(scan, bytes, spans) {
  return () => {
    for (let at = 0; at < bytes.length;) {
      const end = bytes.indexOf(10, at)
      scan(bytes, at, end, spans)
      at = end + 1
    }
  }
}

/** As the gate does: the plan and the copy into its memory once a chunk, a call a line. */
function kernelRun({ scan, kernelPlan }, bytes) {
  const chunks = chunksOf(bytes)
  const expected = new Int32Array(SPANS_LENGTH).fill(-1)
  const run = (check) => {
    for (const [from, to] of chunks) {
      kernel.spans.fill(-1)
      kernel.follow(kernelPlan)
      const held = kernel.hold(bytes, from, to)
      const end = held + to - from
      for (let at = held; at < end;) {
        const stopped = kernel.readLine(at, end)
        check?.(stopped, from - held + kernel.line[LINE.start], from - held)
        at = kernel.line[LINE.lf] + 1
      }
    }
  }
  run((stopped, start, moved) => {
    if (stopped >= 0) throw new Error('the kernel does not read its lines')
    scan(bytes, start, bytes.indexOf(10, start), expected)
    if (isOther(kernel.spans, expected, moved)) throw new Error('the kernel finds other spans')
  })
  return () => run()
}

/** Of whole lines, as long as the program reads them. */
function chunksOf(bytes) {
  const chunks = []
  for (let from = 0; from < bytes.length;) {
    const to = bytes.lastIndexOf(10, from + CHUNK_BYTES) + 1
    chunks.push([from, to])
    from = to
  }
  return chunks
}

function isOther(spans, expected, moved) {
  return Object.values(SPAN).some((start) => {
    if (spans[start] < 0 || expected[start] < 0) return spans[start] >= 0 || expected[start] >= 0
    return spans[start] + moved !== expected[start] || spans[start + 1] + moved !== expected[start + 1]
  })
}

function timeOf({ run }) {
  const start = process.hrtime.bigint()
  run()
  return Number(process.hrtime.bigint() - start)
}

function perByte({ best, bytes }) {
  return best / bytes.length
}
