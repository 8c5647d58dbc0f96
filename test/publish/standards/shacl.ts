import { readFileSync } from 'node:fs'
import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import SHACLValidator from 'rdf-validate-shacl'
import { z } from 'zod'

const ANY_OBJECT = z.looseObject({})

/** A validator by the official shapes: what it holds against a text of JSON-LD. Warnings are recommendations. */
export function shaclOf(shapes: readonly URL[]): (text: string) => Promise<readonly string[]> {
  const open = () =>
    new SHACLValidator(new Store(shapes.flatMap((url) => new Parser().parse(readFileSync(url, 'utf8')))))
  let validator: ReturnType<typeof open> | undefined
  return async (text) => {
    // Not before the first test: where the shapes are absent, all that would ask are skipped, though they are listed.
    validator ??= open()
    const report = validator.validate(new Store(await quadsOf(text)))
    return (await report).results
      .filter(({ severity }) => severity.value.endsWith('#Violation'))
      .map(({ focusNode, path, message }) =>
        [focusNode.value, JSON.stringify(path), ...message.map(({ value }) => value)].join(' '),
      )
  }
}

/** The statements of a text of JSON-LD that needs no network. */
export async function quadsOf(text: string) {
  const statements = await jsonld.toRDF(ANY_OBJECT.parse(JSON.parse(text)), {
    format: 'application/n-quads',
    documentLoader: () => Promise.reject(new Error('no network')),
  })
  return new Parser({ format: 'N-Quads' }).parse(z.string().parse(statements))
}
