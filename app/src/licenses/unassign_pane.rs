use super::{
    chosen::{self, Selection},
    draft::{Draft, Verdict},
    foot::{Asked, Done, Failure, Foot, Says, close, give, why_off},
    problems::Problems,
};
use crate::{
    api,
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    ui::{Empty, Glyph, Person, Reading, Tag, Tone},
    words::{Text, and, kit, unassign as words},
};
use domain::{Effect, Facts, Match, Order, Outcome, Preview, ProductId, ProductPage, UserId, Via};
use leptos::prelude::*;

const SAYS: Says = Says {
    act: words::UNASSIGN,
    those_who_can: words::those_who_can,
    nothing: words::NOBODY,
    idle: words::NOBODY,
};

/// As many users are named in the pane; of more, only their number.
const NAMED: usize = 50;

async fn load(slug: String, users: Vec<UserId>) -> Result<(ProductPage, Vec<Match>), Error> {
    let page = api::product(slug).await?;
    let people = match users.as_slice() {
        [] => Vec::new(),
        _ => api::users_by_id(users, page.row.id).await?,
    };
    Ok((page, people))
}

/// The pane that takes a product from the users that its address names.
#[component]
pub(crate) fn UnassignPane() -> impl IntoView {
    let (slug, users) = (chosen::slug(), chosen::users());
    let known = Resource::new(
        move || (slug.get(), users.get()),
        |(slug, users)| load(slug, users),
    );
    let shows = |(page, people): (ProductPage, Vec<Match>)| {
        let shown = match people.as_slice() {
            [] => Shown::new(view! { <Nobody /> }),
            _ => Shown::new(view! { <Unassign product=page.row.id people=people /> }),
        };
        shown.about(page.row.name.to_string())
    };
    view! { <LoadedPane from=known title=words::TITLE close=close() shows=shows /> }
}

#[component]
fn Nobody() -> impl IntoView {
    view! {
        <div class="body">
            <Empty glyph=Glyph::Person title=words::NOBODY text=words::NOBODY_TEXT />
        </div>
    }
}

#[component]
fn Unassign(product: ProductId, people: Vec<Match>) -> impl IntoView {
    let users = people.iter().map(|user| user.id).collect::<Vec<_>>();
    let asked = Memo::new(move |_| Order::unassign(product, users.clone()));
    let draft = Draft::new(asked);
    let selection = Selection::here();
    let submit = move || give(draft, move || why_off(draft, SAYS.nothing));
    let people = StoredValue::new(people);
    move || match draft.receipt() {
        Some(receipt) => {
            selection.clear();
            view! { <Done receipt=receipt close=close() /> }.into_any()
        }
        None => view! {
            <form on:submit=submit()>
                <Reading>
                    <p class="quiet">{words::NOTE}</p>
                    <Failure draft=draft />
                    <Asked draft=draft>
                        <Problems draft=draft stuck=words::stuck close=close() />
                    </Asked>
                    <People draft=draft people=people.get_value() product=product />
                </Reading>
                <Foot draft=draft says=SAYS close=close() />
            </form>
        }
        .into_any(),
    }
}

/// Everybody concerned, and what happens to them.
#[component]
fn People(draft: Draft, people: Vec<Match>, product: ProductId) -> impl IntoView {
    let more = people.len().saturating_sub(NAMED);
    let who_can = draft.those_who_can();
    let row = move |user: Match| {
        let fate = move || {
            let fate = fate(draft, who_can, user.id, product);
            fate.map(|(tone, text)| view! { <Tag tone=tone text=text /> })
        };
        view! {
            <li>
                <Person name=user.name.to_string() detail=user.username.to_string() />
                {fate}
            </li>
        }
    };
    view! {
        <section class="stack tight">
            <h3>{words::WHO}</h3>
            <ul class="people">
                {people.into_iter().take(NAMED).map(row).collect_view()}
                {(more > 0).then(|| view! { <li class="quiet">{kit::and_more(more)}</li> })}
            </ul>
        </section>
    }
}

/// What would happen to one user, once that is known: to those who can, also while others are in the way.
fn fate(
    draft: Draft,
    who_can: Signal<Option<Outcome>>,
    user: UserId,
    product: ProductId,
) -> Option<(Tone, String)> {
    let stays = || (Tone::Bad, words::STAYS.to_owned());
    let befalls = |outcome: &Outcome, loses: Text| {
        let of_user = |(_, users): &&(Effect, Vec<UserId>)| users.binary_search(&user).is_ok();
        match outcome.effects.iter().find(of_user) {
            Some((effect, _)) if !effect.loses.is_empty() => (Tone::Plain, loses.to_owned()),
            Some((effect, _)) if !effect.still_has.is_empty() => {
                (Tone::Warn, keeps(draft.facts().as_deref(), user, product))
            }
            _ => stays(),
        }
    };
    match draft.verdict.get() {
        Verdict::Decided(Preview::Accepted(outcome)) => Some(befalls(&outcome, words::LOSES)),
        Verdict::Decided(Preview::Refused(_)) if draft.troubled().contains_key(&user) => {
            Some(stays())
        }
        Verdict::Decided(Preview::Refused(_)) => {
            let who_can = who_can.read();
            let outcome = who_can.as_ref()?;
            Some(befalls(outcome, words::WOULD_LOSE))
        }
        _ => None,
    }
}

/// By which group a user keeps the product.
fn keeps(facts: Option<&Facts>, user: UserId, product: ProductId) -> String {
    let groups = facts.and_then(|facts| {
        let licenses = facts.people.get(&user)?.licenses.iter();
        let groups = licenses
            .filter(|one| one.product == product)
            .filter_map(|one| match one.via {
                Via::Group(id) => Some(facts.group_named(id).name),
                _ => None,
            });
        Some(groups.collect::<Vec<_>>())
    });
    match groups.as_deref() {
        None | Some([]) => words::KEEPS.to_owned(),
        Some(groups) => words::keeps_by(&and(groups)),
    }
}
