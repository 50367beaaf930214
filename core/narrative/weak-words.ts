import { foldMarks } from './fold-text.ts'

/**
 * Words of every newsroom and of every day, accents folded: they carry some meaning, but two items that share only these
 * tell no common story. Before an engine has seen enough to know them by their frequency, this list stands in for it.
 */
const LISTS: Readonly<Record<string, string>> = {
  en: `breaking news live update updates latest exclusive watch video photo photos pictures report reports reported reporter
    read source sources story stories article full today yesterday tomorrow tonight morning week weekend month months year
    years day days time times hour hours minutes monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december people man men woman women family children home house
    world country city state national international local public group members million billion thousand hundred two three
    four five six seven eight nine ten first second third last next big small high low great good bad long early late part
    end start begin began took take taken make made makes making told tell tells think know known see seen look come came
    show shows call called calls use used work working want need help give given set put found find left right back place
    number percent according official officials spokesman spokeswoman statement announced added expected including says
    post appeared continue subscribe newsletter share follow click here please thank thanks love best top free really thing
    things way lot little old young another around every many several may might since however despite among former early`,
  fr: `info infos direct actu actualite video videos photo photos exclusif alerte urgent lire suite article aujourdhui demain
    matin soir semaine weekend mois annee annees jour jours heure heures minutes lundi mardi mercredi jeudi vendredi samedi
    dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre gens homme hommes femme
    femmes famille enfants monde pays ville national nationale internationale public publique groupe million millions
    milliard milliards mille cent deux trois quatre cinq six sept huit neuf dix premier premiere second dernier derniere
    prochain grand grande petit petite bon bonne nouveau nouvelle nouvelles fin debut part place nombre selon annonce
    declare affirme explique indique rappelle savoir voir dire mettre prendre donner trouver aller venir vouloir pouvoir
    devoir falloir temps chose choses fois grace cause cas point afin pendant toujours jamais rien quelques plusieurs chaque
    vraiment merci bonjour regarde regardez partager abonnez cliquez`,
  es: `noticias noticia ultima ultimas hora directo video videos foto fotos exclusiva urgente leer articulo manana tarde noche
    semana mes meses ano anos dia dias horas minutos lunes martes miercoles jueves viernes sabado domingo enero febrero marzo
    abril mayo junio julio agosto septiembre octubre noviembre diciembre gente persona personas hombre hombres mujer mujeres
    familia ninos mundo pais ciudad nacional internacional publico grupo millon millones mil cien tres cuatro cinco seis
    siete ocho nueve diez primer primera primero segundo ultimo proximo gran grande nuevo nueva nuevos nuevas parte fin
    inicio lugar vez veces numero dijo dice afirmo anuncio informo aseguro explico hacer decir ver poder tener tiempo cosa
    cosas caso gracias comparte sigue`,
  de: `nachrichten aktuell aktuelle live video videos foto fotos bild bilder exklusiv lesen artikel morgen abend gestern woche
    wochen monat monate monaten jahr jahre jahren tag tage tagen stunde stunden minuten uhr montag dienstag mittwoch
    donnerstag freitag samstag sonntag januar februar marz april mai juni juli august september oktober november dezember
    menschen leute mann manner frau frauen familie kinder welt land stadt national international million millionen milliarden
    tausend hundert zwei drei vier funf sechs sieben acht neun zehn erste ersten erster zweite letzte letzten nachste grosse
    grossen neue neuen neuer neues teil ende anfang platz zahl prozent sagte sagt teilte mitteilte berichtet bericht angaben
    laut zeit mal fall weiter rund machen geht kommt steht danke teilen`,
  it: `notizie notizia ultime ultima diretta video foto esclusiva leggi articolo domani ieri mattina sera settimana mese mesi
    anno giorno giorni ora ore minuti lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio marzo aprile
    maggio giugno luglio agosto settembre ottobre novembre dicembre persone gente uomo uomini donna donne famiglia bambini
    mondo paese citta nazionale internazionale pubblico gruppo milione milioni miliardi mila cento tre quattro cinque sei
    sette otto nove dieci primo seconda ultimo prossimo grande nuovo nuova nuovi nuove parte fine inizio posto numero detto
    secondo spiegato annunciato fare dire vedere tempo volta cosa caso grazie condividi`,
  pt: `noticias noticia ultimas ultima direto video videos foto fotos exclusivo leia artigo amanha ontem manha noite semana mes
    meses ano anos dia dias hora horas minutos segunda terca quarta quinta sexta sabado domingo janeiro fevereiro marco abril
    maio junho julho agosto setembro outubro novembro dezembro pessoas gente homem homens mulher mulheres familia criancas
    mundo pais cidade nacional internacional publico grupo milhao milhoes mil cem tres quatro cinco seis sete oito nove dez
    primeiro primeira segundo ultimo proximo grande novo nova novos novas parte fim inicio lugar vez numero disse afirmou
    anunciou informou segundo fazer dizer ver tempo coisa caso obrigado compartilhe`,
  nl: `nieuws laatste live video foto exclusief lees artikel vandaag gisteren morgen ochtend avond week weken maand maanden jaar
    jaren dag dagen uur uren minuten maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april
    mei juni juli augustus september oktober november december mensen man mannen vrouw vrouwen familie kinderen wereld land
    stad nationale internationale miljoen miljard duizend honderd twee drie vier vijf zes zeven acht negen tien eerste tweede
    volgende grote nieuwe deel einde begin plaats aantal procent volgens zegt meldt bekend tijd keer geval maken gaat komt
    staat dank delen`,
}

const SETS = new Map(Object.entries(LISTS).map(([language, list]) => [language, new Set(foldMarks(list).split(/\s+/))]))
const NONE: ReadonlySet<string> = new Set()

/** The weak words of a language, folded; an empty set for a language without a list. */
export function weakWordsOf(language: string): ReadonlySet<string> {
  return SETS.get(language) ?? NONE
}
