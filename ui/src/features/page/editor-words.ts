import type { EditorWords } from '../../editor'
import { isKey, say, sayCount } from '../../shared/words'
import { figureWords } from './figure-words'
import { menuWords } from './menu-words'

/** The editor's own words, from the catalogue. */
export function editorWords(): EditorWords {
  return {
    taskDone: say('editor.task-done'),
    divider: say('editor.divider'),
    openLink: say('editor.open-link'),
    links: {
      card: say('link.card'),
      open: say('link.card.open'),
      change: say('link.card.change'),
      copy: say('link.card.copy'),
      remove: say('link.card.remove'),
      removed: say('link.card.removed'),
      note: say('link.card.note'),
      toNote: say('editor.to-note'),
      noNote: say('link.card.no-note'),
    },
    figures: figureWords(),
    tables: {
      table: (columns, rows) =>
        say('tables.name', { columns: sayCount('tables.columns', columns), rows: sayCount('tables.rows', rows) }),
      cell: say('tables.cell'),
      cells: (columns, rows) =>
        say('tables.cells', { columns: sayCount('tables.columns', columns), rows: sayCount('tables.rows', rows) }),
      selected: say('tables.selected'),
      tools: say('tables.tools'),
      command: (label) => (isKey(label) ? say(label) : label),
    },
    note: say('editor.note'),
    toNote: say('editor.to-note'),
    fromNote: say('editor.from-note'),
    menus: menuWords(),
    cards: {
      html: say('editor.card.html'),
      comment: say('editor.card.comment'),
      template: say('editor.card.template'),
      box: say('editor.card.box'),
      boxEnd: say('editor.card.box-end'),
      references: say('editor.card.references'),
      edit: say('editor.card.edit'),
      done: say('editor.card.done'),
      code: say('editor.card.code'),
      selected: say('editor.card.selected'),
    },
    proof: {
      card: say('editor.proof.card'),
      remove: say('editor.proof.remove'),
      suggestions: say('editor.proof.suggestions'),
      looking: say('editor.proof.looking'),
      none: say('editor.proof.none'),
      ignore: say('editor.proof.ignore'),
      addMine: say('editor.proof.add-mine'),
      addSite: say('editor.proof.add-site'),
      off: say('editor.proof.off'),
      nothing: say('editor.proof.nothing'),
      found: say('editor.proof.found'),
      replaced: say('editor.proof.replaced'),
      removed: say('editor.proof.removed'),
    },
    pasting: {
      coming: say('pasting.coming'),
      stayed: say('pasting.stayed'),
      stayedUnnamed: say('pasting.stayed-unnamed'),
      again: say('pasting.again'),
      leaveOut: say('pasting.leave-out'),
    },
  }
}
