import { expect, it } from 'vitest'
import { resemblingFeature } from '../../src/audit/index.ts'
import { isHome } from '../../src/domain/feature.ts'
import { literalsOf } from '../../src/pipeline/audit/audit-logs.ts'

const place = { file: 'comptage.yaml', line: 1, column: 1 }
const feature = (id: string, ...match: readonly string[]) => ({ id, match: match.map((value) => ({ value, place })) })

const FEATURES = [
  feature('accueil', '/'),
  feature('dossier', 'GET,POST /demarches/:numero/dossier'),
  feature('pieces', 'POST /demarches/:numero/pieces'),
  feature('aide', '/aide', '/aide/**'),
  feature('recherche', 'www.example.fr/recherche?type=aide'),
  feature('carte', '/carte-guichets'),
]

it.each([
  { shape: '/demarche/{num}/dossier.html', then: 'dossier', why: 'a plural and an ending' },
  { shape: '/demarches/{num}/pieces', then: 'pieces', why: 'the same path by another method' },
  { shape: '/demarches/{num}', then: 'dossier', why: 'half of the words; the first of two alike' },
  { shape: '/aide/{slug}.html', then: 'aide', why: 'more below it' },
  { shape: '/fr/Aides', then: 'aide', why: 'a prefix, a capital, a plural' },
  { shape: '/accueil.html', then: 'accueil', why: 'the id is a word for it too' },
  { shape: '/recherche', then: 'recherche', why: 'a host and a condition are no words' },
  { shape: '/cartesguichets', then: undefined, why: 'a word within is another word' },
  { shape: '/carte_guichets', then: 'carte', why: 'another sign between' },
  { shape: '/wp-login.php', then: undefined, why: 'what scanners ask for' },
  { shape: '/{word}/{num}', then: undefined, why: 'no word at all' },
  { shape: '/', then: undefined, why: 'the home page' },
])('$shape resembles $then: $why', ({ shape, then }) => {
  expect(resemblingFeature(shape, literalsOf(FEATURES))).toBe(then)
})

it('knows the home page', () => {
  expect(FEATURES.filter(isHome).map(({ id }) => id)).toEqual(['accueil'])
})
