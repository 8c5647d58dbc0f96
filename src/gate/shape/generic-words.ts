/**
 * Words that stand in the paths of any service, and say nothing about anybody: no name of a person or a place is among
 * them. With the literals of the operator's patterns they are all the text that a shape can have.
 */
export const GENERIC_WORDS = [
  // Access and account
  'account admin administration agent agents auth authorize callback compte comptes connect connexion deconnexion espace login logout me mes mfa moi mot-de-passe oauth oauth2 oidc password profil profile register reset saml session sessions signin signout signup sso token user users usager usagers utilisateur utilisateurs verify',
  // Pages of a site
  'a-propos about accessibilite accessibility accueil actualites aide article articles blog cgu contact cookies default error erreur faq help home index legal lettre mentions-legales news newsletter page pages plan-du-site presse press privacy rss search recherche sitemap terms tags tag categories category',
  // What a public service does
  'agenda annuaire attestation attestations beneficiaire beneficiaires calendrier cantine carte cartes catalogue courrier courriers dataset datasets declaration declarations demande demandes demarche demarches document documents donnees dossier dossiers droits echeancier etat-civil etudiant evenements facture factures formation formations formulaire formulaires guichet guichets horaires inscription inscriptions justificatif justificatifs map maps message messages notification notifications organisation organisations paiement paiements payment payments permis piece pieces prestation prestations rendez-vous resultat resultats ressources service services simulateur simulation simulations stats statistiques statut status suivi transports urbanisme ville',
  // What one does with a thing
  'add annuler archive archives batch calculate cancel confirm confirmation copy create creer delete detail details download edit etape export import list liste modifier new next nouveau open previous print recapitulatif save send share step submit supprimer telecharger telechargement update upload validate validation valider view voir',
  // Machinery
  '.env .git .well-known actuator ajax api api-docs app apple-touch-icon apps assets backup cache cgi-bin config console content css data dist docs embed events favicon feed feeds files fonts graphql health healthz icons image images img internal js json jsonrpc lib manifest media metrics node openapi ping public query readme ready rest robots rpc script scripts security server static storage styles swagger sync system temp test theme themes thumbnails tiles tmp uploads v1 v2 v3 v4 v5 version webhook webhooks webjars ws xml xmlrpc',
  // What scanners ask every host for
  'boaform dashboard hnap1 jenkins manager owa phpinfo phpmyadmin phpunit setup shell solr vendor wordpress wp wp-admin wp-content wp-includes wp-json wp-login wp-config',
].flatMap((words) => words.split(' '))

/** Endings that a shape may show, of any segment: `{slug}.pdf`. */
export const SHOWN_EXTENSIONS =
  'asp aspx atom avif bak bmp cgi css csv do doc docx eot epub geojson gif gpx gz htm html ico ics jpeg jpg js json jsp kml map mjs mp3 mp4 odp ods odt otf pdf php png ppt pptx rar rss rtf shp sql svg tar tgz tif tiff ttf txt wav webm webmanifest webp woff woff2 xls xlsx xml yaml yml zip'.split(
    ' ',
  )
