import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, it } from 'vitest'
import { MEASURES } from '../../src/domain/dictionary.ts'
import { ROOT } from '../cli/run-comptage.ts'

const eslint = new ESLint({ cwd: ROOT })

async function rulesBroken(file: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) })
  return result!.messages.map(({ ruleId }) => ruleId)
}

it.each(MEASURES)('a file of protect may not name %s: the record of all measures is asked', async (measure) => {
  const text = `export const named = '${measure}'\n`
  expect(await rulesBroken('src/protect/seal.ts', text)).toEqual(['no-restricted-syntax'])
  expect(await rulesBroken('src/protect/measures.ts', text)).toEqual([])
})

it('nor keep a record of some of them', async () => {
  expect(await rulesBroken('src/protect/seal.ts', 'export const some = { entries: 1 }\n')).toEqual([
    'no-restricted-syntax',
  ])
})
