import { tierOf, TIERS } from '../../../domain/table.ts'
import type { Change } from '../../../publish/index.ts'
import type { Turn } from './turn.ts'
import type { Settings } from '../../../timeline/index.ts'

type Signed = NonNullable<Settings['signed']>

/** Licences, publisher and address, by name: a reuser has to know what they were. */
export function signedTurns(
  { signed: old, tables }: Pick<Settings, 'signed' | 'tables'>,
  { signed: now }: Pick<Settings, 'signed'>,
): readonly Turn[] {
  if (old === undefined || now === undefined) return []
  const changes = [...licenceChanges(old, now, tables), ...publisherChange(old, now), ...addressChange(old, now)]
  return changes.map((change) => ({ change }))
}

/** Of what is published. */
function licenceChanges(old: Signed, now: Signed, tables: Settings['tables']): readonly Change[] {
  return TIERS.flatMap((tier): readonly Change[] => {
    const [before, after] = [old.licences[tier], now.licences[tier]]
    const isTold = before !== after && tables.some((table) => tierOf(table) === tier)
    return isTold ? [{ kind: 'licence-changed', tier, before, after }] : []
  })
}

function publisherChange({ publisher: before }: Signed, { publisher: after }: Signed): readonly Change[] {
  return before === after ? [] : [{ kind: 'publisher-changed', before, after }]
}

/** One that is new takes none away. */
function addressChange({ address: before }: Signed, { address: after }: Signed): readonly Change[] {
  if (before === after) return []
  if (before === undefined) return [{ kind: 'text-corrected' }]
  return [{ kind: 'address-changed', before, ...(after !== undefined && { after }) }]
}
