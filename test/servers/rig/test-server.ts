import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Need } from '../../machine.js'
import { countsOf, figuresIn, truthOf, type Specials } from './compare-counts.ts'
import { describeServer } from './describe-server.ts'
import { EXCHANGES, READY, slowExchange, type Asked } from './exchanges.ts'
import { holdExchanges, type Held } from './hold-exchanges.ts'
import { runCommands } from './run-commands.ts'
import { serverFolder } from './server-folder.ts'
import { startOrigin } from './start-origin.ts'
import { startServer } from './start-server.ts'

/** One log that the server writes, and how the product is to read it. */
export type ServedLog = {
  /** The file in the server's folder. */
  readonly file: string
  /** A named format or the server's own string, as an operator would give it. */
  readonly format: string
  /** The named format that `auto` finds; undefined: a string that only the operator knows. */
  readonly auto?: string
  readonly hasAgent: boolean
  /** Where this log tells less than the others. */
  readonly specials?: Specials
}

export type TestedServer = {
  /** Its program, and the package of Debian that brings it. */
  readonly server: Need
  readonly gracefulSignal: NodeJS.Signals
  /** Its time zone: far from UTC where the zone is on the line. */
  readonly zone: string
  /** Writes its configuration into the folder; gives the arguments that keep it in the foreground. */
  readonly configure: (folder: string, ports: { readonly own: number; readonly origin: number }) => readonly string[]
  /** Once it has ended: what is to be done until its logs are files. */
  readonly collect?: (folder: string, stdout: string) => void
  /** Where it does not do what the list of exchanges says, and why. */
  readonly specials: Specials
  /** What it logs for a client that hangs up while the origin thinks; undefined: it waits for the origin. */
  readonly statusOfHangUp?: number
  /** Lines that are about the server itself. */
  readonly ofItself?: readonly Asked[]
  readonly logs: readonly ServedLog[]
}

/** Starts the server, asks it all of the exchanges, ends it, and compares each of its logs with what went over the wire. */
export function testServer(tested: TestedServer): void {
  const { server, gracefulSignal, zone, statusOfHangUp, ofItself = [], logs } = tested
  describeServer(server, (path) => {
    const folder = serverFolder(server)
    const exchanges = statusOfHangUp === undefined ? EXCHANGES : [...EXCHANGES, slowExchange(statusOfHangUp)]
    const hours: string[] = []
    let held: readonly Held[]

    beforeAll(async () => {
      hours.push(hourNow())
      const origin = await startOrigin()
      const argumentsFor = (own: number): readonly string[] => tested.configure(folder, { own, origin: origin.port })
      const running = await startServer({ path, gracefulSignal, zone, argumentsFor })
      held = [READY_HELD, ...(await holdExchanges(running.port, exchanges, origin)), heldOf(ofItself)]
      await running.stop()
      await origin.stop()
      tested.collect?.(folder, running.stdout())
      hours.push(hourNow())
    })

    it('differs from the list of exchanges where it is known to', () => {
      const specials = [tested, ...logs].flatMap((each) => Object.keys(each.specials ?? {}))
      expect(exchanges.map(({ why }) => why)).toEqual(expect.arrayContaining(specials))
    })

    describe.each(logs)('$file', (log) => {
      const file = join(folder, log.file)
      const truth = { hasAgent: log.hasAgent, specials: { ...tested.specials, ...log.specials } }
      const formats = [log.format, ...(log.auto === undefined ? [] : ['auto'])]

      it.each(formats)('is counted as asked and answered: %s', async (format) => {
        const seen = await countsOf(file, format)
        expect(seen.counts).toEqual(truthOf(held, truth))
        expect(seen.alarms).toEqual([])
        expect(seen.hours.filter((hour) => !hours.includes(hour))).toEqual([])
        if (format === 'auto') expect(seen.formats).toEqual([log.auto])
      })

      it('is published as asked and answered, and gives no identifier away', async () => {
        const { codes, figures, everything } = await runCommands(file, log.format)
        expect(codes).toEqual([0, 0, 0])
        expect(figures).toEqual(figuresIn(truthOf(held, truth)))
        // The client planted some in the log.
        expect(readFileSync(file, 'latin1')).toContain('LEAK')
        expect(everything.match(/leak|127\.0\.0\.1/gi)).toBeNull()
      })
    })
  })
}

const READY_HELD: Held = { exchange: READY, statuses: [200] }

function heldOf(asked: readonly Asked[]): Held {
  return { exchange: { why: 'of itself', sends: '', asked }, statuses: [] }
}

function hourNow(): string {
  return new Date().toISOString().slice(0, 13)
}
