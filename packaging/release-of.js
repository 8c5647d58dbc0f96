import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * What is being packaged: the version of package.json, and the time that all its files have. That is the day of its heading in
 * CHANGELOG.md (`## 0.1.0, 2026-12-01`); of a version without one, which is not released, the time of the last commit.
 */
export function releaseOf(root) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const changes = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  const day = changes
    .split('\n')
    .find((line) => line.startsWith(`## ${version}, `))
    ?.slice(`## ${version}, `.length)
  if (day !== undefined) return { version, isReleased: true, epoch: Date.parse(`${day}T00:00:00Z`) / 1000 }
  return {
    version,
    isReleased: false,
    epoch: Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root })),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { version, epoch, isReleased } = releaseOf(new URL('..', import.meta.url).pathname)
  // For Debian, what comes before a release sorts before it.
  console.log(`VERSION=${version}\nDEBIAN_VERSION=${version}${isReleased ? '' : '~dev'}\nSOURCE_DATE_EPOCH=${epoch}`)
}
