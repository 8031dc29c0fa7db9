use byline_desk::DeskError;
use byline_desk::api::{LanguageAdded, LanguageSettings, PostLanguage, RuleOff, WordChoices, WordFinding, WordList};
use tauri::{AppHandle, State, WebviewWindow};

use super::Answer;
use super::pictures::choose;
use crate::shell::Shell;
use crate::webview;

#[tauri::command]
#[specta::specta]
pub(crate) async fn post_language(
    shell: State<'_, Shell>,
    path: String,
    computer: Vec<String>,
) -> Answer<PostLanguage> {
    shell.desk()?.post_language(path, computer).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_words(
    shell: State<'_, Shell>,
    path: String,
    paragraphs: Vec<String>,
) -> Answer<Vec<Vec<WordFinding>>> {
    shell.desk()?.check_words(path, paragraphs).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn suggest_words(shell: State<'_, Shell>, path: String, word: String) -> Answer<Vec<String>> {
    shell.desk()?.suggest_words(path, word).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn ignore_words(
    shell: State<'_, Shell>,
    path: String,
    rule: String,
    words: String,
    on: bool,
) -> Answer<()> {
    shell.desk()?.ignore_words(path, rule, words, on).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_ignored(shell: State<'_, Shell>, path: String) -> Answer<()> {
    shell.desk()?.forget_ignored(path).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_word(shell: State<'_, Shell>, word: String, list: WordList, right: bool) -> Answer<()> {
    shell.desk()?.set_word(word, list, right).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_rule(shell: State<'_, Shell>, rule: RuleOff, on: bool) -> Answer<()> {
    shell.desk()?.set_rule(rule, on).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn language_settings(shell: State<'_, Shell>) -> Answer<LanguageSettings> {
    shell.desk()?.language_settings().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_word_choices(shell: State<'_, Shell>, choices: WordChoices) -> Answer<()> {
    shell.desk()?.set_word_choices(choices).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_site_languages(shell: State<'_, Shell>, tags: Vec<String>) -> Answer<()> {
    shell.desk()?.set_site_languages(tags).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn add_language(app: AppHandle, shell: State<'_, Shell>) -> Answer<Vec<LanguageAdded>> {
    let files = choose(&app, &["aff", "dic"]).await;
    shell.desk()?.add_dictionaries(files).await
}

/// Has the system check the spelling of what is typed in a language that Byline has no dictionary for; none: nothing.
#[tauri::command]
#[specta::specta]
#[allow(clippy::needless_pass_by_value)] // Tauri hands a window to its commands like this.
pub(crate) fn check_by_system(window: WebviewWindow, language: Option<String>) -> Answer<()> {
    // A window that is closing has nothing to check.
    webview::check_spelling(&window, language).map_err(|_| DeskError::Closed.into())
}
