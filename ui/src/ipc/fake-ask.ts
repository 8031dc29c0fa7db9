// What the desk in memory asks the person.
import type { DeskEvent, PersonNotice, PersonQuestion } from './desk'

const KEEP =
  "Byline remembers it until you close Byline; with the tick, this computer's keychain keeps it. It is written into no file."

/** A question as the program's own desk words it. */
export function fakeQuestion(kind: PersonQuestion['kind'], again = false): PersonQuestion {
  const says = {
    passphrase: {
      message: again
        ? 'That was not the passphrase of your key “id_ed25519”.'
        : 'Your key “id_ed25519” lets you publish, and it is locked with a passphrase.',
      hint: KEEP,
    },
    pin: {
      message: 'Your security key “id_sk” lets you publish, and it asks for its PIN.',
      hint: 'After too many wrong PINs the security key locks itself.',
    },
    password: {
      message: 'git.example.org asks for the password of the account “anna”.',
      hint: KEEP,
    },
    'new-host': {
      message:
        'Byline connects to git.example.org for the first time. Ask whoever looks after the website whether its server’s code is this one:',
      hint: 'Say yes only when every letter is the same. If it is another code, somebody may be pretending to be the server.',
    },
  }
  const code = kind === 'new-host' ? 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU' : null
  return { id: 1, kind, code, again, can_keep: kind === 'passphrase' || kind === 'password', ...says[kind] }
}

/** What stops the sending, as the program's own desk words it. */
export function fakeNotice(kind: PersonNotice['kind']): PersonNotice {
  return kind === 'wrong-twice'
    ? {
        kind,
        message: 'That was not right either, so nothing was sent; your posts are kept on this computer.',
        hint: 'Look it up, or ask whoever looks after the website, and then publish again.',
      }
    : {
        kind,
        message:
          'git.example.org is not the server that it was before, so Byline sent nothing to it; your posts are kept on this computer.',
        hint: 'Either the server was set up anew, or somebody is pretending to be it. Ask whoever looks after the website; until they have put it right, Byline stays away from it.',
      }
}

/** Asks by itself a moment after the start, for looking at it: `passphrase`, `wrong`, `new-host`, `host-changed`, ... */
export function askFrom(desk: { emit(event: DeskEvent): void }, what: string | null): void {
  const event = ((): DeskEvent | null => {
    if (what === 'wrong') return { kind: 'question', question: fakeQuestion('passphrase', true) }
    if (what === 'passphrase' || what === 'pin' || what === 'password' || what === 'new-host')
      return { kind: 'question', question: fakeQuestion(what) }
    if (what === 'wrong-twice' || what === 'host-changed') return { kind: 'notice', notice: fakeNotice(what) }
    return what === 'touch' ? { kind: 'touch-key', waits: true } : null
  })()
  if (event) setTimeout(() => desk.emit(event), 400)
}
