import type { TipPageWords } from './tip-words.ts'

export const en: TipPageWords = {
  title: 'Tell us about a misleading claim',
  lead: 'You have seen a claim that may be false and may do harm. Send us the link, or write down what it says.',
  privacy:
    'Please do not write your name or anybody else’s, and no telephone numbers or e-mail addresses. We do not ask who you are, set no cookies and do not keep your address.',
  link: 'Link to what you saw',
  linkHint: 'For example https://example.org/page',
  text: 'What does it say?',
  textHint: 'Copy the words if you can.',
  place: 'Where did you see it?',
  placeHint: 'For example: a neighbourhood group, a video, a leaflet. Not who shared it.',
  language: 'Language of the claim',
  languageUnknown: 'I do not know',
  optional: 'optional',
  send: 'Send',
  thanks: 'Thank you',
  thanksWhat:
    'A person will look at your tip. If it concerns a matter that we watch, it is looked at with what others report. You get no answer, because we do not know who you are.',
  another: 'Send another tip',
  mend: 'Please mend this and send again:',
  fault: {
    'text.empty': 'Give a link, or write what the claim says.',
    'text.short': 'Write a little more about what the claim says, at least ten characters.',
    'text.long': 'Write at most 4,000 characters.',
    'link.not_a_link': 'This is not a link. Copy it from the address bar, or leave it out.',
    'place.long': 'Write at most 200 characters about where you saw it.',
  },
  closed: 'This form is not open',
  closedWhat: 'Tips are not taken here at the moment.',
  tooMany: 'Too many tips at once',
  tooManyWhat:
    'Several tips came from your connection within an hour. Please come back later; what you wrote is below, so that you can copy it.',
  full: 'We cannot take more tips just now',
  fullWhat:
    'Very many tips are waiting to be read. Please come back tomorrow; what you wrote is below, so that you can copy it.',
  hasty: 'Please send it once more',
  hastyWhat: 'This came faster than most people write, so nothing was sent yet. Look at it once more and press Send.',
  tooLarge: 'This is too long',
  tooLargeWhat: 'Write at most 4,000 characters. Go back to shorten what you wrote.',
  leaveEmpty: 'Leave this field empty',
  languages: 'Languages',
}
