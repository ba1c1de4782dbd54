//! Every address of the pages, as a function.

use domain::{Cloud, HolderQuery, HolderSort, SourceFilter, UserId};
use std::fmt::Write;

pub mod guests;
pub mod home;
pub mod products;
pub mod settings;
pub mod users;

pub use home::HOME;

/// The list of products owned.
pub const LICENSES: &str = "/licenses";
/// Where a person signs in.
pub const SIGN_IN: &str = "/sign-in";
/// Where the first Global admin is made.
pub const SETUP: &str = "/setup";
/// Where the sign-in form posts to.
pub const SESSION: &str = "/session";
/// Where a person changes their own password.
pub const PASSWORD: &str = "/password";
/// Where the form for it posts to.
pub const CHANGE_PASSWORD: &str = "/session/password";
/// Where signing out posts to.
pub const END_SESSION: &str = "/session/end";
/// Where signing out everywhere posts to.
pub const END_ALL_SESSIONS: &str = "/session/end-all";
/// The organizations in which somebody may act.
pub const CUSTOMERS: &str = "/customers";
/// Where going to one of them posts to.
pub const ACT_IN: &str = "/session/organization";
/// By this header a page says which organization it shows.
pub const SHOWN_ORGANIZATION: &str = "usher-organization";
/// The same in an address, before the organization's id.
pub const IN_ADDRESS: &str = "organization=";
/// The first steps of somebody who got a license.
pub const START: &str = "/start";
/// What the browser runs beside the pages of an installed Usher.
pub const WORKER: &str = "/sw.js";
/// What it shows when the server can't be reached.
pub const OFFLINE: &str = "/offline";
/// What pages follow: what is changed, as it happens.
pub const LIVE: &str = "/live";
/// Where the choice of a language posts to.
pub const LANGUAGE: &str = "/language";
/// The list of products owned, as a file.
pub const EXPORT_PRODUCTS: &str = "/export/products.csv";

/// The list of products, narrowed.
pub fn licenses(filter: &str) -> String {
    with_query(LICENSES, &[("q", filter)])
}

/// Is it a page that everybody may see, signed in or not?
pub fn is_open(path: &str) -> bool {
    [START, guests::INVITATION].contains(&path)
}

/// The first steps, where the organization's services are.
pub fn start(cloud: Cloud) -> String {
    let code = match cloud {
        Cloud::Worldwide => "",
        elsewhere => elsewhere.code(),
    };
    with_query(START, &[("cloud", code)])
}

/// Signing in, then going on to `next`.
pub fn sign_in(next: &str) -> String {
    with_query(SIGN_IN, &[("next", next)])
}

/// Changing one's own password, for the first time or again; `problem` says what was wrong with the last try.
pub fn password(first: bool, problem: &str) -> String {
    let first = if first { "1" } else { "" };
    with_query(PASSWORD, &[("first", first), ("problem", problem)])
}

/// What a language says, as a file; another version has another address.
pub fn language(code: &str, version: &str) -> String {
    with_query(&format!("{LANGUAGE}/{code}.json"), &[("v", version)])
}

/// The two lists of a product's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Who holds it.
    #[default]
    Users,
    /// Which groups assign it.
    Groups,
}

/// What a product's page shows. Its panes keep it in their address, so that the list behind them
/// stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Which list.
    pub tab: Tab,
    /// Which holders.
    pub query: HolderQuery,
}

/// A product's page, or a pane over it.
pub fn product(slug: &str, shown: &Shown) -> String {
    on_product(slug, "", shown, &[])
}

/// The pane that assigns a product.
pub fn assign(slug: &str, shown: &Shown) -> String {
    on_product(slug, "/assign", shown, &[])
}

/// The pane that takes a product from these users.
pub fn unassign(slug: &str, shown: &Shown, users: &[UserId]) -> String {
    on_product(slug, "/unassign", shown, users)
}

/// The pane that switches services of these users.
pub fn services(slug: &str, shown: &Shown, users: &[UserId]) -> String {
    on_product(slug, "/services", shown, users)
}

/// Who holds a product, as a file.
pub fn export_holders(slug: &str, query: &HolderQuery) -> String {
    let path = format!("/export/holders/{}.csv", encode(slug));
    with_query(
        &path,
        &[
            ("search", &query.search),
            ("source", source_code(query.source)),
        ],
    )
}

/// Which groups assign a product, as a file.
pub fn export_groups(slug: &str) -> String {
    format!("/export/groups/{}.csv", encode(slug))
}

fn on_product(slug: &str, pane: &str, shown: &Shown, users: &[UserId]) -> String {
    let query = &shown.query;
    let users = users
        .iter()
        .map(UserId::to_string)
        .collect::<Vec<_>>()
        .join(",");
    let path = format!("{LICENSES}/{}{pane}", encode(slug));
    with_query(
        &path,
        &[
            (
                "tab",
                if shown.tab == Tab::Groups {
                    "groups"
                } else {
                    ""
                },
            ),
            ("search", &query.search),
            ("source", source_code(query.source)),
            ("sort", sort_code(query.sort)),
            ("after", query.after.as_deref().unwrap_or_default()),
            ("users", &users),
        ],
    )
}

/// The word for a source in an address; empty for all.
pub fn source_code(source: SourceFilter) -> &'static str {
    match source {
        SourceFilter::Any => "",
        SourceFilter::Direct => "direct",
        SourceFilter::Group => "group",
        SourceFilter::SelfService => "self-service",
    }
}

/// What [`source_code`] wrote; all, if it is anything else.
pub fn source_from(code: &str) -> SourceFilter {
    match code {
        "direct" => SourceFilter::Direct,
        "group" => SourceFilter::Group,
        "self-service" => SourceFilter::SelfService,
        _ => SourceFilter::Any,
    }
}

/// The word for an order in an address; empty for the usual one.
pub fn sort_code(sort: HolderSort) -> &'static str {
    match sort {
        HolderSort::Name => "",
        HolderSort::NameDescending => "name-descending",
    }
}

/// What [`sort_code`] wrote; the usual one, if it is anything else.
pub fn sort_from(code: &str) -> HolderSort {
    match code {
        "name-descending" => HolderSort::NameDescending,
        _ => HolderSort::Name,
    }
}

/// The path, with those of the pairs that have a value.
pub(crate) fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (at, (name, value)) in pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .enumerate()
    {
        let mark = if at == 0 { '?' } else { '&' };
        // Writing to a String can't fail.
        let _ = write!(address, "{mark}{name}={}", encode(value));
    }
    address
}

/// Percent-encodes all but letters, digits, `-._~` and, for readable lists of ids, commas.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_only_what_differs_from_the_usual() {
        assert_eq!(product("SPE_E3", &Shown::default()), "/licenses/SPE_E3");
        let query = HolderQuery {
            search: "zoë & co".into(),
            ..HolderQuery::default()
        };
        let shown = Shown {
            tab: Tab::Users,
            query,
        };
        assert_eq!(
            assign("SPE_E3", &shown),
            "/licenses/SPE_E3/assign?search=zo%C3%AB%20%26%20co"
        );
    }

    #[test]
    fn the_first_steps_name_the_cloud_if_it_is_another() {
        assert_eq!(start(Cloud::Worldwide), "/start");
        assert_eq!(start(Cloud::TwentyOneVianet), "/start?cloud=21vianet");
    }

    #[test]
    fn a_slug_with_a_slash_stays_one_part_of_the_path() {
        assert_eq!(
            product("A/B (C)", &Shown::default()),
            "/licenses/A%2FB%20%28C%29"
        );
    }
}
