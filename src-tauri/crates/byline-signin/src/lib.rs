//! Who may talk to a website's server: sign-in at a forge, the system's keychain, a pasted access key.
