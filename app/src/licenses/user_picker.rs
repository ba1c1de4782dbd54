use super::{draft::Draft, mark::marked};
use crate::{
    api,
    ask::answered,
    error::Error,
    session::Me,
    trouble::WayOn,
    ui::{Chip, Choice, Choices, Picker, Tone, awake, focus_on},
    words::{assign as words, error},
};
use domain::{Match, ProductId, UserId, UserKind, Verb, names_in};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The id of the box, and its name in a plain form.
pub(super) const BOX: &str = "users";

/// Choosing users: by typing a name, or by pasting addresses.
#[component]
pub(super) fn UserPicker(
    product: ProductId,
    people: RwSignal<Vec<Match>>,
    draft: Draft,
    /// What stood in the box of a form that was posted without JavaScript.
    posted: StoredValue<String>,
) -> impl IntoView {
    let text = RwSignal::new(posted.get_value());
    let awake = awake();
    // What came of the last list; typing on clears it.
    let listed = RwSignal::new(None::<String>);
    let typed = Memo::new(move |_| text.read().trim().to_owned());
    let found = answered(typed, None, move |typed| async move {
        match typed.as_str() {
            "" => Ok(Vec::new()),
            _ => api::find_users(typed, product).await,
        }
    });
    let guests = expect_context::<Me>()
        .actor
        .may(Verb::AssignLicensesToGuests)
        .is_ok();
    let choices = Memo::new(move |before: Option<&Choices>| match found.newest.get() {
        Some((query, Ok(matches))) => {
            let items = matches.into_iter().filter(|user| !has(people, user.id));
            let items = items.map(|user| choice(user, &query, guests)).collect();
            Choices { query, items }
        }
        _ => before.cloned().unwrap_or_default(),
    });
    let chips = Memo::new(move |_| {
        let troubled = draft.troubled();
        let chip = |user: &Match| Chip {
            id: user.id.to_string(),
            label: user.name.to_string(),
            tone: troubled.get(&user.id).copied().unwrap_or_default(),
        };
        people.read().iter().map(chip).collect::<Vec<_>>()
    });
    let status = move || match (typed.read().as_str(), found.newest.get(), listed.get()) {
        ("", _, listed) => listed.unwrap_or_default(),
        (_, Some((_, Err(failed))), _) => error::sentence(&failed),
        (typed, Some((query, Ok(matches))), _) if typed == query => {
            words::found(matches.len(), typed)
        }
        _ if !awake.get() => String::new(),
        _ => words::LOOKING.to_owned(),
    };
    let failed = Memo::new(move |_| match &*found.newest.read() {
        Some((_, Err(failed))) if !typed.read().is_empty() => Some(failed.clone()),
        _ => None,
    });
    let again = Callback::new(move |()| {
        found.again();
        focus_on(BOX);
    });
    let way = move || {
        let error = failed.get()?;
        Some(view! {
            <div class="row">
                <WayOn error=error again=Some(again) small=true />
            </div>
        })
    };
    let pick = Callback::new(move |id: String| {
        let known = found.newest.get_untracked();
        let user = known.and_then(|(_, found)| found.ok());
        let user = user
            .into_iter()
            .flatten()
            .find(|user| user.id.to_string() == id);
        people.update(|people| people.extend(user));
        listed.set(None);
    });
    let remove = Callback::new(move |id: String| {
        people.update(|people| people.retain(|user| user.id.to_string() != id));
    });
    let list = Callback::new(move |pasted: String| {
        spawn_local(async move {
            let known = add_list(product, people, listed, &pasted).await;
            // What nobody could look up stands in the box again, unless somebody types there by now.
            if !known && text.try_get_untracked().is_some_and(|text| text.is_empty()) {
                text.try_set(pasted);
            }
        });
    });
    // An effect because only a page that is awake looks people up.
    Effect::new(move || {
        let posted = posted.try_update_value(std::mem::take).unwrap_or_default();
        if !posted.is_empty() {
            text.set(String::new());
            list.run(posted);
        }
    });
    view! {
        <div class="labeled">
            <label for=BOX>{words::USERS}</label>
            <Picker
                id=BOX
                label=words::USERS
                placeholder=words::BEGIN
                autofocus=true
                text=text
                chips=chips
                choices=choices
                status=Signal::derive(status)
                on_pick=pick
                on_remove=remove
                on_list=list
            />
            {way}
        </div>
    }
}

/// Nobody, if the pane is closed meanwhile.
fn has(people: RwSignal<Vec<Match>>, id: UserId) -> bool {
    let is_there = people.try_with(|people| people.iter().any(|user| user.id == id));
    is_there.unwrap_or_default()
}

fn choice(user: Match, typed: &str, guests: bool) -> Choice {
    let guest = user.kind == UserKind::Guest;
    let tag = if guest && !guests {
        Some((Tone::Warn, words::GUEST))
    } else if user.holds {
        Some((Tone::Plain, words::HAS_IT))
    } else if user.location.is_none() {
        Some((Tone::Warn, words::NO_LOCATION))
    } else {
        guest.then_some((Tone::Plain, words::GUEST))
    };
    let department = user.department.trim();
    Choice {
        id: user.id.to_string(),
        label: marked(&user.name, typed),
        detail: if department.is_empty() {
            user.username.to_string()
        } else {
            format!("{} · {department}", user.username)
        },
        tag: tag.map(|(tone, text)| (tone, text.to_owned())),
    }
}

/// Adds everybody whom a list names, and says whom it doesn't. Answers whether they could be looked up.
async fn add_list(
    product: ProductId,
    people: RwSignal<Vec<Match>>,
    listed: RwSignal<Option<String>>,
    text: &str,
) -> bool {
    let names = names_in(text);
    if names.is_empty() {
        return true;
    }
    listed.try_set(Some(words::LOOKING.to_owned()));
    let resolved = api::resolve_users(names, product).await;
    let known = resolved.is_ok();
    let said = match resolved {
        Ok(resolved) => {
            let not_found = words::not_found(&resolved);
            let fresh = resolved
                .found
                .into_iter()
                .filter(|user| !untrack(|| has(people, user.id)));
            let fresh = fresh.collect::<Vec<_>>();
            let added = words::added(fresh.len());
            // The pane may be closed meanwhile.
            people.try_update(|people| people.extend(fresh));
            match not_found {
                None => added,
                Some(not_found) => format!("{added} {not_found}"),
            }
        }
        Err(failed @ Error::SignedOut) => error::title(&failed).to_owned(),
        Err(failed) => error::sentence(&failed),
    };
    listed.try_set(Some(said));
    known
}
