use super::{
    deleted::{close_deleted as close, load},
    offer::{Offer, Offers, choices},
    password_choice::{Chosen as Password, PasswordChoice, PasswordOnce, Way},
    places::Places,
};
use crate::{
    error::Error,
    licenses::{
        draft::Draft,
        foot::{Asked, Done, Failure, Foot, Says, why_off},
        problems::Problems,
    },
    loaded_pane::{LoadedPane, Shown},
    ui::{Button, Check, Field, Look},
    words::{error, people as words, tell},
};
use domain::{
    Account, Action, Cause, Deleted, Edits, Facts, Location, Named, Order, Policy, Product,
    ProductId, ProductRow, ProfileField, Step, UserId, Via,
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_params_map;

const SAYS: Says = Says {
    act: words::RESTORE,
    those_who_can: words::those_who_can,
    nothing: words::UNCHANGED,
    idle: words::UNCHANGED,
};

/// The pane that restores a deleted user, or deletes them permanently.
#[component]
pub(crate) fn RestorePane() -> impl IntoView {
    let params = use_params_map();
    let user = Memo::new(move |_| params.read().get("user").unwrap_or_default());
    let known = Resource::new(move || user.get(), load);
    let shows = |known: (Facts, Vec<ProductRow>)| match gone(known) {
        Ok((user, account, deleted, facts, products)) => {
            let chosen = Chosen::new(user, &account, &deleted, &facts, products);
            let about = deleted.person.name.to_string();
            Shown::new(view! { <Whole chosen=chosen /> }).about(about)
        }
        Err(error) => error.into(),
    };
    view! { <LoadedPane from=known title=words::RESTORE close=close() wide=true shows=shows /> }
}

type Gone = (UserId, Account, Deleted, Facts, Vec<ProductRow>);

/// The deleted user among the facts.
fn gone((facts, products): (Facts, Vec<ProductRow>)) -> Result<Gone, Error> {
    let found = facts.accounts.iter().find_map(|(id, account)| {
        let deleted = account.deleted.as_deref()?;
        Some((*id, account.clone(), deleted.clone()))
    });
    let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
    let (user, account, deleted) = found.ok_or_else(missing)?;
    Ok((user, account, deleted, facts, products))
}

/// What is chosen in the pane.
#[derive(Clone, Copy)]
struct Chosen {
    user: UserId,
    username: StoredValue<String>,
    rename: RwSignal<String>,
    location_before: Option<Location>,
    location: RwSignal<Option<Location>>,
    offers: StoredValue<Vec<Offer>>,
    /// What was held of products that the organization doesn't own any more.
    lost: StoredValue<Vec<Named<ProductId>>>,
    password: Password,
    purge: RwSignal<bool>,
    sure: RwSignal<bool>,
}

impl Chosen {
    fn new(
        user: UserId,
        account: &Account,
        deleted: &Deleted,
        facts: &Facts,
        products: Vec<ProductRow>,
    ) -> Self {
        let username = account.profile.get(ProfileField::Username).to_owned();
        let held = deleted.person.licenses.iter();
        let held: Vec<_> = held.filter(|one| one.via == Via::Direct).collect();
        let owned = |id: ProductId| products.iter().any(|row| row.id == id);
        let lost = held.iter().filter(|one| !owned(one.product));
        let lost = lost.filter_map(|one| facts.products.get(&one.product));
        let mut lost: Vec<Named<ProductId>> = lost.map(Product::named).collect();
        lost.sort_by(|one, other| one.name.cmp(&other.name));
        let offer = |row: ProductRow| {
            let license = held.iter().find(|one| one.product == row.id)?;
            let known = facts.products.get(&row.id)?;
            let offer = Offer::of(row);
            offer.on.set(known.seats.available() > 0);
            offer.off.set(license.off.clone());
            Some(offer)
        };
        Self {
            user,
            rename: RwSignal::new(username.clone()),
            username: StoredValue::new(username),
            location_before: deleted.person.location,
            location: RwSignal::new(deleted.person.location),
            offers: StoredValue::new(products.into_iter().filter_map(offer).collect()),
            lost: StoredValue::new(lost),
            password: Password::new(Way::Without),
            purge: RwSignal::new(false),
            sure: RwSignal::new(false),
        }
    }

    fn order(self) -> Order {
        let users = vec![self.user];
        let step = |action| Step {
            action,
            users: users.clone(),
        };
        if self.purge.get() {
            return Order::new(Action::PurgeUser, users);
        }
        let mut steps = vec![step(Action::RestoreUser)];
        let rename = self.rename.get();
        if self.username.with_value(|before| *before != rename) {
            let edits: Edits = [(ProfileField::Username, rename.into())].into();
            steps.push(step(Action::EditUser(edits)));
        }
        if let Some(location) = self.location.get()
            && self.location_before != Some(location)
        {
            steps.push(step(Action::SetLocation(location)));
        }
        let to = self.offers.with_value(|offers| choices(offers));
        if !to.is_empty() {
            steps.push(step(Action::Assign(to)));
        }
        Order {
            steps,
            policy: Policy::AllOrNothing,
        }
    }

    /// Why the button is off beyond what the rule says.
    fn wrong(self) -> Option<String> {
        match self.purge.get() {
            true => (!self.sure.get()).then(|| words::PURGE_NOT_SURE.to_owned()),
            false => self.password.wrong(),
        }
    }
}

#[component]
fn Whole(chosen: Chosen) -> impl IntoView {
    let draft = Draft::new(Memo::new(move |_| chosen.order()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(|| why_off(draft, SAYS.nothing).or_else(|| chosen.wrong())).is_some() {
            return;
        }
        let given = match chosen.purge.get_untracked() {
            true => Vec::new(),
            false => untrack(|| chosen.password.given(chosen.user)),
        };
        draft.passwords.set(given);
        draft.submit();
    };
    let wrong = Signal::derive(move || chosen.wrong());
    let foot = move || {
        let act = match chosen.purge.get() {
            true => words::PURGE,
            false => words::RESTORE,
        };
        let says = Says { act, ..SAYS };
        view! { <Foot draft=draft says=says close=close() wrong=wrong /> }
    };
    let body = move || match chosen.purge.get() {
        true => view! { <Purge chosen=chosen /> }.into_any(),
        false => view! { <Restore chosen=chosen /> }.into_any(),
    };
    move || match draft.receipt() {
        Some(receipt) => {
            let password = untrack(|| chosen.password.password());
            let password = password.filter(|_| !chosen.purge.get_untracked());
            let share = draft.assigned();
            view! {
                <Done receipt=receipt close=close() share=share>
                    <PasswordOnce password=password />
                </Done>
            }
            .into_any()
        }
        None => view! {
            <form on:submit=submit novalidate=true>
                <div class="body">
                    <Failure draft=draft />
                    <Asked draft=draft>
                        {body} <Problems draft=draft stuck=words::stuck />
                    </Asked>
                </div>
                {foot}
            </form>
        }
        .into_any(),
    }
}

#[component]
fn Restore(chosen: Chosen) -> impl IntoView {
    let (offers, lost) = (chosen.offers.get_value(), chosen.lost.get_value());
    let held = match (offers.is_empty(), lost.is_empty()) {
        (true, true) => view! { <p class="quiet">{words::HELD_NOTHING}</p> }.into_any(),
        (false, true) => view! { <Offers offers=offers /> }.into_any(),
        (true, false) => view! { <Lost products=lost /> }.into_any(),
        (false, false) => view! {
            <Offers offers=offers />
            <Lost products=lost />
        }
        .into_any(),
    };
    view! {
        <section class="stack">
            <p class="quiet">{words::RESTORE_TEXT}</p>
            <h3>{words::HELD_BEFORE}</h3>
            {held}
            <Places label=words::LOCATION chosen=chosen.location />
            <Field
                name="username"
                label=words::field(ProfileField::Username)
                value=chosen.rename.get_untracked()
                text=chosen.rename
            />
            <PasswordChoice chosen=chosen.password may_lack=true />
            <div class="row">
                <Button look=Look::Danger on_press=move || chosen.purge.set(true)>
                    {words::PURGE}
                </Button>
            </div>
        </section>
    }
}

/// What can't come back, with the reason by which the rule refuses it.
#[component]
fn Lost(products: Vec<Named<ProductId>>) -> impl IntoView {
    let row = |product: Named<ProductId>| {
        let name = product.name.to_string();
        let why = tell(&Cause::NotOwned(product).sentence());
        view! {
            <Check
                label=name
                detail=Signal::stored(Some(why))
                fixed=true
                on=Signal::stored(false)
                on_change=Callback::new(|_| ())
            />
        }
    };
    view! { <div class="stack tight">{products.into_iter().map(row).collect_view()}</div> }
}

#[component]
fn Purge(chosen: Chosen) -> impl IntoView {
    view! {
        <section class="stack">
            <h3>{words::PURGE}</h3>
            <p>{words::PURGE_TEXT}</p>
            <Check
                label=words::PURGE_SURE
                on=chosen.sure
                on_change=Callback::new(move |on| chosen.sure.set(on))
            />
            <div class="row">
                <Button on_press=move || chosen.purge.set(false)>{words::BACK}</Button>
            </div>
        </section>
    }
}
