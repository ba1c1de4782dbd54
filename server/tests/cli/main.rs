//! The command line is a contract: documents, exit statuses, and one truth however many processes.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod copy;
mod demo;
mod keys;
mod lists;
mod manage_users;
mod orders;
mod organizations;
mod output;
mod processes;
mod refusals;
mod restore;
mod settings;
#[path = "../usher/mod.rs"]
mod usher;
mod verify;

use serde_json::Value;
use usher::Usher;

const ELIF: &str = "elif@northlight.example";
const FEMI: &str = "femi@northlight.example";
const GRETA: &str = "greta@northlight.example";
const MARTIN: &str = "martin@northlight.example";

/// Office 365 E3, with three of its services.
const CATALOG: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,Service_Plans_Included_Friendly_Names
Office 365 E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b900,SWAY,a23b959c-7ce8-4e57-9140-b90eb88a9e97,Sway
Office 365 E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b900,TEAMS1,57ff2da0-773e-42df-b2af-ffb7a2317929,Microsoft Teams
Office 365 E3,ENTERPRISEPACK,6fd2c87f-b296-42f0-b197-1e91e994b900,YAMMER_ENTERPRISE,7547a3fe-08ee-4ccb-b430-5077c5041653,Viva Engage
";

/// Each "no" of a refusal: for whom, and why.
fn reasons(json: &Value) -> Vec<(Option<&str>, &str)> {
    let refused = json["refused"].as_array().unwrap();
    refused
        .iter()
        .map(|no| (no["user"].as_str(), no["reason"].as_str().unwrap()))
        .collect()
}

/// An organization of Ann and Bo (who has no usage location), and 2 seats of Office 365 E3.
fn small() -> Usher {
    let usher = Usher::new();
    let catalog = usher.file("catalog.csv", CATALOG);
    let users = usher.file(
        "users.csv",
        "User Name,Display Name,Usage Location\nann@a.example,Ann Ek,SE\nbo@a.example,Bo Ek,\n",
    );
    usher.done(&["catalog", "import", &catalog]);
    usher.done(&["users", "import", &users]);
    usher.done(&["buy", "--product", "ENTERPRISEPACK", "--seats", "2"]);
    usher
}
