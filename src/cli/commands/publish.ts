import { publishToPortal, type Call, type PortalName } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { grouped, numbered, say } from '../language/language.ts'

type PublishOptions = {
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
  const calls = numbered(written, { en: ['call', 'calls'], fr: ['appel', 'appels'] })
  return isDryRun
    ? say({ en: `${calls} would write; nothing was sent`, fr: `${calls} à faire ; rien n’a été envoyé` })
    : say({ en: `up to date, with ${calls}`, fr: `à jour, en ${calls}` })
}

/** `POST https://…/upload/  day-feature.csv, 8,656 bytes`: a call on one line. */
function callTitle({ method, form }: Call, address: string): string {
  return [`${method} ${address}`, ...(form === undefined ? [] : [fileText(form.file)])].join('  ')
}

/** A call with what it says; the key is in none of it. */
function callReport(call: Call, address: string): string {
  const said = { ...call.json, ...call.form?.fields }
  const lines = Object.entries(said).map(([name, value]) => `    ${name}: ${shortened(value)}`)
  return `${[callTitle(call, address), ...lines].join('\n')}\n`
}

function fileText({ name, bytes }: NonNullable<Call['form']>['file']): string {
  const size = grouped(bytes.length)
  return say({ en: `${name}, ${size} bytes`, fr: `${name}, ${size} octets` })
}

const LONGEST = 160

// As JSON, in which no text breaks a line; of a description the beginning.
function shortened(value: unknown): string {
  const text = JSON.stringify(value).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, ' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
