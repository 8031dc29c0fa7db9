// Texts written elsewhere, as the desk in memory brings them in.
import type { Finding, ImportedDraft, ImportedText, OpenPost, Problem } from './desk'
import { FakeHistory } from './fake-history'

type Text = { post: Omit<ImportedDraft, 'path'> } | { refused: Problem }

function fixed(id: string, message: string): Finding {
  return { id, severity: 'note', message, line: 1, fixable: true, fix: null, repair: null, from: null, to: null }
}

/** What becomes of a file with this name. */
function importedText(file: string): Text {
  if (file.endsWith('.pdf')) {
    return {
      refused: {
        code: 'not-importable',
        message: `“${file}” is a PDF, in which pages are fixed, so no draft was made of it.`,
        hint: 'Bring in the document that it was made from, or copy its text into a new post.',
      },
    }
  }
  if (file.endsWith('.txt')) return { post: { title: 'Notes from the meeting', fixes: [], notes: [] } }
  const bare = fixed('address-bare', 'This web address is no link yet.')
  return {
    post: {
      title: 'A trip to the sea',
      fixes: [fixed('details-in-text', 'The title and the date stand in the text.'), bare, bare],
      notes: [
        'A comment on the text was left out.',
        'The picture “image3.emf” is of a kind that websites cannot show and was left out; add it as JPEG or PNG.',
      ],
    },
  }
}

/** Brings in texts: what is chosen are always the same three. */
export abstract class FakeTexts extends FakeHistory {
  abstract newPost(title: string): Promise<OpenPost>

  async importChosen() {
    await this.call('importChosen')
    return this.#imported(['My trip.docx', 'notes.txt', 'report.pdf'])
  }
  async importDropped(token: string) {
    await this.call('importDropped', token)
    return this.#imported(['My trip.docx'])
  }
  async cancelImport() {
    await this.call('cancelImport')
    return null
  }
  async #imported(files: string[]): Promise<ImportedText[]> {
    const texts: ImportedText[] = []
    for (const [done, file] of files.entries()) {
      this.emit({ kind: 'importing', file, done, total: files.length })
      const text = importedText(file)
      if ('refused' in text) {
        texts.push({ file, draft: null, refused: text.refused })
        continue
      }
      const { path } = await this.newPost(text.post.title)
      texts.push({ file, draft: { path, ...text.post }, refused: null })
    }
    return texts
  }
}
