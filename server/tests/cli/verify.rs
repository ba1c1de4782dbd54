//! What is checked and backed up: all of it, if it is there.

use crate::{small, usher::Usher};
use serde_json::{Value, json};

#[test]
fn all_organizations_are_verified_unless_one_is_named_and_a_backup_has_all() {
    let usher = small();
    usher.done(&[
        "organization",
        "create",
        "Southlight",
        "--admin",
        "ada@south.example",
    ]);
    let all = usher.done(&["verify"]);
    assert_eq!(all["wrong"], json!([]));
    let organizations = all["organizations"].as_array().unwrap();
    let names: Vec<_> = organizations.iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["My organization", "Southlight"]);
    for one in organizations {
        let name = one["name"].as_str().unwrap();
        let named = usher.done(&["verify", "--organization", name]);
        assert!(named["entries"].as_u64() > Some(0), "{named}");
        for (figure, value) in named.as_object().unwrap() {
            assert_eq!(&one[figure], value, "{name}: {figure}");
        }
    }
    let unknown = usher.run(&["verify", "--organization", "Eastlight"]);
    assert_eq!(unknown.status, 2, "{unknown:?}");
    let copy = Usher::new();
    let file = copy.database();
    usher.done(&["backup", file.to_str().unwrap()]);
    assert_eq!(copy.done(&["verify"]), all);
}

#[test]
fn neither_verify_nor_backup_makes_a_database() {
    let usher = Usher::new();
    let copy = usher.path("copy.db");
    let backup = ["backup", copy.to_str().unwrap()];
    for args in [&["verify"][..], &backup[..]] {
        let ran = usher.run(args);
        assert_eq!(ran.status, 4, "{ran:?}");
        assert!(ran.stderr.contains("Check the path"), "{ran:?}");
        assert!(!usher.database().exists() && !copy.exists());
    }
    usher.file("usher.db", "");
    let ran = usher.run(&["verify"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.stderr.contains("is empty"), "{ran:?}");
}

#[test]
fn a_damaged_database_ends_with_1_and_with_what_to_do() {
    type Damage = fn(&mut [u8]);
    let damages: [Damage; 2] = [
        |bytes| bytes[..100].fill(0xff),
        |bytes| {
            let half = bytes.len() / 2;
            bytes[half..].fill(0xff);
        },
    ];
    for damage in damages {
        let usher = Usher::demo();
        let mut bytes = std::fs::read(usher.database()).unwrap();
        damage(&mut bytes);
        std::fs::write(usher.database(), bytes).unwrap();
        let ran = usher.run(&["verify"]);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.stderr.contains("damaged"), "{ran:?}");
        assert!(ran.stderr.contains("restore the last backup"), "{ran:?}");
        assert_ne!(ran.json, Value::Null);
    }
}
