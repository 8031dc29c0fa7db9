//! First contact: a website that is on a server comes to this computer, and it is known whether publishing will work
//! before the first word is written.
//!
//! What is known of a server comes from what a person typed or from an invitation. Neither is trusted: an address is
//! checked before it is used, and nothing in an invitation can say what runs or where on this computer anything goes.

mod address;
mod arriving;
mod invitation;
mod moving;
mod place;
mod ready;
mod trouble;

pub use arriving::{Arrived, Wish, bring, wish, wish_of};
pub use invitation::{ENDING, Invitation, LARGEST};
pub use moving::move_site;
pub use place::{sites_place, websites_place};
pub use trouble::{ConnectTrouble, Why};

pub(crate) use address::typed_address;
pub(crate) use place::cloud_of;
pub(crate) use ready::{check, ready};
