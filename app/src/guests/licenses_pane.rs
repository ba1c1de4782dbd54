use super::asked;
use crate::{
    session::Me,
    trouble::Trouble,
    ui::{Pane, Reason},
    users::{Licenses, load_one},
    words::guests as words,
};
use domain::Verb;
use leptos::prelude::*;
use leptos_meta::Title;

/// The pane that updates the license assignments of a guest: for Global admins only.
#[component]
pub(crate) fn GuestLicensesPane() -> impl IntoView {
    let (guest, close) = (asked::guest(), asked::close());
    let why_not = expect_context::<Me>().why_not(Verb::AssignLicensesToGuests);
    // Not asked for again after a change of its own: the pane says that it was done.
    let known = Resource::new(move || guest.get(), load_one);
    let pane = move || {
        let why_not = why_not.clone();
        Suspend::new(async move {
            let (about, content) = match (known.await, why_not) {
                (Ok(content), None) => (
                    Some(content.row.name.to_string()),
                    view! { <Licenses content=content close=close tabs=|| () /> }.into_any(),
                ),
                (Ok(content), Some(reason)) => {
                    let about = content.row.name.to_string();
                    (Some(about), view! { <NotYou reason=reason /> }.into_any())
                }
                (Err(error), _) => (None, view! { <Trouble error=error /> }.into_any()),
            };
            view! {
                <Title text=words::UPDATE />
                <Pane title=words::UPDATE about=Signal::stored(about) close=close wide=true>
                    {content}
                </Pane>
            }
        })
    };
    view! { <Suspense fallback=|| ()>{pane}</Suspense> }
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
