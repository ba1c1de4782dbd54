//! Settings of the organization, by a script.

use crate::small;
use serde_json::json;

#[test]
fn the_default_location_is_set_and_taken_away() {
    let usher = small();
    let configure = |code| usher.run(&["organization", "configure", "--location", code]);
    let fixes = || {
        let order = ["assign", "--product", "ENTERPRISEPACK", "--user"];
        let ran = usher.run(&[&order[..], &["bo@a.example"]].concat());
        assert_eq!(ran.json["refused"][0]["reason"], "no-location", "{ran:?}");
        ran.json["refused"][0]["fixes"].clone()
    };
    assert_eq!(fixes(), json!([]));
    let set = configure("se");
    assert_eq!(set.status, 0, "{set:?}");
    assert_eq!(set.json["line"], "The default location is Sweden.");
    assert!(set.json["entry"].is_i64(), "{set:?}");
    assert_eq!(
        fixes(),
        json!([{
            "code": "set-location",
            "title": "Set the usage location to Sweden",
            "edits": [{"code": "set-location", "location": "SE"}],
        }])
    );
    let taken = configure("");
    assert_eq!(taken.json["line"], "There is no default location.");
    assert_eq!(fixes(), json!([]));
    assert_eq!(configure("XX").status, 2);
}
