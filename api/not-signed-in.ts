/** Nobody is signed in, or the account may not be used. */
export class NotSignedIn extends Error {
  constructor() {
    super('You are not signed in. Open your sign-in link, or sign in with your password.')
    this.name = 'NotSignedIn'
  }
}
