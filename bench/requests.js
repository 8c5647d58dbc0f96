// What the made-up service of the bench is asked for, in thousandths of all requests.

/** `[weight, method, path, how many ids]`; the ids 1 … n are asked for as Zipf says: id 1 the most. */
export const REQUESTS = [
  [250, 'GET', '/static/bundle-:id.js', 60],
  [60, 'GET', '/static/style-:id.css', 20],
  [40, 'GET', '/images/photo-:id.webp', 3000],
  [55, 'GET', '/', 0],
  [30, 'GET', '/simulateur', 0],
  [25, 'GET', '/simulateur/aides/:id', 40],
  [15, 'POST', '/simulateur/aides/:id/resultat', 40],
  [20, 'GET', '/connexion', 0],
  [20, 'POST', '/connexion', 0],
  [25, 'GET', '/mes-demarches', 0],
  [60, 'GET', '/demarches/:id/dossier', 120_000],
  [12, 'POST', '/demarches/:id/dossier', 120_000],
  [20, 'POST', '/demarches/:id/pieces', 120_000],
  [10, 'GET', '/demarches/:id/attestation.pdf', 80_000],
  [12, 'GET', '/demarches/:id/messages', 120_000],
  [10, 'GET', '/rendez-vous', 0],
  [6, 'POST', '/rendez-vous', 0],
  [10, 'GET', '/guichets', 0],
  [8, 'GET', '/guichets/:id', 300],
  [45, 'GET', '/guichets/tuiles/12/2070/:id.png', 4000],
  [30, 'GET', '/recherche', 0],
  [12, 'GET', '/actualites', 0],
  [30, 'GET', '/actualites/:id', 900],
  [10, 'GET', '/aide', 0],
  [22, 'GET', '/aide/fiches/:id', 600],
  [14, 'GET', '/documents/:id', 25_000],
  [6, 'GET', '/annuaire/:id', 35_000],
  [5, 'GET', '/profil', 0],
  [2, 'PUT', '/profil', 0],
  [4, 'GET', '/inscription', 0],
  [2, 'POST', '/inscription', 0],
  [3, 'POST', '/lettre', 0],
  [2, 'POST', '/avis', 0],
  [3, 'GET', '/statistiques', 0],
  [8, 'GET', '/agent/dossiers/:id', 60_000],
  [4, 'POST', '/agent/dossiers/:id/decision', 60_000],
  [60, 'POST', '/api/v1/calculate', 0],
  [25, 'GET', '/api/v1/communes/:id', 34_000],
  [15, 'GET', '/api/v1/aides', 0],
  [10, 'GET', '/health', 0],
  [3, 'HEAD', '/', 0],
  [2, 'OPTIONS', '/api/v1/calculate', 0],
  [4, 'GET', '/wp-login.php', 0],
  [3, 'GET', '/.env', 0],
  [8, 'GET', '/ancien/page-:id.html', 2000],
]

/** The same for the log of other proportions. `:word` is a long word of 20,000, of which the first are asked for most. */
export const OTHER_REQUESTS = [
  [20, 'GET', '/static/bundle-:id.js'],
  [30, 'GET', '/'],
  [200, 'GET', '/actualites/:word'],
  [150, 'GET', '/annuaire/:word/communes/:id/services/:word'],
  [120, 'GET', '/documents/:word-:id.html'],
  [100, 'GET', '/demarches/:id/dossier'],
  [100, 'GET', '/aide/fiches/:word'],
  [80, 'POST', '/api/v1/calculate'],
  [60, 'GET', '/agent/dossiers/:id/pieces/:id/versions/:id/apercu'],
  [60, 'GET', '/wp-content/plugins/:word/readme.txt'],
  [40, 'GET', '/:word/:word/.env'],
  [40, 'HEAD', '/guichets/:id'],
]

/** `[weight, answer]` */
export const OTHER_STATUSES = [
  [50, 200],
  [35, 404],
  [8, 301],
  [4, 403],
  [2, 500],
  [1, 499],
]

export const QUERIES = ['page=', 'q=aide+', 'utm_source=lettre&id=', 'token=LEAK', 'tri=date&depuis=']

export const REFERRERS = [
  [30, '-'],
  [18, 'https://demarches.example.fr/'],
  [14, 'https://demarches.example.fr/mes-demarches'],
  [10, 'https://demarches.example.fr/simulateur'],
  [6, 'https://demarches.example.fr/recherche?q=aide'],
  [14, 'https://www.google.com/'],
  [2, 'https://www.bing.com/'],
  [4, 'https://www.service-public.fr/particuliers'],
  [2, 'https://www.facebook.com/'],
]

/** `[weight, answer to GET, answer to POST]` */
export const STATUSES = [
  [88, 200, 200],
  [5, 304, 303],
  [3, 302, 303],
  [2, 404, 422],
  [1, 499, 499],
  [0.5, 206, 201],
  [0.5, 500, 502],
]
