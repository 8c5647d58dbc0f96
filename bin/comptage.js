#!/usr/bin/env node
// As `engines` of package.json. What is imported below does not load in an older Node, and its errors would not say why.
const [NEEDED_MAJOR, NEEDED_MINOR] = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < NEEDED_MAJOR || (major === NEEDED_MAJOR && minor < NEEDED_MINOR)) {
  const needed = `${NEEDED_MAJOR}.${NEEDED_MINOR}`
  process.stderr.write(`comptage: Node ${needed} or later is needed; this is ${process.versions.node}
comptage : il faut Node ${needed} ou plus récent ; celui-ci est ${process.versions.node}
`)
  process.exit(78)
}
const { loadProgram } = await import('./load-program.js')
const { main } = loadProgram().program
process.exitCode = await main(process.argv.slice(2))
