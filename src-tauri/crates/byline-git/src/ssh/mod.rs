//! Servers that are reached over SSH, by the system's own OpenSSH: so that a key, an agent or a settings file that works
//! elsewhere works here. What is here is how it is called, which servers it may trust, and what its words mean.

mod address;
mod command;
mod forges;
mod words;

pub(crate) use address::SshAddress;
pub(crate) use command::command;
pub(crate) use forges::is_forge;
pub(crate) use words::fault;
