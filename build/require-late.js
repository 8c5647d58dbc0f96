/**
 * Built-in modules that few commands use, loaded by the first line that does: a start takes 8 ms less. Commander would start
 * programs that are called as the commands; ours are in this one.
 */
export const SELDOM = [
  'child_process',
  'crypto',
  'http',
  'https',
  'net',
  'timers/promises',
  'tls',
  'tty',
  'worker_threads',
  'zlib',
]
const COMMANDERS = 'const childProcess = require("node:child_process");'

/** What it looks for is how rolldown writes a script: written in another way, it would be loaded early, and nobody would know. */
export function requireLate(text) {
  const getters = []
  let late = text
  for (const module of SELDOM) {
    const name = `node_${module.replaceAll('/', '_')}`
    late = without(late, `let ${name} = require("node:${module}");\n`).replaceAll(`${name}.`, `late.${name}.`)
    refuseLeft(late, name)
    getters.push(`get ${name}() { return require("node:${module}") }`)
  }
  late = without(late, COMMANDERS).replaceAll(' childProcess.', ' late.node_child_process.')
  refuseLeft(late, 'childProcess')
  return `const late = { ${getters.join(', ')} };\n${late}`
}

function without(text, line) {
  if (!text.includes(line)) throw new Error(`the bundle has no line ${line.trim()}`)
  return text.replace(line, '')
}

/** Whatever still uses the name would not find it. */
function refuseLeft(text, name) {
  const [left] = text.match(new RegExp(`(?<!late\\.)\\b${name}\\b.*`)) ?? []
  if (left !== undefined) throw new Error(`the bundle uses ${name} in another way: ${left}`)
}
