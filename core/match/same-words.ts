import { stemOf } from './read-words.ts'

/**
 * Words that writers of posts and writers of reviews use for one thing, a group a line, by language. Kept to what holds in any
 * year: short forms, countries with their people and seats of government, and everyday words of news.
 */
const GROUPS: Readonly<Record<string, string>> = {
  en: `
    photo photos photograph photographs picture pictures pic pics image images pictured photographed
    video videos footage clip film filmed
    jail jailed prison prisons imprisoned inmate inmates incarcerated
    cop cops police policeman policemen officer officers
    kid kids child children boy girl toddler
    immigrant immigrants migrant migrants refugee refugees alien aliens illegals
    kill killed killing killings murder murdered dead died dies death deaths slain
    mom mother mothers mum
    dad father fathers
    wife husband spouse
    shoot shooting shooter shot gunman gun guns rifle firearm firearms
    gop republican republicans
    dem dems democrat democrats democratic
    potus president presidential
    scotus supreme
    vp vice
    sen senator senators
    rep congressman congresswoman representative
    gov governor
    covid coronavirus covid19 corona ncov
    vaccine vaccines vaccinated vaccination vax shot shots jab inoculation
    us usa america american americans united
    uk britain british england english
    ukraine ukrainian ukrainians kyiv kiev
    russia russian russians moscow kremlin putin
    china chinese beijing wuhan
    iran iranian iranians tehran
    iraq iraqi iraqis
    israel israeli israelis
    palestine palestinian palestinians gaza
    syria syrian syrians
    mexico mexican mexicans
    canada canadian canadians
    france french paris
    germany german germans
    spain spanish
    italy italian italians
    algeria algerian algiers
    australia australian australians aussie
    africa african africans
    islam islamic muslim muslims
    jew jews jewish
    christian christians christianity
    catholic catholics
    black blacks
    white whites caucasian
    gay gays lgbt lgbtq homosexual homosexuals homosexuality lesbian
    ban bans banned banning outlaw outlawed prohibit prohibited forbid forbidden illegal
    law laws legislation bill act
    money cash dollars fund funds funding paid pay pays payment
    fire fires wildfire wildfires burning burned blaze
    flood floods flooded flooding
    storm hurricane cyclone
    plane airplane aircraft jet flight
    car cars vehicle vehicles truck
    phone cell cellphone smartphone
    candy sweets candies
    drug drugs narcotics heroin opioid
    fake faked hoax phony doctored bogus staged
    attack attacks attacked assault assaulted
    protest protests protester protesters protestors demonstration demonstrators rally march riot riots
    election elections vote votes voted voting voter voters ballot ballots
    won win wins winner winning victory
    fired dismissed sacked firing
    quit resign resigned resigns resignation
    arrest arrested arrests detained custody charged
    steal stole stolen theft
    doctor doctors physician dr
    hospital hospitals
    school schools classroom student students pupils
    church churches
    house home mansion
    wall fence barrier border
    flag flags
    hat hats cap
    letter letters wrote written writes essay
    quote quotes quoted
    tax taxes taxpayer taxpayers
    food meal meals
    eat eats eating ate
    baby babies infant infants newborn
    women woman female females lady
    men man male males guy
    dog dogs puppy
    cat cats kitten
    abort abortion abortions
    birth born
    troops soldier soldiers military army
    war wars
    terrorist terrorists terrorism terror
    nazi nazis hitler
    ceo chief boss head
    company firm corporation
    buy buys bought purchase purchased
    sell sells sold
    discontinue discontinued discontinuing halted
    close closed closing shut
    job jobs employment
    climate warming
    sex intercourse sexual
    pedophile pedophiles pedophilia perverts molester
    rape raped rapist
    bible scripture
    christmas xmas
    poop feces
    beer alcohol
    pot marijuana cannabis weed
    insane crazy
    stupid dumb idiot idiots
    racist racism
    boycott boycotting boycotts
    donate donated donation donations
    hire hired hiring
    refuse refused refuses declined
    ignore ignored
    congress congressional
    million millions
    billion billions
    percent pct`,
}

const SIBLINGS = new Map<string, ReadonlySet<string>>()
for (const line of Object.values(GROUPS).flatMap((groups) => groups.split('\n'))) {
  const stems = [...new Set(line.trim().split(/\s+/).map(stemOf))].filter((stem) => stem !== '')
  for (const stem of stems) {
    SIBLINGS.set(stem, new Set([...(SIBLINGS.get(stem) ?? []), ...stems.filter((other) => other !== stem)]))
  }
}
const NONE: ReadonlySet<string> = new Set()

/** The stems that may stand for the same thing as this one; empty for most. */
export function siblingsOf(stem: string): ReadonlySet<string> {
  return SIBLINGS.get(stem) ?? NONE
}
