//! Another address for a post: its file gets another name, links to it follow, and readers of the old address are sent on
//! where the site can do that.

use byline_post::Post;
use byline_site::Moved;

use super::Site;
use super::page::parse;
use crate::api::{AddressPlan, LinkingPost, Renamed, Sending};
use crate::{DeskError, words};

/// What a post would be under another name.
struct Change {
    path: String,
    post: Post,
    /// The part of its address after the site's, before and after.
    address: Option<(String, String)>,
}

impl Site {
    /// What another name for a post would mean. Changes nothing, and reads no other post.
    pub fn address_plan(&mut self, path: &str, name: &str) -> Result<AddressPlan, DeskError> {
        let path = &self.follow(path);
        self.bring(path)?;
        let name = name.trim();
        let suggestion = byline_post::slug(name);
        let shown = |address: Option<&String>, path: &str| match (&self.understood.address, address) {
            (Some(site), Some(address)) => format!("{site}{address}"),
            (None, Some(address)) => address.clone(),
            (_, None) => path.to_owned(),
        };
        let own = self.understood.address_path(path, &self.on_page(path)?.post);
        let address = shown(own.as_ref(), path);
        let now = self.understood.name_of(path);
        let plan = AddressPlan {
            name: now,
            new_address: address.clone(),
            address,
            new_path: path.clone(),
            wrong: None,
            suggestion,
            old_address: None,
        };
        Ok(match self.change(path, name) {
            Ok(change) => AddressPlan {
                new_address: shown(change.address.as_ref().map(|(_, new)| new), &change.path),
                old_address: self.old_address_words(path, &change)?,
                new_path: change.path,
                ..plan
            },
            Err(error @ (DeskError::BadName { .. } | DeskError::Details { .. })) => {
                AddressPlan { wrong: Some(error.problem().message), ..plan }
            }
            Err(error) => return Err(error),
        })
    }

    /// The posts that link to a post.
    pub fn linking_posts(&mut self, path: &str) -> Result<Vec<LinkingPost>, DeskError> {
        let path = self.follow(path);
        self.bring(&path)?;
        let moved = self.as_if_moved(&path)?;
        Ok(self.linking(&moved)?.into_iter().map(|linking| linking.told).collect())
    }

    /// Gives a post another name. Its words, what is kept of it and its own pictures go along; how it was, and how each
    /// post was whose links follow, is kept as a version. Sent is nothing, except that a post which waits to be sent waits
    /// under its new name.
    pub fn change_address(&mut self, path: &str, name: &str) -> Result<Renamed, DeskError> {
        let path = &self.at_rest(path)?;
        let change = self.change(path, name.trim())?;
        let before = self.on_page(path)?.post.as_bytes().to_vec();
        if change.path == *path && change.post.as_bytes() == before {
            return Ok(Renamed { post: self.shown(path)?, linking: Vec::new() });
        }
        let moved = Moved { from: path.clone(), to: change.path.clone(), address: change.address };
        let linking = self.linking(&moved)?;
        let waited = self.cancel_publish(path)?;
        self.store.keep_version(path, &before, self.now().as_second(), "before-move")?;
        let post = self.relinked_to(path, &change.post, &moved).unwrap_or(change.post);
        self.store.set_named(path)?;
        if post.as_bytes() != before {
            self.take_repaired(path, parse(path, post.as_bytes())?)?;
            self.save(path)?;
        }
        if change.path != *path {
            self.move_post(path, &change.path)?;
        }
        self.tell_changed(&change.path)?;
        let linking = self.follow_links(linking);
        if waited {
            self.keep_again(&change.path)?;
        }
        Ok(Renamed { post: self.shown(&change.path)?, linking })
    }

    /// A post that can be moved or deleted now: every word in its file, one text, not on its way. Its path as it is now.
    pub(super) fn at_rest(&mut self, path: &str) -> Result<String, DeskError> {
        let path = self.follow(path);
        self.bring(&path)?;
        if self.store.job_of(&path)?.is_some_and(|(_, state, _)| state == "sending") {
            return Err(DeskError::OnItsWay { path });
        }
        self.save(&path)?;
        if self.on_page(&path)?.other.is_some() {
            return Err(DeskError::TwoTexts { path });
        }
        if self.read_only(&path).is_some() {
            return Err(DeskError::ReadOnly { path });
        }
        Ok(path)
    }

    /// Keeps a post for sending again that waited under another name or text.
    pub(super) fn keep_again(&mut self, path: &str) -> Result<(), DeskError> {
        match self.keep_for_sending(path, &Sending::default()) {
            Ok(_) => Ok(()),
            // It is a changed post then, which the list says.
            Err(unsendable) => unsendable.into_outcome().map(drop),
        }
    }

    fn change(&self, path: &str, name: &str) -> Result<Change, DeskError> {
        let post = &self.on_page(path)?.post;
        let bad = |why| DeskError::BadName { name: name.to_owned(), why };
        let details = |source| DeskError::Details { path: path.to_owned(), source };
        let taken = |wanted: &str| self.files.is_taken(wanted);
        let to = self.understood.renamed(path, name, &taken).map_err(bad)?;
        let old = self.understood.address_path(path, post);
        let readdressed = self.understood.readdressed(path, post, name).map_err(details)?;
        let changed = readdressed.map_or_else(|| post.clone(), |(post, _)| post);
        let changed = parse(&to, changed.as_bytes())?;
        let new = self.understood.address_path(&to, &changed);
        let published = self.published_address(path)?;
        let changed = self.understood.with_alias(&changed, published.as_deref(), new.as_deref()).map_err(details)?;
        Ok(Change { path: to, post: changed, address: old.zip(new) })
    }

    /// The post as if it had moved far away: what links to it now is what would have to follow.
    fn as_if_moved(&self, path: &str) -> Result<Moved, DeskError> {
        let address = self.understood.address_path(path, &self.on_page(path)?.post);
        let name = "byline-asks";
        let to = self.understood.renamed(path, name, &|_| false).unwrap_or_else(|_| format!("{path}.moved"));
        let address = address.map(|old| {
            let new = format!("{}-asks", old.trim_end_matches('/'));
            (old, new)
        });
        Ok(Moved { from: path.to_owned(), to, address })
    }

    /// The address at which the website has a post, as far as the site tells addresses.
    fn published_address(&self, path: &str) -> Result<Option<String>, DeskError> {
        let there = self.store.published_at(path)?.unwrap_or_else(|| path.to_owned());
        let Some(blob) = self.store.published(&there)?.and_then(|id| byline_git::BlobId::parse(&id)) else {
            return Ok(None);
        };
        let Some(bytes) = self.engine.read_blob(&blob)? else { return Ok(None) };
        let Ok(post) = parse(&there, &bytes) else { return Ok(None) };
        if self.understood.is_draft(&there, &post) {
            return Ok(None);
        }
        Ok(self.understood.address_path(&there, &post))
    }

    fn old_address_words(&self, path: &str, change: &Change) -> Result<Option<String>, DeskError> {
        let there = self.store.published_at(path)?.unwrap_or_else(|| path.to_owned());
        if self.store.published(&there)?.is_none() {
            return Ok(None);
        }
        let Some(old) = self.published_address(path)? else {
            return Ok((change.path != path).then(|| words::say("address.old.unknown", &[])));
        };
        let new = change.address.as_ref().map(|(_, new)| new.as_str());
        let word = if Some(old.as_str()) == new {
            return Ok(None);
        } else if self.understood.keeps_aliases() {
            "address.old.kept"
        } else {
            "address.old.lost"
        };
        Ok(Some(words::say(word, &[])))
    }
}
