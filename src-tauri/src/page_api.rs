//! All that the page can ask for and hear of, in one list. The page's TypeScript is made from it.

use tauri::Wry;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::commands::{
    connect, history, imports, language, links, manage, page, pasting, pictures, posts, publish, questions, realsite,
    settings, signin, sites, versions, window,
};
use crate::events::{DeskEvent, FilesDropped, Leaving};

/// The list.
#[allow(clippy::too_many_lines)] // One line a command.
pub(crate) fn builder() -> Builder<Wry> {
    Builder::<Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            sites::start,
            sites::choose_site,
            sites::open_site,
            sites::use_anyway,
            sites::open_starter,
            sites::forget_site,
            sites::set_writer,
            sites::leave,
            sites::move_out_of_cloud,
            sites::keep_in_cloud,
            connect::connect_plan,
            connect::connect_invitation,
            connect::connect_place,
            connect::connect,
            connect::cancel_connect,
            connect::publishing_ready,
            connect::follow_address,
            settings::site_view,
            settings::settings,
            settings::check_settings,
            settings::change_settings,
            settings::take_shared_settings,
            posts::posts,
            posts::list_choices,
            posts::new_post,
            imports::import_chosen,
            imports::import_dropped,
            imports::cancel_import,
            page::open_post,
            page::write_body,
            page::save_now,
            page::set_details,
            page::related,
            page::preview,
            page::preview_looks,
            page::print_page,
            page::findings,
            page::tidy_plan,
            page::tidy,
            page::undo_tidy,
            language::post_language,
            language::check_words,
            language::suggest_words,
            language::ignore_words,
            language::forget_ignored,
            language::set_word,
            language::set_rule,
            language::language_settings,
            language::set_word_choices,
            language::set_site_languages,
            language::add_language,
            language::check_by_system,
            pictures::attach_chosen,
            pictures::attach_dropped,
            pictures::attach_pasted,
            pictures::attach_clipboard,
            pasting::read_pasted,
            pasting::bring_pasted,
            pasting::read_clipboard,
            pictures::embed,
            versions::two_versions,
            versions::settle_versions,
            publish::publish_plan,
            publish::publish,
            publish::cancel_publish,
            publish::send_now,
            publish::queue,
            publish::online,
            publish::sync,
            questions::answer_question,
            realsite::real_site,
            realsite::show_real_site,
            realsite::hide_real_site,
            realsite::stop_real_site,
            realsite::trust_site,
            manage::duplicate_post,
            manage::address_plan,
            manage::linking_posts,
            manage::change_address,
            manage::delete_plan,
            manage::delete_post,
            manage::deleted_posts,
            manage::put_back,
            history::post_history,
            history::older_versions,
            history::post_version,
            history::restore_version,
            history::gone_posts,
            history::take_back,
            history::unpublish_plan,
            history::unpublish,
            links::open_link,
            links::link_offers,
            links::link_to,
            links::linked_post,
            window::set_full_screen,
            window::set_zoom,
            signin::sign_in_ways,
            signin::begin_sign_in,
            signin::open_sign_in_page,
            signin::cancel_sign_in,
            signin::open_key_page,
            signin::paste_key,
            signin::keep_folder_key,
            signin::signed_in,
            signin::sign_out,
            signin::open_approval,
        ])
        .events(collect_events![DeskEvent, FilesDropped, Leaving])
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    use super::*;

    /// With `BYLINE_WRITE_BINDINGS` set, the file is written instead.
    fn check(file: &str, fresh: &str) {
        let file = format!("{}/ui/src/{file}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("BYLINE_WRITE_BINDINGS").is_some() {
            std::fs::write(&file, fresh).unwrap();
        }
        let there = std::fs::read_to_string(&file).unwrap();
        assert!(there == fresh, "{file}; run: BYLINE_WRITE_BINDINGS=1 cargo test -p byline page_api");
    }

    #[test]
    fn the_pages_types_are_up_to_date() {
        let fresh = tempfile::NamedTempFile::new().unwrap();
        builder().export(Typescript::default(), fresh.path()).unwrap();
        check("ipc/bindings.ts", &std::fs::read_to_string(fresh.path()).unwrap());
    }

    #[test]
    fn the_editor_knows_the_same_websites() {
        let rows = serde_json::to_string_pretty(&byline_desk::WEBSITES).unwrap();
        check("editor/figures/websites.json", &(rows + "\n"));
    }
}
