//! What differs between the clouds: names of pages that Microsoft's instructions for 21Vianet use, and what the
//! settings say about a cloud. One function of the cloud for each.

use super::{Text, licenses, manage, users};
use domain::{CenterPage, Cloud};

/// The page with a row for each subscription.
pub fn your_products(cloud: Cloud) -> Text {
    match cloud {
        Cloud::Worldwide => Text("Your products"),
        Cloud::TwentyOneVianet => Text("Subscriptions"),
    }
}

/// The pane that changes the licenses of many users, and the command that opens it.
pub fn manage(cloud: Cloud) -> Text {
    match cloud {
        Cloud::Worldwide => manage::TITLE,
        Cloud::TwentyOneVianet => Text("Edit product licenses"),
    }
}

/// What a cloud is.
pub fn about(cloud: Cloud) -> Text {
    match cloud {
        Cloud::Worldwide => Text("Microsoft 365 as most organizations use it."),
        Cloud::TwentyOneVianet => Text(
            "Microsoft 365 operated by 21Vianet in China. Links, endpoints and the names of some pages differ.",
        ),
    }
}

/// A page of Microsoft's admin center.
pub fn center_page(cloud: Cloud, page: CenterPage) -> Text {
    match page {
        CenterPage::Licenses => licenses::TITLE,
        CenterPage::ActiveUsers => users::TITLE,
        CenterPage::YourProducts => your_products(cloud),
    }
}
