//! Where the organization's services are: links and endpoints as Microsoft documents them.

use domain::{CenterPage, Cloud};

#[test]
fn a_cloud_is_known_by_its_word() {
    for cloud in Cloud::ALL {
        assert_eq!(Cloud::from_code(cloud.code()), Some(cloud));
    }
    assert_eq!(Cloud::from_code("elsewhere"), None);
}

#[test]
fn links_and_endpoints_of_21vianet_are_its_own() {
    let numbers = |cloud: Cloud| {
        CenterPage::ALL.map(|page| cloud.link(page).rsplit_once('=').unwrap().1.to_owned())
    };
    assert_eq!(numbers(Cloud::Worldwide), ["842264", "834822", "842054"]);
    assert_eq!(
        numbers(Cloud::TwentyOneVianet),
        ["850625", "850628", "850626"]
    );
    let china = Cloud::TwentyOneVianet;
    assert_eq!(china.portal(), "https://portal.partner.microsoftonline.cn");
    assert_eq!(china.apps(), china.portal());
    assert_eq!(Cloud::Worldwide.apps(), "https://www.microsoft365.com/");
    assert_eq!(china.graph(), "https://microsoftgraph.chinacloudapi.cn");
    assert_eq!(china.sign_in(), "https://login.chinacloudapi.cn");
}
