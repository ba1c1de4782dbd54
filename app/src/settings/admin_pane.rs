use super::{
    role_choice::RoleChoice,
    saving::{Said, Saving},
    session_list::{Ending, EndingSaid, SessionList},
};
use crate::{
    api,
    ask::answered,
    error::Error,
    paths::settings as paths,
    session::{Changes, Me},
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, Outcome, Pane, Tone},
    words::{error, order as words_of_order, settings as words, tell},
};
use domain::{AdminRow, Order, Preview, SessionRow, UserId, Verb};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The user, and where they are signed in; none if that is not for whoever looks.
type Known = (AdminRow, Option<Vec<SessionRow>>);

async fn load(user: String, looks: bool) -> Result<Known, Error> {
    let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
    let user: UserId = user.parse().map_err(|_| missing())?;
    let sessions = match looks {
        true => Some(api::sessions(Some(user)).await?),
        false => None,
    };
    Ok((api::admin(user).await?, sessions))
}

/// One user's admin roles and sessions.
#[component]
pub(crate) fn AdminPane() -> impl IntoView {
    let params = use_params_map();
    let user = Memo::new(move |_| params.read().get("user").unwrap_or_default());
    let changes = Changes::here();
    let saving = Saving::new();
    let looks = expect_context::<Me>().actor.may(Verb::GiveRoles).is_ok();
    let known = Resource::new(
        move || (user.get(), changes.own()),
        move |(user, _)| load(user, looks),
    );
    let pane = move || {
        Suspend::new(async move {
            let (title, about, content) = match known.await {
                Ok((admin, sessions)) => (
                    admin.name.to_string(),
                    Some(admin.username.to_string()),
                    view! { <Whole admin=admin sessions=sessions saving=saving /> }.into_any(),
                ),
                Err(error) => (
                    error::title(&error).to_owned(),
                    None,
                    view! { <Trouble error=error /> }.into_any(),
                ),
            };
            view! {
                <Title text=title.clone() />
                <Pane
                    title=title
                    about=Signal::stored(about)
                    close=Signal::stored(paths::ADMINS.to_owned())
                >
                    {content}
                </Pane>
            }
        })
    };
    view! { <Suspense fallback=|| ()>{pane}</Suspense> }
}

#[component]
fn Whole(admin: AdminRow, sessions: Option<Vec<SessionRow>>, saving: Saving) -> impl IntoView {
    let ending = Ending::of(Some(admin.id));
    let nowhere = sessions.as_ref().is_some_and(Vec::is_empty);
    let reason = nowhere.then(|| words::NOWHERE.to_owned());
    let sessions = sessions.map(|rows| {
        view! {
            <section class="stack" aria-labelledby="sessions-of">
                <h3 id="sessions-of">{words::SESSIONS_OF}</h3>
                <SessionList rows=rows ending=ending end_all=(words::END_ALL, reason) />
                <EndingSaid ending=ending />
            </section>
        }
    });
    view! { <Roles admin=admin saving=saving sessions=sessions.into_any() /> }
}

/// The roles, and what would come of them: the rule's own word, from the server, which knows all admins.
#[component]
fn Roles(admin: AdminRow, saving: Saving, sessions: AnyView) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::GiveRoles);
    let (id, fixed) = (admin.id, why_not.is_some());
    let before = StoredValue::new(admin.roles.clone());
    let chosen = RwSignal::new(admin.roles);
    let asked = Memo::new(move |_| {
        let roles = chosen.get();
        (!fixed && before.with_value(|before| *before != roles)).then_some(roles)
    });
    let answer = answered(asked, move |roles| async move {
        match roles {
            None => Ok(Preview::Accepted(domain::Outcome::default())),
            Some(roles) => api::preview_order(Order::set_roles(roles, [id])).await,
        }
    });
    let line = Memo::new(move |_| match (asked.get(), answer.get()) {
        (None, _) => (Tone::Plain, words::UNCHANGED.to_owned()),
        (asked, Some((question, answer))) if asked == question => match answer {
            Ok(Preview::Accepted(outcome)) => (Tone::Good, tell(&outcome.sentence())),
            Ok(Preview::Refused(refusal)) => (Tone::Bad, error::refusal(&refusal)),
            Err(failed) => (Tone::Bad, error::sentence(&failed)),
        },
        _ => (Tone::Plain, words_of_order::CHECKING.to_owned()),
    });
    let reason = Signal::derive(move || {
        let (tone, text) = line.get();
        let off = (tone != Tone::Good).then_some(text);
        why_not.clone().or(off)
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.get_untracked().is_none() {
            saving.give(Order::set_roles(chosen.get_untracked(), [id]));
        }
    };
    view! {
        <form on:submit=send>
            <div class="body stack">
                <RoleChoice chosen=chosen fixed=fixed />
                {sessions}
            </div>
            <div class="foot">
                <Said saving=saving />
                <Outcome
                    tone=Signal::derive(move || line.read().0)
                    text=Signal::derive(move || line.read().1.clone())
                />
                <div class="row">
                    <Button look=Look::Primary submit=true reason=reason busy=saving.busy()>
                        {words::SAVE}
                    </Button>
                    <ButtonLink href=paths::ADMINS.to_owned()>{words_of_order::CLOSE}</ButtonLink>
                </div>
            </div>
        </form>
    }
}
