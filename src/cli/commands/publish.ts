import { publishToPortal } from '../../pipeline/index.ts'
import type { PortalName } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { say } from '../language/language.ts'
import { numbered } from '../words/words.ts'
import { callReport, callTitle } from '../report/call-report.ts'

export type PublishOptions = {
  readonly to: PortalName
  readonly url?: string
  readonly dataset?: string
  readonly organization?: string
  readonly older?: true
  readonly dryRun?: true
  readonly quiet?: true
}

/** `comptage publish`: a published folder, to a portal. The one command that uses the network. */
export async function publish(folder: string, options: PublishOptions): Promise<ExitCode> {
  const { to: portal, dryRun, quiet, ...target } = options
  const isDryRun = dryRun === true
  let written = 0
  const page = await publishToPortal({ folder, portal, isDryRun, ...target }, process.env, (call, address) => {
    if (call.method !== 'GET') written++
    if (isDryRun) process.stdout.write(callReport(call, address))
    else if (quiet !== true && call.method !== 'GET') process.stderr.write(`${callTitle(call, address)}\n`)
  })
  if (quiet !== true) process.stderr.write(`${summaryOf(written, isDryRun)}\n`)
  if (!isDryRun && page !== undefined) process.stdout.write(`${page}\n`)
  return EXIT.done
}

function summaryOf(written: number, isDryRun: boolean): string {
  if (written === 0)
    return say({ en: 'the portal has all of it; nothing to send', fr: 'le portail a déjà tout ; rien à envoyer' })
  const calls = numbered(written, say({ en: ['call', 'calls'], fr: ['appel', 'appels'] }))
  return isDryRun
    ? say({ en: `${calls} would write; nothing was sent`, fr: `${calls} à faire ; rien n’a été envoyé` })
    : say({ en: `up to date, with ${calls}`, fr: `à jour, en ${calls}` })
}
