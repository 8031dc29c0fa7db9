/** A desk for tests of what is said about words. */
import type { ProofFinding, ProofHost } from './host'

const MEANT: Record<string, string[]> = { teh: ['the', 'tech'], wrods: ['words'], naught: [] }

/** One that knows a few words to be wrong, and one word twice. */
export class Desk implements ProofHost {
  readonly asked: string[][] = []
  readonly done: unknown[][] = []
  right = new Set<string>()

  check(paragraphs: string[]): Promise<ProofFinding[][]> {
    this.asked.push(paragraphs)
    return Promise.resolve(
      paragraphs.map((text) => {
        const twice = [...text.matchAll(/(is) \1/g)].map((found) =>
          this.finding('grammar', found[0], found.index, ['is']),
        )
        const wrong = [...text.matchAll(/\p{L}+/gu)]
          .filter(([word]) => word in MEANT && !this.right.has(word))
          .map((found) => this.finding('spelling', found[0], found.index, []))
        return [...twice, ...wrong]
      }),
    )
  }
  suggest(word: string): Promise<string[]> {
    return Promise.resolve(MEANT[word] ?? [])
  }
  ignore(finding: ProofFinding): void {
    this.done.push(['ignore', finding.words])
  }
  add(word: string, list: string): void {
    this.done.push(['add', word, list])
  }
  off(finding: ProofFinding): void {
    this.done.push(['off', finding.rule])
  }
  private finding(kind: ProofFinding['kind'], words: string, from: number, changes: string[]): ProofFinding {
    const rule = kind === 'spelling' ? '' : 'Twice'
    return { kind, words, from, to: from + words.length, rule, title: 'Wrong', message: 'It is.', changes }
  }
}
