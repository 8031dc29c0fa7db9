// The site's own generator, as the desk in memory has it: Hugo, which is trusted once the person says so.
import type { RealSite } from './desk'
import { FakeConnect } from './fake-connect'

const ADDRESS = 'http://127.0.0.1:41313'

const OFF: RealSite = {
  generator: 'Hugo',
  trusted: false,
  step: 'off',
  address: null,
  is_post: false,
  reloads: true,
  silent: false,
  builds: 0,
  message: '',
  hint: null,
  home: null,
  problem: null,
}

/** Shows posts on the real site. */
export abstract class FakeRealSite extends FakeConnect {
  real_: RealSite = OFF
  /** The generator is on this computer. */
  installed_ = true

  /** As if something happened at the generator. */
  tellReal(change: Partial<RealSite>): void {
    this.real_ = { ...this.real_, ...change }
    this.emit({ kind: 'real-site', real: this.real_ })
  }

  async realSite() {
    await this.call('realSite')
    return this.real_
  }
  async showRealSite(path: string): Promise<RealSite> {
    await this.call('showRealSite', path)
    const name = path.replace(/^.*\/|\.md$/g, '')
    const address = `${ADDRESS}/posts/${name}/`
    if (!this.installed_) {
      const home = 'https://gohugo.io/installation/'
      const message = 'Hugo is not on this computer, so the usual preview stays.'
      const hint = `Hugo makes this website. You can get it from ${home}.`
      this.real_ = { ...this.real_, step: 'missing', message, hint, home }
    } else if (!this.real_.trusted) {
      this.real_ = { ...this.real_, step: 'ask' }
    } else if (this.real_.step === 'shown') {
      this.real_ = { ...this.real_, address }
    } else {
      const message = 'Hugo is getting the website ready.'
      this.real_ = { ...this.real_, step: 'starting', address: null, message, hint: null, problem: null }
      const shown = 'This is the website as Hugo makes it.'
      setTimeout(() => {
        if (this.real_.step !== 'starting') return
        this.tellReal({ step: 'shown', address, is_post: true, message: shown })
      }, this.options.step)
    }
    return this.real_
  }
  async hideRealSite() {
    await this.call('hideRealSite')
    return null
  }
  async stopRealSite() {
    await this.call('stopRealSite')
    this.tellReal({ ...OFF, trusted: this.real_.trusted })
    return null
  }
  async trustSite(trusted: boolean) {
    await this.call('trustSite', trusted)
    this.real_ = { ...OFF, trusted }
    return this.real_
  }
}
