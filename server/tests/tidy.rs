//! House rules that a machine can see. A rule that is in the way is changed in ARCHITECTURE.md first, then here.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of ours.
struct Text {
    path: String,
    text: String,
}

/// Every file of ours with one of these endings, below these folders.
fn files(folders: &[&str], endings: &[&str]) -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let skip = [
                "node_modules",
                "target",
                "test-results",
                "playwright-report",
            ];
            if skip.iter().all(|folder| !path.ends_with(folder)) {
                open.extend(
                    fs::read_dir(&path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            }
        } else if endings
            .iter()
            .any(|ending| path.extension().is_some_and(|known| known == *ending))
        {
            let text = fs::read_to_string(&path).unwrap();
            let path = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            found.push(Text { path, text });
        }
    }
    assert!(!found.is_empty(), "{folders:?} {endings:?}");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

const CRATES: [&str; 4] = ["app", "domain", "frontend", "server"];

/// Those of `files` about which `wrong` says something.
fn offenders(files: &[Text], wrong: impl Fn(&Text) -> bool) -> Vec<&str> {
    files
        .iter()
        .filter(|file| wrong(file))
        .map(|file| file.path.as_str())
        .collect()
}

const NONE: [&str; 0] = [];

#[test]
fn a_file_has_400_lines_at_most() {
    let files = files(
        &["app", "domain", "frontend", "server", "style", "end2end"],
        &["rs", "css", "ts", "sql"],
    );
    assert_eq!(
        offenders(&files, |file| file.text.lines().count() > 400),
        NONE
    );
}

#[test]
fn sql_stands_in_the_store_only() {
    let files = files(&CRATES, &["rs"]);
    let elsewhere = |file: &Text| !file.path.starts_with("server/store/");
    let speaks = |file: &Text| {
        let words = [
            "sqlx::",
            "select 1",
            "insert into ",
            "delete from ",
            "where organization_id",
        ];
        words.iter().any(|word| file.text.contains(word)) && !file.path.ends_with("tidy.rs")
    };
    assert_eq!(
        offenders(&files, |file| elsewhere(file) && speaks(file)),
        NONE
    );
}

#[test]
fn the_app_has_few_places_that_differ_by_feature() {
    let files = files(&["app/src"], &["rs"]);
    let count = |file: &Text| file.text.matches("feature = \"").count();
    let all: usize = files.iter().map(count).sum();
    assert!(all <= 3, "{all}");
}

#[test]
fn unsafe_code_is_only_what_the_macro_of_lazy_parts_makes() {
    let files = files(&CRATES, &["rs"]);
    let names = |file: &Text| {
        let ours = file.text.contains("unsafe {") || file.text.contains("unsafe fn");
        let allowed = file.text.contains("unsafe_code,") && file.path != "app/src/lazy.rs";
        (ours || allowed) && !file.path.ends_with("tidy.rs")
    };
    assert_eq!(offenders(&files, names), NONE);
}

#[test]
fn nothing_is_left_to_do() {
    let files = files(&CRATES, &["rs"]);
    let marks = ["todo!(", "unimplemented!(", "dbg!("];
    let left = |file: &Text| {
        marks.iter().any(|mark| file.text.contains(mark)) && !file.path.ends_with("tidy.rs")
    };
    assert_eq!(offenders(&files, left), NONE);
}

#[test]
fn every_module_says_what_it_is() {
    let files = files(
        &[
            "domain/src",
            "server/src",
            "server/store/src",
            "server/tests",
        ],
        &["rs"],
    );
    assert_eq!(
        offenders(&files, |file| !file.text.starts_with("//!")),
        NONE
    );
    // A component's file may say it at the component.
    let app = self::files(&["app/src", "frontend/src"], &["rs"]);
    assert_eq!(
        offenders(&app, |file| !file.text.contains("//! ")
            && !file.text.contains("/// ")),
        NONE
    );
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    let files = files(&CRATES, &["rs"]);
    let drawers = [
        "utils", "util", "common", "helpers", "helper", "misc", "dto", "shared",
    ];
    let is_drawer = |file: &Text| {
        let parts = file.path.trim_end_matches(".rs").split('/');
        parts.into_iter().any(|part| drawers.contains(&part))
    };
    assert_eq!(offenders(&files, is_drawer), NONE);
}

#[test]
fn arrows_point_at_the_domain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let depends = |package: &str, on: &str| {
        let manifest = fs::read_to_string(root.join(package).join("Cargo.toml")).unwrap();
        manifest.lines().any(|line| {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            name == on
        })
    };
    for (package, never) in [
        (
            "domain",
            &["app", "store", "server", "leptos", "axum", "sqlx", "tokio"][..],
        ),
        ("server/store", &["app", "server", "leptos", "axum"]),
        ("app", &["server", "sqlx"]),
        ("frontend", &["store", "server", "sqlx", "axum"]),
    ] {
        for on in never {
            assert!(!depends(package, on), "{package} must not depend on {on}");
        }
    }
    assert!(depends("app", "store"), "the check finds what is there");
}

#[test]
fn tests_do_not_sleep() {
    let files = files(&["app", "domain", "server"], &["rs"]);
    let is_test = |file: &Text| file.path.contains("/tests/");
    let sleeps = |file: &Text| file.text.contains("sleep(") && !file.path.ends_with("tidy.rs");
    assert_eq!(
        offenders(&files, |file| is_test(file) && sleeps(file)),
        NONE
    );
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let files = files(
        &["app", "domain", "frontend", "server", "style", "end2end"],
        &["rs", "css", "ts", "toml", "json", "sql", "md"],
    );
    let places = ["/root/", "/home/", "/work/"];
    let names = |file: &Text| {
        places.iter().any(|place| file.text.contains(place)) && !file.path.ends_with("tidy.rs")
    };
    assert_eq!(offenders(&files, names), NONE);
}
