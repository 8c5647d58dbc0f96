import type { Edition } from '../edition.ts'
import { LICENCE_WORDS } from '../licence.ts'
import { updatedOn } from '../readme/telling.ts'
import { inBoth, type Words } from '../words.ts'

/** The sentence that a reuser must give, word for word; undefined: the licence asks for none. */
export function attributionOf({ publication, title, address, tier }: Edition): Words | undefined {
  const { service, licences, created, language } = publication
  return LICENCE_WORDS[licences[tier]].sentence?.({
    publisher: service.publisher?.name ?? service.name,
    title: title[language],
    address,
    updated: inBoth((l) => updatedOn(created, l)),
  })
}
