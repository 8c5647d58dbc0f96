import type { Edition } from '../edition.ts'
import type { FolderFile } from '../publication.ts'
import { landingPage } from './landing-page.ts'
import { pageName } from './page.ts'

/**
 * The pages of a folder, in the language of the dataset and in the other one.
 *
 * @param files every other path of the folder
 */
export function landingPages(edition: Edition, files: readonly string[]): readonly FolderFile[] {
  return (['fr', 'en'] as const).map((language) => ({
    path: pageName(language, edition.publication.language),
    text: landingPage(edition, language, files),
  }))
}
