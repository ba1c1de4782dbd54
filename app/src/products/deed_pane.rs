use super::{
    one_pane::load, quantity::Quantity, recurring::Recurring, shown, simple::Simple,
    take_control::TakeControl,
};
use crate::{
    error::Error,
    paths::products as paths,
    trouble::Trouble,
    ui::{Pane, Unsaved},
    words::{error, products as words},
};
use domain::{Deed, SubscriptionPage};
use leptos::prelude::*;
use leptos_meta::Title;

async fn loaded(id: String, code: String) -> Result<(SubscriptionPage, Deed), Error> {
    let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
    let deed = paths::deed_from(&code).ok_or_else(missing)?;
    Ok((load(id).await?, deed))
}

/// The pane that does what its address says with a subscription.
#[component]
pub(crate) fn DeedPane() -> impl IntoView {
    // Here, because what is asked is made before the pane around it.
    Unsaved::provide();
    let (id, code) = (shown::part("subscription"), shown::part("deed"));
    // Not asked for again after a change of its own: the pane says that it was done.
    let known = Resource::new(
        move || (id.get(), code.get()),
        |(id, code)| loaded(id, code),
    );
    let pane = move || {
        Suspend::new(async move {
            let (title, about, close, content) = match known.await {
                Ok((page, deed)) => (
                    words::deed(deed).to_owned(),
                    Some(page.item.product.name.to_string()),
                    shown::one(page.item.subscription.id),
                    content(page, deed),
                ),
                Err(error) => (
                    error::title(&error).to_owned(),
                    None,
                    shown::list(),
                    view! { <Trouble error=error /> }.into_any(),
                ),
            };
            view! {
                <Title text=title.clone() />
                <Pane title=title about=Signal::stored(about) close=close>
                    {content}
                </Pane>
            }
        })
    };
    view! { <Suspense fallback=|| ()>{pane}</Suspense> }
}

fn content(page: SubscriptionPage, deed: Deed) -> AnyView {
    match deed {
        Deed::Buy(_) => view! { <Quantity page=page more=true /> }.into_any(),
        Deed::Remove(_) => view! { <Quantity page=page more=false /> }.into_any(),
        Deed::SetRecurring(_) => view! { <Recurring page=page /> }.into_any(),
        Deed::TakeControl(_) => view! { <TakeControl page=page /> }.into_any(),
        Deed::Cancel | Deed::Reactivate | Deed::Convert | Deed::Advance(_) => {
            view! { <Simple page=page deed=deed /> }.into_any()
        }
    }
}
