//! Everything that can go wrong between a post and its website, on real servers: what the server has afterwards, what
//! the folder has, whether the post waits, and the words that the person reads.

mod certificates;
mod computer;
mod network;
mod people;
mod refusals;
mod row;
mod sign_in;
mod states;
