// Signing in, as the desk in memory does it: any server offers all ways, and every key but “wrong” is good.
import { DeskProblem, type Desk, type SignedIn, type SignInAt, type SignInWay } from './desk'
import { FakeRealSite } from './fake-realsite'

/** Who is signed in, and how that comes about. */
export abstract class FakeSignIn extends FakeRealSite {
  signedIn_: SignedIn | null = null
  /** What the servers offer. */
  ways_: SignInWay[] = ['browser']
  /** Whether there is a keychain. */
  keychain_ = true
  approval_: string | null = null
  /** The server wants the account's name beside the key. */
  wantsName_ = false

  async signInWays(url: string): ReturnType<Desk['signInWays']> {
    await this.call('signInWays', url)
    return {
      host: hostOf(url),
      url,
      ways: this.ways_,
      key_help: 'On the page that opens, leave “repo” ticked and press “Generate token” at the end.',
      key_page: !this.wantsName_,
      wants_name: this.wantsName_,
      cannot_keep: this.keychain_
        ? null
        : {
            code: 'sign-in-no-keychain',
            message: 'This computer has no keychain that could keep the sign-in, and Byline writes no key into a file.',
            hint: 'Sign in until Byline is closed.',
          },
      signed_in: this.signedIn_,
      approval: this.approval_,
    }
  }
  async beginSignIn(url: string, way: SignInWay, keep: boolean) {
    await this.call('beginSignIn', url, way, keep)
    return way === 'browser' ? { address: `https://${hostOf(url)}/device`, code: 'WDJB-MJHT' } : noBrowser
  }
  /** As if the person had done her part in the browser. */
  finishSignIn(url: string): void {
    this.#done(url, true)
  }
  async openSignInPage() {
    await this.call('openSignInPage')
    return null
  }
  async cancelSignIn() {
    await this.call('cancelSignIn')
    return null
  }
  async openKeyPage(url: string) {
    await this.call('openKeyPage', url)
    return null
  }
  async openApproval(url: string) {
    await this.call('openApproval', url)
    return null
  }
  async pasteKey(url: string, name: string, key: string, keep: boolean) {
    await this.call('pasteKey', url, name, key, keep)
    if (key === 'wrong') {
      throw new DeskProblem({
        code: 'sign-in-key-refused',
        message: 'The server does not know this key; it may have ended, or a letter is missing.',
        hint: 'Copy it once more, or make a new one.',
      })
    }
    return this.#done(url, keep)
  }
  async keepFolderKey(url: string) {
    await this.call('keepFolderKey', url)
    return this.#done(url, true)
  }
  async signedIn(url: string) {
    await this.call('signedIn', url)
    return this.signedIn_
  }
  async signOut(url: string) {
    await this.call('signOut', url)
    this.signedIn_ = null
    return null
  }

  #done(url: string, keep: boolean): SignedIn {
    const host = hostOf(url)
    this.signedIn_ = {
      host,
      name: 'james',
      kept: keep ? 'keychain' : 'session',
      message: `Signed in at ${host} as james. ${keep ? "This computer's keychain keeps the sign-in." : 'It lasts until Byline is closed.'}`,
      approval: null,
    }
    this.emit({ kind: 'sign-in-ended', host, signed_in: this.signedIn_, problem: null })
    return this.signedIn_
  }
}

const noBrowser = { address: null, code: null }

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}

/** Where the desk in memory wants a sign-in. */
export const SIGN_IN_AT: SignInAt = { host: 'github.com', url: 'https://github.com/fourtheorem/site', approval: null }
