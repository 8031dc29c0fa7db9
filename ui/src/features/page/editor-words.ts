import type { EditorWords } from '../../editor'
import { say } from '../../shared/words'
import { figureWords } from './figure-words'

/** The editor's own words, from the catalogue. */
export function editorWords(): EditorWords {
  return {
    taskDone: say('editor.task-done'),
    divider: say('editor.divider'),
    openLink: say('editor.open-link'),
    figures: figureWords(),
  }
}
