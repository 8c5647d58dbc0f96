import { ProblemError } from '../domain/problem.ts'
import { bringUpToDate, type Patience } from './bring-up-to-date.ts'
import type { Dataset } from './dataset.ts'
import { baseAddress } from './http/base-address.ts'
import { openSender } from './http/open-sender.ts'
import { pretendToWrite } from './http/pretend-to-write.ts'
import type { Call, Send, Target } from './portal.ts'
import { PORTALS, type PortalName } from './portals.ts'
import { refuseOlder } from './refuse-older.ts'

export type Destination = Target & {
  readonly portal: PortalName
  /** Of the portal or of its API; data.gouv.fr has one that need not be given. */
  readonly url?: string
  /** Undefined: nothing is asked, as if the portal were empty. For a dry run alone. */
  readonly key: string | undefined
}

export type Manner = {
  /** Nothing is written; the calls that would write are told all the same. */
  readonly isDryRun: boolean
  /** Is told each call once it was made, and the address that it was made at. */
  readonly tell: (call: Call, address: string) => void
  readonly userAgent: string
  readonly timeoutMs: number
  readonly patience: Patience
}

/**
 * Creates or updates the dataset of a portal.
 *
 * @returns where people see it, if the portal says so
 * @throws ProblemError
 */
export async function publishDataset(
  dataset: Dataset,
  destination: Destination,
  manner: Manner,
): Promise<string | undefined> {
  const { open, api, url, keyHeader, isNewestFirst } = PORTALS[destination.portal]
  const address = destination.url ?? url
  if (address === undefined)
    throw new ProblemError({ code: 'PORTAL_ADDRESS', why: 'missing', portal: destination.portal })
  const base = baseAddress(address, api, destination.portal)
  const send = senderFor({ ...manner, base, keyHeader, key: destination.key })
  const files = isNewestFirst ? dataset.files.toReversed() : dataset.files
  const target: Target = destination.key === undefined ? { ...destination, isBlind: true } : destination
  return bringUpToDate(
    (counted) => refuseOlder(open(dataset, target, counted), dataset, target),
    files,
    send,
    manner.patience,
  )
}

type Sender = Manner & { readonly base: string; readonly keyHeader: string; readonly key: string | undefined }

function senderFor(sender: Sender): Send {
  const { base, key, isDryRun, tell } = sender
  const ask = key === undefined ? () => Promise.resolve(undefined) : openSender({ ...sender, key })
  const send = isDryRun ? pretendToWrite(ask) : ask
  return async (call) => {
    const answer = await send(call)
    tell(call, `${base}${call.path}`)
    return answer
  }
}
