// Waits for what `.ci/run` installs beside all else, fifteen minutes at most; fails where it could not be.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const ready = process.env['COMPTAGE_MACHINE'] ?? ''
const failed = join(dirname(ready), 'not-installed')
for (let second = 0; second < 900 && !existsSync(ready) && !existsSync(failed); second++) await setTimeout(1000)
if (!existsSync(ready)) {
  console.error('what the tests need could not be installed')
  process.exitCode = 1
}
