/** The configuration that the documentation shows. */
export const SKETCH = `service:
  id: mes-demarches
  name: Mes démarches
  url: https://demarches.example.fr
  publisher: { name: Ville d’Exemple, url: https://example.fr, email: opendata@example.fr }
timezone: Europe/Paris
language: fr

logs:
  - path: /var/log/nginx/access.log*
    format: auto
    # timezone: UTC

features:
  - id: simulateur
    title: { fr: Simulateur d’aides, en: Benefit simulator }
    match: [ /simulateur, /simulateur/** ]
  - id: dossier
    title: Suivi du dossier
    match: [ "GET,POST /demarches/:numero/dossier" ]
    examples: [ /demarches/12/dossier ]
  - id: api-calcul
    clients: all
    match: [ POST /api/v1/calculate ]

ignore: [ /health, /metrics ]

datasets:
  - by: [ day, feature ]
  - by: [ month, feature, device ]
output: /srv/open-data
publication: { url: https://data.example.fr/ }
`
