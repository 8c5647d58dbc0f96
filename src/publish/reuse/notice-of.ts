import { attributionOf } from './attribution.ts'
import type { Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../licence.ts'

/**
 * The notice that the licences of Open Data Commons ask a reuser to keep (ODbL 4.3, ODC-By 4.3), with the addresses that
 * they ask for where it is printed. Undefined: this licence wants no such file.
 */
export function noticeOf(edition: Edition): string | undefined {
  const id = edition.publication.licences[edition.tier]
  if (id !== 'ODbL-1.0' && id !== 'ODC-By-1.0') return undefined
  const { publication, title, address } = edition
  const sentence = attributionOf(edition)?.[publication.language] ?? ''
  const lines = [sentence, '', ...(address === undefined ? [] : [`${title[publication.language]}: ${address}`])]
  return `${[...lines, `${LICENCE_WORDS[id].title}: ${LICENCE_WORDS[id].address}`].join('\n')}\n`
}
