import { isNoisy } from '../../../domain/table.ts'
import { html, type Html } from '../html.ts'
import type { Page } from '../page.ts'
import { countText } from '../numbers.ts'
import type { Overview } from './overview.ts'
import { spanOf } from '../../words.ts'

/** The four things to know first: latest period, features, span, licence. Without an overview, figures do not add up. */
export function tiles(page: Page, overview: Overview | undefined): Html {
  return html`<dl class="tiles">
    ${overview && latestTile(page, overview)} ${featuresTile(page, overview)} ${spanTile(page)} ${licenceTile(page)}
  </dl>`
}

function tile(label: string, value: string, says: string): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd><b>${value}</b> <span>${says}</span></dd>
  </div>`
}

function latestTile({ language, prose }: Page, { drawn, latest, latestLabel }: Overview): Html {
  const sum = latest.reduce((total, figure) => total + (figure.state === 'shown' ? figure.count : 0), 0)
  const isAnyShown = latest.some(({ state }) => state === 'shown')
  const isLeast = latest.some(({ state }) => state === 'hidden')
  const noisy = isNoisy(drawn.table.spec)
  const value = `${noisy ? '≈ ' : isLeast ? '≥ ' : ''}${countText(sum, language)}`
  const says = prose.tile.sumOf(drawn.measure[language], isLeast, noisy)
  return tile(prose.tile.latest(latestLabel), isAnyShown ? value : '–', isAnyShown ? says : prose.features.none)
}

function featuresTile({ edition, language, prose }: Page, overview: Overview | undefined): Html {
  const { features } = edition.publication
  const all = countText(features.length, language)
  if (overview === undefined || overview.drawn.table.spec.protection.level === 'exact')
    return tile(prose.tile.features, all, prose.tile.inAll)
  const { active, ended, drawn } = overview
  const { k } = drawn.table.spec.protection.level === 'exact' ? { k: 0 } : drawn.table.spec.protection
  const shown = countText(active.length + ended.length, language)
  const also = ended.length > 0 ? `, ${prose.tile.ended(ended.length)}` : ''
  return tile(prose.tile.features, `${shown} / ${all}`, `${prose.tile.aboveThreshold(k)}${also}`)
}

function spanTile({ edition, language, prose }: Page): Html {
  const { days } = edition
  const [first, last] = [days[0], days.at(-1)]
  const span = spanOf(days, language)
  if (first === undefined || last === undefined || span === undefined)
    return tile(prose.tile.span, '–', prose.features.none)
  const value = first === last ? span.first : prose.between(span)
  return tile(
    prose.tile.span,
    value,
    prose.tile.days(countText(days.length, language), countText(last - first + 1 - days.length, language)),
  )
}

function licenceTile({ edition, prose }: Page): Html {
  const { name, says } = prose.tile.licenceShort[edition.publication.licences[edition.tier]]
  return tile(prose.tile.licence, name, says)
}
