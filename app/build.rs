//! Lists the files of `locales/`, so that another language is another file.

use std::{env, fmt::Write, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says it")).join("locales");
    let files = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> = files.map(|file| file.expect("readable").path()).collect();
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let code = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        writeln!(list, "({code:?}, include_str!({file:?})),").expect("a String takes all");
    }
    list.push(']');
    let out = Path::new(&env::var("OUT_DIR").expect("cargo says it")).join("locales.rs");
    fs::write(out, list).expect("the folder is cargo's");
}
