import type { TipPageWords } from './tip-words.ts'

export const fr: TipPageWords = {
  title: 'Signaler une affirmation trompeuse',
  lead: 'Vous avez vu une affirmation qui pourrait être fausse et nuire. Envoyez-nous le lien ou recopiez ce qu’elle dit.',
  privacy:
    'N’écrivez ni votre nom ni celui d’une autre personne, ni numéro de téléphone, ni adresse électronique. Nous ne demandons pas qui vous êtes, ne déposons aucun cookie et ne conservons pas votre adresse.',
  link: 'Lien vers ce que vous avez vu',
  linkHint: 'Par exemple https://example.org/page',
  text: 'Que dit-elle ?',
  textHint: 'Recopiez les mots si vous le pouvez.',
  place: 'Où l’avez-vous vue ?',
  placeHint: 'Par exemple : un groupe de quartier, une vidéo, un tract. Pas qui l’a partagée.',
  language: 'Langue de l’affirmation',
  languageUnknown: 'Je ne sais pas',
  optional: 'facultatif',
  send: 'Envoyer',
  thanks: 'Merci',
  thanksWhat:
    'Une personne lira votre signalement. S’il concerne un sujet que nous suivons, il sera examiné avec ce que d’autres signalent. Vous ne recevrez pas de réponse, car nous ne savons pas qui vous êtes.',
  another: 'Envoyer un autre signalement',
  mend: 'Veuillez corriger ceci et renvoyer :',
  fault: {
    'text.empty': 'Donnez un lien ou écrivez ce que dit l’affirmation.',
    'text.short': 'Écrivez un peu plus sur ce que dit l’affirmation, au moins dix caractères.',
    'text.long': 'Écrivez au plus 4 000 caractères.',
    'link.not_a_link': 'Ce n’est pas un lien. Copiez-le de la barre d’adresse ou laissez le champ vide.',
    'place.long': 'Écrivez au plus 200 caractères sur l’endroit.',
  },
  closed: 'Ce formulaire n’est pas ouvert',
  closedWhat: 'Aucun signalement n’est reçu ici en ce moment.',
  tooMany: 'Trop de signalements à la fois',
  tooManyWhat:
    'Plusieurs signalements sont venus de votre connexion en une heure. Revenez plus tard ; votre texte est ci-dessous pour que vous puissiez le copier.',
  full: 'Nous ne pouvons pas recevoir plus de signalements pour l’instant',
  fullWhat:
    'Beaucoup de signalements attendent d’être lus. Revenez demain ; votre texte est ci-dessous pour que vous puissiez le copier.',
  hasty: 'Veuillez envoyer encore une fois',
  hastyWhat:
    'C’est arrivé plus vite que la plupart des gens n’écrivent : rien n’a encore été envoyé. Relisez et appuyez sur Envoyer.',
  tooLarge: 'C’est trop long',
  tooLargeWhat: 'Écrivez au plus 4 000 caractères. Revenez en arrière pour raccourcir votre texte.',
  leaveEmpty: 'Laissez ce champ vide',
  languages: 'Langues',
}
