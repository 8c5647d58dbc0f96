import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileKernel, KERNEL_CODE } from '../../assembly/compile.js'

it('src/kernel/kernel-code.ts is what assembly/kernel.ts compiles to', async () => {
  expect(readFileSync(KERNEL_CODE, 'utf8')).toBe(await compileKernel())
})
