use byline_desk::api::PersonAnswer;
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
#[expect(clippy::needless_pass_by_value, reason = "the signature is Tauri's")]
pub(crate) fn answer_question(shell: State<'_, Shell>, id: u32, answer: PersonAnswer) -> Answer<()> {
    shell.questions.answer(id, answer);
    Ok(())
}
