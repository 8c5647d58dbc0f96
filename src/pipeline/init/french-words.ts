import type { Language } from '../../domain/service.ts'

/** The commonest words of French public services that an address writes without their accents, or without their spaces. */
const FRENCH_ALONE = accented(
  'accessibilité accès actualités adhérent adhérents année années arrêtés bénéficiaire bénéficiaires bibliothèque catégorie catégories cinéma communiqué communiqués confidentialité coordonnées crèche crèches créer déchets déclaration déclarations décès déconnexion délai délais délibération délibérations démarche démarches déménagement département départements dépôt détails données échéance échéancier école écoles économie égalité élève élèves éligibilité énergie enquête enquêtes état étape étapes étranger étrangers études étudiant étudiants événement événements fiscalité identité impôt impôts indemnité indemnités intérêt médiathèque météo métiers modèle modèles municipalité numérique numéro numéros paramètres périscolaire pièce pièces précédent préfecture préfectures préférences prénom procédure procédures propriété qualité récapitulatif réclamation réclamations réponse réponses réseau réseaux réservation réservations résultat résultats retraités santé scolarité sécurité séjour société sociétés spécialité télécharger téléchargement téléchargements télédéclaration téléprocédure téléprocédures téléservice téléservices théâtre trésorerie université universités véhicule véhicules vérification vérifier'.split(
    ' ',
  ),
)
const PHRASES = accented([
  'à propos',
  'état civil',
  'marchés publics',
  'mentions légales',
  'mes démarches',
  'mot de passe',
  'plan du site',
])
/** Those that English writes in the same way: no evidence of either. */
const ENGLISH_TOO = accented(
  'décision décisions définition éducation élection élections évaluation général intégration présentation présentations prévention'.split(
    ' ',
  ),
)
const ACCENTED = new Map([...FRENCH_ALONE, ...PHRASES, ...ENGLISH_TOO])

/** By what an address makes of a word. */
function accented(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(words.map((word) => [word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '-'), word]))
}

/** Other words that only French has, and those of English that stand for the same things. */
const FRENCH = new Set(
  'accueil aide annuaire annuler calendrier carte compte connexion courrier cgu demande demandes dossier dossiers droits espace facture formulaire formulaires guichet horaires inscription inscriptions justificatif justificatifs liste mes modifier moi mot-de-passe nouveau paiement paiements permis plan-du-site prestation prestations presse profil recherche rendez-vous ressources simulateur suivi telecharger usagers ville voir'.split(
    ' ',
  ),
)
const ENGLISH = new Set(
  'about account accounts authors blog books careers cart category categories checkout dashboard download downloads events features help history jobs journal journals login logout issues learn members news people presentations press pricing privacy products profile projects register schedule search settings shop shuttle signin signup store support tags team terms tickets topics update updates user users world'.split(
    ' ',
  ),
)

/** The word with its accents, where it is one that is known; else as it is. */
export function withAccents(word: string): string {
  return (
    accentedOf(word) ??
    word
      .split('-')
      .map((part) => accentedOf(part) ?? part)
      .join('-')
  )
}

function accentedOf(word: string): string | undefined {
  const known = ACCENTED.get(word.toLowerCase())
  if (known === undefined || word === word.toLowerCase()) return known
  return known.slice(0, 1).toUpperCase() + known.slice(1)
}

/** Which of the two languages more of these words are of. */
export function languageOf(words: readonly string[]): Language | undefined {
  const parts = words.flatMap((word) => [word, ...word.split('-')]).map((word) => word.toLowerCase())
  const english = parts.filter((word) => ENGLISH.has(word)).length
  const french = parts.filter((word) => FRENCH.has(word) || FRENCH_ALONE.has(word) || PHRASES.has(word)).length
  if (english === french) return undefined
  return english > french ? 'en' : 'fr'
}
