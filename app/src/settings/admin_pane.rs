use super::{
    roles_form::RolesForm,
    saving::Saving,
    session_list::{Ending, EndingSaid, SessionList},
};
use crate::{
    api,
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    paths::settings as paths,
    session::{Changes, Me},
    words::{error, settings as words},
};
use domain::{AdminRow, Order, SessionRow, UserId, Verb};
use leptos::prelude::*;
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
    let shows = move |(admin, sessions): Known| {
        let (title, about) = (admin.name.to_string(), admin.username.to_string());
        Shown::new(view! { <Whole admin=admin sessions=sessions saving=saving /> })
            .titled(title)
            .about(about)
    };
    let close = Signal::stored(paths::ADMINS.to_owned());
    view! { <LoadedPane from=known close=close wide=true shows=shows /> }
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
    let id = admin.id;
    view! {
        <RolesForm
            before=admin.roles
            order=move |roles| Order::set_roles(roles, [id])
            saving=saving
            close=paths::ADMINS
        >
            {sessions}
        </RolesForm>
    }
}
