import type { Edition } from './edition.ts'
import type { MadeOffer, Offer } from './offer.ts'
import type { Overview } from './page/overview.ts'
import { badges } from './programs/badges.ts'
import { embeds } from './programs/embeds.ts'
import { feeds } from './programs/feed.ts'
import { latest } from './programs/latest.ts'
import { spreadsheets } from './programs/spreadsheet.ts'

/** Every offer, in the order in which metadata and page list them: a new one needs its line here and nothing else. */
const OFFERS: readonly Offer[] = [spreadsheets, latest, feeds, badges, embeds]

/** Every path that an offer may have; `*` is the id of a feature. */
export const OFFER_PATHS = OFFERS.flatMap(({ paths }) => paths)

/** @param isWritten whether the folder has a file */
export function makeOffers(
  edition: Edition,
  overview: Overview | undefined,
  isWritten: (path: string) => boolean,
): readonly MadeOffer[] {
  return OFFERS.map((offer) => ({
    offer,
    files: offer.filesOf(edition, overview).filter(({ path }) => isWritten(path)),
  })).filter(({ files }) => files.length > 0)
}
