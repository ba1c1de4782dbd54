use super::{
    chosen,
    draft::Draft,
    foot::{Asked, Done, Failure, Foot, Says, close, give, why_off},
    hold::Held,
    kept::keep_through_sign_in,
    problems::Problems,
    product::Notice,
    switches::{Switches, ending, note},
    user_picker::{BOX, UserPicker},
};
use crate::{
    api,
    ask::answered,
    loaded_pane::{LoadedPane, Shown},
    session::{Landing, Me, Typed},
    ui::{Disclosure, focus_on},
    words::{assign as words, services},
};
use domain::{Match, Order, ProductId, ProductPage, Services, UserId};
use leptos::prelude::*;
use server_fn::ServerFn;

const SAYS: Says = Says {
    act: words::ASSIGN,
    those_who_can: words::those_who_can,
    nothing: words::NOBODY,
    idle: words::NOBODY_LINE,
};

/// The pane that assigns a product to any number of users.
#[component]
pub(crate) fn AssignPane() -> impl IntoView {
    let slug = chosen::slug();
    let product = Resource::new(move || slug.get(), api::product);
    let shows = move |page: ProductPage| {
        let name = page.row.name.to_string();
        Shown::new(view! { <Assign page=page slug=slug /> }).about(name)
    };
    view! { <LoadedPane from=product title=words::TITLE close=close() shows=shows /> }
}

#[component]
fn Assign(page: ProductPage, slug: Memo<String>) -> impl IntoView {
    let product = page.row.id;
    let typed = typed_before(&slug.read_untracked());
    let posted = StoredValue::new(typed.of("users"));
    let ends = typed.of("off");
    let was_off = |id| ends.split(',').any(|end| end == ending(id));
    let ids = page.services.iter().map(|service| service.id);
    let off = RwSignal::new(ids.filter(|id| was_off(*id)).collect::<Services>());
    let people = RwSignal::new(Vec::<Match>::new());
    let asked = Memo::new(move |_| {
        let people = people.read();
        if people.is_empty() {
            return Order::default();
        }
        Order::assign(product, off.get(), people.iter().map(|user| user.id))
    });
    let draft = Draft::new(asked);
    keep(draft, product, people, off);
    let again = Callback::new(move |()| {
        people.set(Vec::new());
        draft.restart();
        focus_on(BOX);
    });
    let services = StoredValue::new(page.services);
    move || match draft.receipt() {
        Some(receipt) => {
            view! { <Done receipt=receipt close=close() more=(words::MORE, again) share=true /> }
                .into_any()
        }
        None => view! {
            <AssignForm
                draft=draft
                product=product
                people=people
                off=off
                services=services
                slug=slug
                posted=posted
            />
        }
        .into_any(),
    }
}

/// Keeps who is chosen, and which services are off, for whoever has to sign in again.
fn keep(draft: Draft, product: ProductId, people: RwSignal<Vec<Match>>, off: RwSignal<Services>) {
    let chosen = Memo::new(move |_| {
        let people = people.read();
        let users = people.iter().map(|user| user.id);
        (users.collect::<Vec<UserId>>(), off.get())
    });
    let kept = RwSignal::new(Vec::new());
    keep_through_sign_in(draft, chosen, move |(users, without)| {
        kept.set(users);
        off.set(without);
    });
    let wanted = Memo::new(move |_| kept.get());
    let found = answered(wanted, None, move |users| async move {
        match users.as_slice() {
            [] => Ok(Vec::new()),
            _ => api::users_by_id(users, product).await,
        }
    });
    // An effect because only the browser has kept anybody.
    Effect::new(move || {
        let found = found.newest.get().and_then(|(_, found)| found.ok());
        let found = found.unwrap_or_default();
        if !found.is_empty() {
            people.update(|people| {
                let known: Vec<UserId> = people.iter().map(|user| user.id).collect();
                people.extend(found.into_iter().filter(|user| !known.contains(&user.id)));
            });
        }
    });
}

/// What was typed into this product's form, if it was posted without JavaScript and refused.
fn typed_before(slug: &str) -> Typed {
    let (_, typed) = Landing::posted();
    if typed.of("slug") == slug {
        typed
    } else {
        Typed::default()
    }
}

/// Posts as a plain form without JavaScript; with it, the draft is sent instead.
#[component]
fn AssignForm(
    draft: Draft,
    product: ProductId,
    people: RwSignal<Vec<Match>>,
    off: RwSignal<Services>,
    services: StoredValue<Vec<domain::Service>>,
    slug: Memo<String>,
    posted: StoredValue<String>,
) -> impl IntoView {
    let submit = give(draft, move || why_off(draft, SAYS.nothing));
    let services = services.get_value();
    let note = note(&services, off);
    let to = expect_context::<Me>().address(api::AssignSimple::PATH);
    view! {
        <form method="post" action=to on:submit=submit>
            <input type="hidden" name="slug" value=slug />
            <div class="body">
                <Notice />
                <Asked draft=draft>
                    <UserPicker product=product people=people draft=draft posted=posted />
                    <Failure draft=draft />
                    <Problems draft=draft stuck=words::stuck />
                    <Disclosure title=services::TURN note=note>
                        <Switches services=services off=off />
                    </Disclosure>
                </Asked>
                <Held draft=draft product=product />
            </div>
            <Foot draft=draft says=SAYS close=close() posts=true />
        </form>
    }
}
