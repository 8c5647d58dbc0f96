'use strict'
const { existsSync, readFileSync, statSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname, join } = require('node:path')
const { setFlagsFromString } = require('node:v8')
const { Script } = require('node:vm')
const { crc32 } = require('node:zlib')

// What runs for 0.2 s is hardly worth optimizing: three times as late as by itself, Node 20 writes the folder of 20 lines in 0.26 s of a
// core in place of 0.32. Later versions count calls, where nothing was gained. A code cache, those of Node's own modules too, fits the
// flags that it was made with: so it is as usual while the program is loaded, and while a thread is.
const HAS_BUDGET = process.versions.node.startsWith('20.')
const [USUAL_BUDGET, LATE_BUDGET] = [67_584, 200_000]
process.on('worker', optimizeAsUsual)

const FOLDER = join(__dirname, '../dist/program')

/**
 * Where what V8 made of a script is kept. It fits one text and one build of Node: V8 itself compares lengths and versions,
 * and the cache of one build of a version makes another one die.
 */
function cacheOf(path, source) {
  const { size, mtimeMs } = statSync(process.execPath)
  return `${path}.${process.version}-${size}-${Math.floor(mtimeMs)}-${crc32(source)}`
}

/**
 * Compiles a script of `dist/program`, a function of what Node gives to a module, with its code cache, where there is one that
 * fits: to compile the program anew takes 0.12 s, as long as to count 120,000 lines, and what a thread that counts runs 16 ms.
 *
 * @returns the script, the file for a cache made of it, and what runs it and returns what it exports
 */
exports.compile = function compile(name) {
  const path = join(FOLDER, name)
  const bytes = readFileSync(path)
  const cache = cacheOf(path, bytes)
  const script = new Script(bytes.latin1Slice(), {
    filename: path,
    ...(existsSync(cache) && { cachedData: readFileSync(cache) }),
  })
  return { script, cache, run }

  function run() {
    const module = { exports: {} }
    script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path))
    optimizeAfter(LATE_BUDGET)
    return module.exports
  }
}

function optimizeAsUsual() {
  optimizeAfter(USUAL_BUDGET)
}
exports.optimizeAsUsual = optimizeAsUsual

function optimizeAfter(budget) {
  if (HAS_BUDGET) setFlagsFromString(`--interrupt-budget=${budget}`)
}
