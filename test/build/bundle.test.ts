import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDoors } from '../../build/open-doors.js'
import { requireLate, SELDOM } from '../../build/require-late.js'
import { testFolder } from '../cli/run-comptage.ts'

const LOADER = join(import.meta.dirname, '../../bin/load-program.js')

describe('what is asked of a door', () => {
  const root = testFolder('doors').fresh({
    'room/index.js': "export { inside as outside } from './one.js';\nexport * from './two.js';\n",
  })
  const { transform } = openDoors(root)

  it('is asked of the module behind it', () => {
    const code = transform('import { outside } from "./room/index.js";', join(root, 'asking.js'))
    expect(code).toBe("import { inside as outside } from './room/one.js';")
  })

  it('and not found there is named', () => {
    const asked = 'import { beyond } from "./room/index.js";'
    expect(() => transform(asked, join(root, 'asking.js'))).toThrow('room/index.js does not pass on beyond')
  })
})

describe('modules that few commands use', () => {
  const lines = SELDOM.map((name) => `let node_${name.replace('/', '_')} = require("node:${name}");\n`)
  const script = `${lines.join('')}const childProcess = require("node:child_process");
(0, node_zlib.gzip)();\nrun( childProcess.spawn);\n`

  it('are required where they are used', () => {
    const late = requireLate(script)
    expect(late).toContain('get node_zlib() { return require("node:zlib") }')
    expect(late).toContain('\n(0, late.node_zlib.gzip)();\nrun( late.node_child_process.spawn);\n')
  })

  it.each([
    [
      lines[SELDOM.indexOf('http')]!,
      'let node_http=require("node:http");',
      'the bundle has no line let node_http = require("node:http");',
    ],
    [
      'const childProcess',
      'var childProcess',
      'the bundle has no line const childProcess = require("node:child_process");',
    ],
    ['(0, node_zlib.gzip)', 'gzip(node_zlib)', 'the bundle uses node_zlib in another way: node_zlib)();'],
    ['run( childProcess', 'run(childProcess', 'the bundle uses childProcess in another way: childProcess.spawn);'],
  ])('are not left early in silence: %j as %j', (as, other, says) => {
    expect(() => requireLate(script.replace(as, other))).toThrow(says)
  })

  it('are loaded by none of the modules that the program begins with, but for what its loader needs', () => {
    const begin = `require(${JSON.stringify(LOADER)}).compile('main.cjs').run(); console.log(process.moduleLoadList.join())`
    const loaded = execFileSync(process.execPath, ['-e', begin], { encoding: 'utf8' }).trim().split(',')
    expect(SELDOM.filter((name) => loaded.includes(`NativeModule ${name}`))).toEqual(['zlib'])
  })
})
