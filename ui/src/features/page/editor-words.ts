import type { EditorWords } from '../../editor'
import { say, sayCount } from '../../shared/words'

/** The editor's own words, from the catalogue. */
export function editorWords(): EditorWords {
  return {
    describePicture: say('editor.describe-picture'),
    description: say('editor.description'),
    pictureMissing: say('editor.picture-missing'),
    removePicture: say('editor.remove-picture'),
    removeThisPicture: say('editor.remove-this-picture'),
    pictureSelected: say('editor.picture-selected'),
    taskDone: say('editor.task-done'),
    divider: say('editor.divider'),
    openLink: say('editor.open-link'),
    tables: {
      table: (columns, rows) =>
        say('tables.name', { columns: sayCount('tables.columns', columns), rows: sayCount('tables.rows', rows) }),
      cell: say('tables.cell'),
      selected: say('tables.selected'),
    },
  }
}
