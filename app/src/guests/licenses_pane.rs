use super::asked;
use crate::{
    loaded_pane::{LoadedPane, Shown},
    session::Me,
    ui::Reason,
    users::{Chosen, Content, Licenses, load_one},
    words::guests as words,
};
use domain::Verb;
use leptos::prelude::*;

/// The pane that updates the license assignments of a guest: for Global admins only.
#[component]
pub(crate) fn GuestLicensesPane() -> impl IntoView {
    let (guest, close) = (asked::guest(), asked::close());
    let why_not = expect_context::<Me>().why_not(Verb::AssignLicensesToGuests);
    // Not asked for again after a change of its own: the pane says that it was done.
    let known = Resource::new(move || guest.get(), load_one);
    let shows = move |content: Content| {
        let about = content.row.name.to_string();
        let shown = match why_not.clone() {
            None => {
                let chosen = Chosen::of(content);
                Shown::new(view! { <Licenses chosen=chosen close=close tabs=|| () /> })
            }
            Some(reason) => Shown::new(view! { <NotYou reason=reason /> }),
        };
        shown.about(about)
    };
    view! { <LoadedPane from=known title=words::UPDATE close=close wide=true shows=shows /> }
}

#[component]
fn NotYou(reason: String) -> impl IntoView {
    view! {
        <div class="body">
            <Reason title=words::NOT_YOURS>
                <p>{reason}</p>
            </Reason>
        </div>
    }
}
