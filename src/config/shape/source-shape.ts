import { mapping, matching, text } from './values.ts'

export function sourceShape() {
  return mapping({
    id: matching('service-id', /^(?=.{2,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/).describe('What the machine is called: web1.'),
    path: text().describe('Where its tallies lie, as comptage export writes them; a glob: the latest counts.'),
  })
}
