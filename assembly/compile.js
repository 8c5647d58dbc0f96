import asc from 'assemblyscript/asc'
import { existsSync, readFileSync } from 'node:fs'

export const KERNEL_CODE = new URL('../src/kernel/kernel-code.ts', import.meta.url)

const OPTIONS = ['--enable', 'simd', '--runtime', 'stub', '-O3', '--noAssert', '--use', 'abort=', '--importMemory']

/** The text of src/kernel/kernel-code.ts: the same for the same source and the same compiler. */
export async function compileKernel() {
  const files = new Map()
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...OPTIONS], {
    readFile: readSource,
    writeFile: (name, contents) => files.set(name, contents),
    listFiles: () => [],
  })
  if (error !== null) throw new Error(`the kernel does not compile\n${stderr.toString()}`)
  const code = Buffer.from(files.get('kernel.wasm')).toString('base64')
  const lines = code.match(/.{1,110}/g).map((line) => `  '${line}'`)
  return `// Made of assembly/ by \`npm run kernel\`; a test holds the two together.\nexport const KERNEL_CODE: string = [\n${lines.join(',\n')},\n].join('')\n`
}

function readSource(name) {
  const file = new URL(name, import.meta.url)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
