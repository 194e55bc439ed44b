//! Versions that stand in prose must be those of the manifest.

#[test]
fn readme_and_changelog_speak_of_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    let minor = version.rsplit_once('.').map_or(version, |(minor, _)| minor);
    let readme = include_str!("../README.md");
    assert!(readme.contains(&format!("excerpt = \"{minor}\"")), "README.md should depend on excerpt = \"{minor}\"");
    let changelog = include_str!("../CHANGELOG.md");
    assert!(changelog.contains(&format!("## {version}")) || changelog.contains("## Unreleased"), "CHANGELOG.md");
}
