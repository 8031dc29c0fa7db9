// What jsdom lacks of a webview, and a clean page for each test.
import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/svelte'
import fc from 'fast-check'
import { afterEach } from 'vitest'

// As long as a busy machine may need: what comes at all comes at once.
configure({ asyncUtilTimeout: 20_000, getElementError: (message) => new Error(message ?? 'not found') })
afterEach(cleanup)
// The same cases each time; `SEED` looks at others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) })

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.setAttribute('open', '')
}
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.removeAttribute('open')
}
globalThis.ResizeObserver ??= class {
  observe(): void {
    return
  }
  unobserve(): void {
    return
  }
  disconnect(): void {
    return
  }
}
// Measuring letters needs a real canvas; without one the measurement is left out.
HTMLCanvasElement.prototype.getContext = () => null
// Nothing has a place without a layout.
document.elementFromPoint ??= () => null
