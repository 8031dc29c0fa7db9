//! Where secrets are kept, and who is given which.

mod keeper;
mod keychain;
mod renew;
mod state;

pub use keeper::{Given, Keeper, KeeperParts};
pub use keychain::{Keychain, KeychainError, MemoryKeychain, NoKeychain, SystemKeychain};
pub use state::{Kept, KeptWhere};
