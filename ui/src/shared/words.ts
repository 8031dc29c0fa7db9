// Every sentence of the window comes from one catalogue, so that it can be read, checked and translated in
// one place.
import main from '../../../assets/messages/en/window.json'
import ask from '../../../assets/messages/en/window-ask.json'
import connect from '../../../assets/messages/en/window-connect.json'
import figures from '../../../assets/messages/en/window-figures.json'
import find from '../../../assets/messages/en/window-find.json'
import history from '../../../assets/messages/en/window-history.json'
import language from '../../../assets/messages/en/window-language.json'
import links from '../../../assets/messages/en/window-links.json'
import menus from '../../../assets/messages/en/window-menus.json'
import pasting from '../../../assets/messages/en/window-pasting.json'
import preview from '../../../assets/messages/en/window-preview.json'
import realsite from '../../../assets/messages/en/window-realsite.json'
import sending from '../../../assets/messages/en/window-sending.json'
import signin from '../../../assets/messages/en/window-signin.json'
import tables from '../../../assets/messages/en/window-tables.json'
import versions from '../../../assets/messages/en/window-versions.json'
import views from '../../../assets/messages/en/window-views.json'

const catalogue = {
  ...main,
  ...ask,
  ...connect,
  ...figures,
  ...find,
  ...history,
  ...language,
  ...links,
  ...menus,
  ...pasting,
  ...preview,
  ...realsite,
  ...sending,
  ...signin,
  ...tables,
  ...versions,
  ...views,
}

/** A sentence of the catalogue. */
export type Key = keyof typeof catalogue

/** A sentence that has a form for one and a form for any other number. */
export type CountKey = Key extends infer K ? (K extends `${infer Base}.one` ? Base : never) : never

/** What fills the `{places}` of a sentence. */
export type Places = Readonly<Record<string, string | number>>

const number = new Intl.NumberFormat('en')

function fill(sentence: string, places: Places): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = places[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? number.format(value) : value
  })
}

/** The sentence of `key` with its places filled. */
export function say(key: Key, places: Places = {}): string {
  return fill(catalogue[key], places)
}

/** The sentence of `key` for this many things; its `{count}` is the number. */
export function sayCount(key: CountKey, count: number, places: Places = {}): string {
  const form = `${key}.${count === 1 ? 'one' : 'other'}` as Key
  return fill(catalogue[form], { count, ...places })
}

/** Whether the catalogue has this sentence: for names that come from elsewhere. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(catalogue, key)
}
