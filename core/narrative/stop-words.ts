import { foldMarks } from './fold-text.ts'

/**
 * Function words per language, accents folded as the tokeniser folds them. Only words that carry no story; everything else
 * loses weight by its frequency.
 */
const LISTS: Readonly<Record<string, string>> = {
  en: `a about after again all also am an and any are as at be because been before being but by can could did do does doing don
    down during each else even ever few for from further get gets go going got had has have having he her here hers him his how
    i if im in into is isn it its just ll like lol me more most mr mrs much must my new no nor not now of off on once one only or
    other our out over own per re really rt said same say says she should so some still such than that the their them then
    there these they this those though through to today too under until up upon us ve very via was way we well were what when
    where which while who whom why will with within without would yes yet you your yours`,
  fr: `a ai ainsi alors apres as au aucun aussi autre autres aux avait avant avec avez avoir bien c ca car ce ceci cela celle
    celles celui ces cet cette ceux chez comme comment contre dans de deja depuis des deux dit doit donc dont du elle elles en
    encore entre es est et etait etaient etant ete etre eu eux fait faire fois font hier ici il ils j je jour l la le les leur
    leurs lors lui ma mais me meme memes mes moi moins mon ne ni non nos notre nous on ont ou par parce pas peu peut plus pour
    pourquoi qu quand que quel quelle quelles quels qui quoi rt sa sans se selon sera ses si son sont sous suis sur ta te tes
    toi ton tous tout toute toutes tres trop tu un une va vers via voici voila vos votre vous y jai cest`,
  es: `a al algo ante antes aqui asi aun aunque bien cada como con contra cual cuando de del desde donde dos e el ella ellas
    ellos en entre era es esa ese eso esta estaba estan estar este esto estos fue fueron ha hace hacia han hasta hay he hoy la
    las le les lo los mas me mi mientras mis muy nada ni no nos nosotros o os otra otro otros para pero poco por porque que
    quien se sea segun ser si sido sin sobre son su sus tal tambien tan tanto te tiene tienen todo todos tras tu un una uno
    unos usted y ya yo`,
  de: `aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis bin bist da dabei damit
    dann das dass dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem
    einen einer eines er es etwas euch fur gegen gibt habe haben hat hatte hatten heute hier ich ihm ihn ihr ihre ihren im in
    ist ja jede jetzt kann kein keine konnen man mehr mein mich mir mit nach nicht noch nun nur ob oder ohne schon sehr sein
    seine seit sich sie sind so soll sowie uber um und uns unter vom von vor wann war waren was weil wenn wer werden wie wieder
    will wir wird wo wurde wurden zu zum zur zwischen`,
  it: `a ad agli ai al alla alle allo anche ancora anni c che chi ci cio come con contro cosa cosi da dagli dai dal dalla dalle
    degli dei del della delle dello di dopo dove due e ed era erano essere fa fra gia gli ha hanno ho i il in io l la le lei li
    lo loro lui ma me mi mio molto ne negli nei nel nella nelle no noi non o ogni oggi ora per perche piu poi prima quale
    quando quanto quella quelli quello questa queste questi questo qui se sei senza si sia solo sono sta stato su sua sue sui
    sul sulla suo suoi te ti tra tu tutti tutto un una uno vi voi`,
  pt: `a ao aos apos as ate cada com como da das de del depois do dos e ela elas ele eles em entre era essa esse esta estao estar
    este eu foi foram ha hoje isso isto ja lhe mais mas me mesmo meu minha muito na nao nas nem no nos nossa nosso num numa o
    onde os ou para pela pelas pelo pelos por porque qual quando que quem se sem ser sera seu seus so sobre sua suas tambem te
    tem tinha toda todos um uma uns vai voce`,
  nl: `aan al alle als andere ben bij daar dan dat de deze die dit doen door dus een eens en er ge geen haar had heb hebben
    heeft hem het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar niet
    niets nog nu of om omdat ons ook op over te tegen toch toen tot u uit uw van veel voor want waren was wat we wel werd wie
    wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou`,
  sv: `alla att av blev bli da de dem den denna deras dess det detta dig din dit du dar ej eller en er ett fran for ha hade han
    har hon hur i icke in inte jag kan kunde man med mig min mot mycket ni nu nagon nar och om oss pa sa samma sedan sig sin
    sina ska skulle som till under upp ut utan vad var vara varit vi vid vill`,
  no: `alle at av ble bli da de deg dem den denne der det dette din du eller en er et etter for fra ha hadde han har hun hva hvem
    hvis i ikke inn jeg kan kunne man med meg men min mot na noe nar og om opp oss over pa sa seg sin skal skulle som til ut
    var ved vi vil ville være`,
  pl: `a ale bardzo bez bo by byc byl byla bylo byly ci co czy dla do gdy gdzie go i ich ile im inne iz ja jak jako je jego jej
    jest jeszcze jesli juz ktora ktore ktorego ktory ktorzy ma maja mi mnie moze na nad nam nas nawet nie nim niz o od on ona
    oni oraz po pod poza przed przez przy sa sie swoje ta tak takze tam te tego tej ten to tu tylko tym u w we wiec wszystko z
    za ze zeby`,
  ru: `а без более больше будет был была были было быть в вам вас во вот все всего всех вы где да даже для до его ее если есть еще
    же за здесь и из или им их к как когда кто ли меня мне мы на над надо нас не него нее нет ни но о об он она они от очень
    по под после при про раз с сам свои себя со так также там тем то того тоже только том ты у уже хотя чего чем что чтобы эта
    эти это этого этот я`,
  uk: `а або але без буде був була були було бути в вам вас ви від він вона вони все для до з за і із його її їх й як якщо коли ми
    на над нас не ні о об по при про та так також там те ти тим то тому у цей це ця ці через чи що щоб я є`,
  ro: `a acest aceasta aceste acum ai al ale am ar are as asa au ca care ce cea cei cel cele cu cum da daca dar de deci despre din
    dintre doar dupa e ea ei el ele era este eu fara fi fie fost i iar il in intre isi la lui mai mea meu nu o or pe pentru prin
    s sa sai sau se si spre sub sunt tot un una unde unei unor unui va`,
  tr: `acaba ama ancak bana bazı bende beni benim bir biz bu cok da daha de den defa diye en gibi hem hep her hic icin ile ise kez
    ki kim mi mu nasıl ne neden o olan olarak oldu ona onu sen siz su ve veya ya yani`,
  ar: `أن إلى الى التي الذي الذين ان أو او بعد بين تم ثم حتى حول خلال ذلك ضد على عن عند عندما غير في فيه قال قبل قد كان كانت كل كما لا
    لم لن له لها ما مع من منذ نحو هذا هذه هل هم هو هي و وقد ولا وفي وقال يتم يكون يوم`,
}

const SETS = new Map(Object.entries(LISTS).map(([language, list]) => [language, new Set(foldMarks(list).split(/\s+/))]))
const NONE: ReadonlySet<string> = new Set()

/** The function words of a language, folded; an empty set for a language without a list. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  return SETS.get(language) ?? NONE
}
