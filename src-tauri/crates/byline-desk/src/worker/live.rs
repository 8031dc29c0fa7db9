//! Looking at the public website until a published post is there, beside everything else.

use std::time::{Duration, Instant};

use super::{Message, Worker};
use crate::live::{Look, Seen, look};
use crate::store::KeptJob;

/// A post that is looked for.
struct Looking {
    look: Look,
    /// When it is looked for next; nothing while a look is under way.
    next: Option<Instant>,
    pause: Duration,
    until: Instant,
}

/// The posts that are looked for.
#[derive(Default)]
pub(super) struct Looks(Vec<Looking>);

impl Looks {
    /// When the next look is due.
    pub(super) fn at(&self) -> Option<Instant> {
        self.0.iter().filter_map(|looking| looking.next).min()
    }
}

impl Worker {
    /// Begins to look for a post that the server has now; a text of it that was looked for before is looked for no more.
    pub(super) fn look_for(&mut self, kept: &KeptJob) {
        self.looks.0.retain(|looking| looking.look.post != kept.post);
        // What cannot be looked for is published all the same.
        let Ok(Some(look)) = self.site.to_look_for(kept) else { return };
        let (now, pace) = (Instant::now(), self.site.pace());
        self.looks.0.push(Looking { look, next: Some(now + pace.first), pause: pace.first, until: now + pace.give_up });
    }

    /// Looks at the pages that it is time for, each on a thread of its own.
    pub(super) fn look_at_website(&mut self) {
        let now = Instant::now();
        let online = self.is_online();
        let longest = self.site.pace().longest;
        for looking in &mut self.looks.0 {
            if looking.next.is_none_or(|at| at > now) {
                continue;
            }
            if !online {
                // Without a network nothing can be seen, and no time is lost either.
                looking.next = Some(now + longest);
                looking.until += longest;
                continue;
            }
            looking.next = None;
            let (tell, wanted) = (self.messages.clone(), looking.look.clone());
            std::thread::spawn(move || {
                let seen = look(&wanted.address);
                // Nobody wants to know any more when the desk is closing.
                let _ = tell.send(Message::Seen { look: Box::new(wanted), seen });
            });
        }
    }

    /// Takes note of what was seen.
    pub(super) fn seen(&mut self, look: &Look, seen: &Seen) {
        let Some(at) = self.looks.0.iter().position(|looking| looking.look == *look) else { return };
        if matches!(seen, Seen::Page(page) if look.signs.are_on(page)) {
            self.looks.0.remove(at);
            // What could not be noted is only said once.
            let _ = self.site.is_live(look);
            return;
        }
        let now = Instant::now();
        let longest = self.site.pace().longest;
        let Some(looking) = self.looks.0.get_mut(at) else { return };
        if now >= looking.until {
            self.site.is_not_live(look, seen);
            self.looks.0.remove(at);
            return;
        }
        looking.pause = (looking.pause * 3 / 2).min(longest);
        looking.next = Some(now + looking.pause);
    }
}
