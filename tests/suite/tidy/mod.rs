//! The rules of the checkout that no compiler holds: who may depend on whom, what a file may say and how long it may
//! be, what the page may do.

mod catalogue;
mod checkout;
mod circles;
mod clashes;
mod configuration;
mod locks;
mod manifests;
mod modules;
mod page;
mod sizes;
mod words;
