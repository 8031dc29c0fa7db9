//! The known forges, and the keys by which their servers show who they are.

/// Hosts and their keys, as `known_hosts` has them. Each was compared with the fingerprint that the forge publishes:
/// - github.com: docs.github.com, "GitHub's SSH key fingerprints": `+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU`
/// - gitlab.com: docs.gitlab.com, "GitLab.com settings": `eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8`
/// - codeberg.org: docs.codeberg.org, "Verify Codeberg's SSH fingerprints": `mIlxA9k46MmM6qdJOdMnAQpzGxF4WIVVL+fj+wZbw0g`
/// - bitbucket.org: support.atlassian.com, "Configure SSH": `ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM`
///
/// A forge that changes its key is not reached until Byline knows the new one, or the system's or the user's own
/// `known_hosts` does.
pub(super) const KEYS: &str = "\
# Written by Byline: changes here are lost.
github.com,[ssh.github.com]:443 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl
gitlab.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf
codeberg.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIVIC02vnjFyL+I4RHfvIGNtOgJMe769VTF1VR4EB3ZB
bitbucket.org ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO
";

/// Hosts of forges that take keys and no passwords.
const HOSTS: [&str; 7] =
    ["github.com", "ssh.github.com", "gitlab.com", "altssh.gitlab.com", "codeberg.org", "bitbucket.org", "git.sr.ht"];

/// Whether a host is one of the known forges'.
pub(crate) fn is_forge(host: &str) -> bool {
    HOSTS.iter().any(|known| known.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forges_are_known_by_their_whole_name() {
        assert!(is_forge("GitHub.com"));
        assert!(!is_forge("github.com.example.org"));
        assert!(!is_forge("example.org"));
    }
}
