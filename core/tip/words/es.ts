import type { TipPageWords } from './tip-words.ts'

export const es: TipPageWords = {
  title: 'Avisar de una afirmación engañosa',
  lead: 'Ha visto una afirmación que puede ser falsa y hacer daño. Envíenos el enlace o copie lo que dice.',
  privacy:
    'No escriba su nombre ni el de otra persona, ni teléfonos ni correos electrónicos. No preguntamos quién es, no usamos cookies y no guardamos su dirección.',
  link: 'Enlace a lo que ha visto',
  linkHint: 'Por ejemplo https://example.org/page',
  text: '¿Qué dice?',
  textHint: 'Copie las palabras si puede.',
  place: '¿Dónde lo ha visto?',
  placeHint: 'Por ejemplo: un grupo del barrio, un vídeo, un folleto. No quién lo compartió.',
  language: 'Idioma de la afirmación',
  languageUnknown: 'No lo sé',
  optional: 'opcional',
  send: 'Enviar',
  thanks: 'Gracias',
  thanksWhat:
    'Una persona leerá su aviso. Si trata de un asunto que seguimos, se estudiará junto con lo que otros avisan. No recibirá respuesta, porque no sabemos quién es.',
  another: 'Enviar otro aviso',
  mend: 'Corrija esto y envíelo de nuevo:',
  fault: {
    'text.empty': 'Dé un enlace o escriba qué dice la afirmación.',
    'text.short': 'Escriba un poco más sobre lo que dice la afirmación, al menos diez caracteres.',
    'text.long': 'Escriba como máximo 4.000 caracteres.',
    'link.not_a_link': 'Esto no es un enlace. Cópielo de la barra de direcciones o déjelo vacío.',
    'place.long': 'Escriba como máximo 200 caracteres sobre el lugar.',
  },
  closed: 'Este formulario no está abierto',
  closedWhat: 'Ahora mismo no se reciben avisos aquí.',
  tooMany: 'Demasiados avisos a la vez',
  tooManyWhat:
    'Varios avisos llegaron desde su conexión en una hora. Vuelva más tarde; lo que escribió está abajo para que pueda copiarlo.',
  full: 'Ahora no podemos recibir más avisos',
  fullWhat: 'Muchos avisos esperan ser leídos. Vuelva mañana; lo que escribió está abajo para que pueda copiarlo.',
  hasty: 'Envíelo otra vez, por favor',
  hastyWhat:
    'Llegó más deprisa de lo que se suele escribir, así que todavía no se ha enviado nada. Revíselo y pulse Enviar.',
  tooLarge: 'Es demasiado largo',
  tooLargeWhat: 'Escriba como máximo 4.000 caracteres. Vuelva atrás para acortar su texto.',
  leaveEmpty: 'Deje este campo vacío',
  languages: 'Idiomas',
}
