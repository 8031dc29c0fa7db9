use byline_desk::api::PersonAnswer;
use tauri::State;

use super::Answer;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_question(shell: State<'_, Shell>, id: u32, answer: PersonAnswer) -> Answer<()> {
    shell.questions.answer(id, answer);
    Ok(())
}
