//! The restore that docs/operating.md describes, done.

use crate::{ELIF, FEMI, usher::Usher};
use serde_json::json;
use std::fs;

#[test]
fn a_backup_in_the_place_of_the_database_is_the_organization_of_that_moment() {
    let usher = Usher::demo();
    let assign = |user: &str| usher.done(&["assign", "--product", "VISIOCLIENT", "--user", user]);
    assign(ELIF);
    let copy = usher.path("copy.db");
    usher.done(&["backup", copy.to_str().unwrap()]);
    let then = usher.done(&["products"]);
    assign(FEMI);
    assert_ne!(usher.done(&["products"]), then);
    let lost = usher.path("usher.db");
    for beside in ["-wal", "-shm"] {
        let mut file = lost.clone().into_os_string();
        file.push(beside);
        // They are there only if somebody had the database open.
        let _ = fs::remove_file(file);
    }
    fs::rename(copy, lost).unwrap();
    assert_eq!(usher.done(&["verify"])["wrong"], json!([]));
    assert_eq!(usher.done(&["products"]), then);
    assign(FEMI);
    assert_eq!(usher.done(&["verify"])["wrong"], json!([]));
}
