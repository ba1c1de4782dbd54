//! Where the organization's services are: worldwide, or operated by 21Vianet in China. The rules are the same; portal,
//! links, endpoints and some names differ.

use serde::{Deserialize, Serialize};

/// A cloud.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    /// Everywhere but in the others.
    #[default]
    Worldwide,
    /// Office 365 operated by 21Vianet.
    TwentyOneVianet,
}

/// A page of the admin center that has a link of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CenterPage {
    /// Billing > Licenses.
    Licenses,
    /// Users > Active users.
    ActiveUsers,
    /// Billing > Your products.
    YourProducts,
}

impl CenterPage {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Licenses, Self::ActiveUsers, Self::YourProducts];
}

impl Cloud {
    /// Every cloud.
    pub const ALL: [Self; 2] = [Self::Worldwide, Self::TwentyOneVianet];

    /// The word for it in forms and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Worldwide => "worldwide",
            Self::TwentyOneVianet => "21vianet",
        }
    }

    /// The cloud with this [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.code() == code)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Worldwide => "Worldwide",
            Self::TwentyOneVianet => "21Vianet",
        }
    }

    /// The admin center.
    pub fn portal(self) -> &'static str {
        match self {
            Self::Worldwide => "https://admin.microsoft.com",
            Self::TwentyOneVianet => "https://portal.partner.microsoftonline.cn",
        }
    }

    /// Where whoever has a license finds the apps.
    pub fn apps(self) -> &'static str {
        match self {
            Self::Worldwide => "https://www.microsoft365.com/",
            Self::TwentyOneVianet => self.portal(),
        }
    }

    /// The link to a page of the admin center that Microsoft keeps.
    pub fn link(self, page: CenterPage) -> &'static str {
        use CenterPage::{ActiveUsers, Licenses, YourProducts};
        match (self, page) {
            (Self::Worldwide, Licenses) => "https://go.microsoft.com/fwlink/p/?linkid=842264",
            (Self::Worldwide, ActiveUsers) => "https://go.microsoft.com/fwlink/p/?linkid=834822",
            (Self::Worldwide, YourProducts) => "https://go.microsoft.com/fwlink/p/?linkid=842054",
            (Self::TwentyOneVianet, Licenses) => "https://go.microsoft.com/fwlink/p/?linkid=850625",
            (Self::TwentyOneVianet, ActiveUsers) => {
                "https://go.microsoft.com/fwlink/p/?linkid=850628"
            }
            (Self::TwentyOneVianet, YourProducts) => {
                "https://go.microsoft.com/fwlink/p/?linkid=850626"
            }
        }
    }

    /// The root of Microsoft Graph.
    pub fn graph(self) -> &'static str {
        match self {
            Self::Worldwide => "https://graph.microsoft.com",
            Self::TwentyOneVianet => "https://microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The root of signing in.
    pub fn sign_in(self) -> &'static str {
        match self {
            Self::Worldwide => "https://login.microsoftonline.com",
            Self::TwentyOneVianet => "https://login.chinacloudapi.cn",
        }
    }
}
