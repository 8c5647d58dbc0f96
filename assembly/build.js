// Compiles kernel.ts into src/kernel/kernel-code.ts: WebAssembly as text, so that the program needs no file beside it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileKernel, KERNEL_CODE } from './compile.js'

writeFileSync(fileURLToPath(KERNEL_CODE), await compileKernel())
