use super::{
    chosen::{self, Selection},
    groups::{GroupCommands, GroupList},
    hold::HeldByOthers,
    holders::{Commands, HolderList},
    list::Status,
    subscriptions::Subscriptions,
};
use crate::{
    api,
    error::Error,
    loaded::Loaded,
    paths::{self, Shown, Tab},
    session::{Changes, Landing},
    ui::{Outcome, Skeleton, Tabs, Tone, keep_rows},
    words::{licenses, number as written, product as words},
};
use domain::{GroupRow, Holder, HolderQuery, Page, ProductPage as Product};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use serde::{Deserialize, Serialize};

/// What a product's page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Content {
    /// Header, subscriptions and services.
    pub(super) product: Product,
    /// The list of the tab.
    pub(super) list: List,
}

/// The list of a tab.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum List {
    /// Who holds it, and which question that answers: addresses change before the answer to a new one is here.
    Users(HolderQuery, Page<Holder>),
    /// Which groups assign it.
    Groups(Vec<GroupRow>),
}

async fn load(slug: String, shown: Shown) -> Result<Content, Error> {
    let product = api::product(slug.clone()).await?;
    let list = match shown.tab {
        Tab::Users => {
            let page = api::holders(slug, shown.query.clone()).await?;
            List::Users(shown.query, page)
        }
        Tab::Groups => List::Groups(api::product_groups(slug).await?),
    };
    Ok(Content { product, list })
}

/// A product: its figures, who holds it, which groups assign it. Its panes lie over it.
#[component]
pub(crate) fn ProductPage() -> impl IntoView {
    let (slug, shown, changes) = (chosen::slug(), chosen::shown(), Changes::here());
    Selection::provide();
    keep_rows();
    let content = Resource::new(
        move || (slug.get(), shown.get(), changes.count()),
        |(slug, shown, _)| load(slug, shown),
    );
    view! {
        <Transition fallback=|| view! { <div class="card"><Skeleton rows=8 /></div> }>
            <Loaded from=content head=Unknown let:known>
                <Notice />
                <Header known=known />
                <Body known=known slug=slug shown=shown />
            </Loaded>
        </Transition>
        <Outlet />
    }
}

/// The head of a product that isn't known.
#[component]
fn Unknown() -> impl IntoView {
    view! {
        <Title text=licenses::TITLE />
        <div class="head">
            <h1>{licenses::TITLE}</h1>
        </div>
    }
}

/// What the form before this page came to, where there is no JavaScript.
#[component]
pub(super) fn Notice() -> impl IntoView {
    Landing::posted().0.map(|said| {
        let tone = if said.done { Tone::Good } else { Tone::Bad };
        view! {
            <div class="card notice">
                <Outcome tone=tone text=said.text />
            </div>
        }
    })
}

#[component]
fn Header(known: Memo<Option<Content>>) -> impl IntoView {
    let head = move |Content { product, .. }: Content| {
        let (seats, row) = (product.row.seats, product.row);
        let behind = row.clone();
        let figure = |label, number: u32| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{written(number)}</dd>
                </div>
            }
        };
        view! {
            <Title text=row.name.to_string() />
            <div class="head">
                <div>
                    <nav class="crumbs" aria-label=words::PATH>
                        <a href=paths::LICENSES>{licenses::TITLE}</a>
                        <span aria-hidden="true">"›"</span>
                    </nav>
                    <h1>{row.name.to_string()}</h1>
                    <Status attention=row.attention />
                    <HeldByOthers product=row.id />
                </div>
                <dl class="figures">
                    {figure(words::OWNED, seats.assignable)}
                    {figure(words::ASSIGNED, seats.assigned)}
                    {figure(words::AVAILABLE, seats.available())}
                </dl>
            </div>
            <Subscriptions product=behind rows=product.subscriptions />
        }
    };
    move || known.get().map(head)
}

#[component]
fn Body(known: Memo<Option<Content>>, slug: Memo<String>, shown: Memo<Shown>) -> impl IntoView {
    let tabs = move || {
        let at = |tab| {
            paths::product(
                &slug.read(),
                &Shown {
                    tab,
                    ..Shown::default()
                },
            )
        };
        let tabs = vec![
            (
                at(Tab::Users),
                words::USERS.say(),
                shown.read().tab == Tab::Users,
            ),
            (
                at(Tab::Groups),
                words::GROUPS.say(),
                shown.read().tab == Tab::Groups,
            ),
        ];
        view! { <Tabs label=words::TABS tabs=tabs /> }
    };
    let tab = Memo::new(move |_| shown.read().tab);
    let commands = move |tab| match tab {
        Tab::Users => view! { <Commands slug=slug shown=shown /> }.into_any(),
        Tab::Groups => view! { <GroupCommands slug=slug /> }.into_any(),
    };
    let list = move || {
        known.get().map(|Content { product, list }| match list {
            List::Users(query, page) => view! {
                <HolderList product=product query=query page=page slug=slug shown=shown />
            }
            .into_any(),
            List::Groups(groups) => {
                view! { <GroupList product=product groups=groups /> }.into_any()
            }
        })
    };
    view! {
        {tabs}
        {move || {
            let tab = tab.get();
            untrack(|| commands(tab))
        }}
        <div class="card">{list}</div>
    }
}
