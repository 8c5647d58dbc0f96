import { readFileSync } from 'node:fs'

// Read as text: Node imports no TypeScript.
const [, LISTED = ''] = readFileSync(new URL('../src/domain/dictionary.ts', import.meta.url), 'utf8').split(
  'MEASURES = [',
)
const MEASURES = new Set(LISTED.slice(0, LISTED.indexOf(']')).match(/\w+/g))

const message = 'What a measure tells is asked of src/protect/measures.ts, for every measure.'

/** For oxlint: a file names no measure, neither as a text nor as a key. */
export default {
  meta: { name: 'measures' },
  rules: {
    'are-asked': {
      create(context) {
        const refuse = (node, name) => {
          if (MEASURES.has(name)) context.report({ node, message })
        }
        return {
          Literal: (node) => refuse(node, node.value),
          Property: (node) => refuse(node, node.key.name),
          TSPropertySignature: (node) => refuse(node, node.key.name),
        }
      },
    },
  },
}
