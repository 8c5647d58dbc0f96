#!/usr/bin/env node
// CommonJS, which any Node loads, and this one 0.01 s sooner than a module. As `engines` of package.json: what is loaded below
// does not run in an older Node, and its errors would not say why.
'use strict'
const [NEEDED_MAJOR, NEEDED_MINOR] = [20, 19]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < NEEDED_MAJOR || (major === NEEDED_MAJOR && minor < NEEDED_MINOR)) {
  const needed = `${NEEDED_MAJOR}.${NEEDED_MINOR}`
  process.stderr.write(`comptage: Node ${needed} or later is needed; this is ${process.versions.node}
comptage : il faut Node ${needed} ou plus récent ; celui-ci est ${process.versions.node}
`)
  process.exit(78)
}
const { main } = require('./load-program.js').compile('main.cjs').run()
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
