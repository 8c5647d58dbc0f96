import * as z from 'zod'
import { FEATURE_ID } from '../../domain/feature.ts'
import { DEVICE, MOST_FILE_NAME_SIGNS, MOST_NAME_SIGNS } from '../../domain/text.ts'
import { cell, day, filledList, inOneOrBoth, list, mapping, matching, oneOf, pattern, text } from './values.ts'

/** Badges and embeds are called by it. */
const FILE_ID = new RegExp(`^(?!${DEVICE}$)${FEATURE_ID.source.slice(1)}`)

/** An entry of `features:`: a feature, or a document that has several. */
export function featureShape() {
  return z.union([oneFeature(), openapi(), sitemap()])
}

function oneFeature() {
  return mapping({
    id: matching('feature-id', FILE_ID, MOST_FILE_NAME_SIGNS).describe(
      'Names the feature in the data; never change it.',
    ),
    title: z.union([title(), titles()]).exactOptional().describe('Title, in `language` or in both. Default: the id.'),
    match: z
      .union([pattern(), filledList(pattern())])
      .describe('Patterns: [METHODS] [host]/literal/:name/*/**[?key=value]. The most specific wins.'),
    examples: z
      .union([pattern(), list(pattern())])
      .default([])
      .describe('Requests that must match: /path, POST /path. Checked by `comptage check`.'),
    ...common(),
  })
}

/** An entry of `families:`. */
export function familyShape() {
  return mapping({
    id: matching('feature-id', FEATURE_ID, MOST_NAME_SIGNS).describe('Names the family in the data; never change it.'),
    title: z.union([title(), titles()]).exactOptional().describe('Title, in `language` or in both. Default: the id.'),
  })
}

function openapi() {
  return mapping({
    openapi: text().describe(
      'An OpenAPI description (2.0, 3.0, 3.1), JSON or YAML: one feature a tag or an operation.',
    ),
    by: oneOf(['tag', 'operation']).default('tag').describe('What becomes a feature.'),
    ...common(),
  })
}

function sitemap() {
  return mapping({
    sitemap: text().describe('A sitemap: one feature for each first segment of a path.'),
    ...common(),
  })
}

/** Of which family it is, what counts as a use, and when. */
function common() {
  return {
    family: text().exactOptional().describe('The id of its family: an entry of `families`.'),
    clients: oneOf(['humans', 'all']).default('humans').describe('all: scripts count too; robots never do.'),
    partial: oneOf(['exclude', 'count']).default('exclude').describe('Whether partial answers (206) are uses.'),
    assets: oneOf(['exclude', 'count']).default('exclude').describe('Whether names and stars take images, styles ….'),
    from: day().exactOptional().describe('First day of the feature, included.'),
    until: day().exactOptional().describe('Last day of the feature, included.'),
  }
}

export function titles() {
  return inOneOrBoth(title(), 'title')
}

export function title() {
  return cell('title')
}
