//! The page that an invitation's link opens: for the guest, who isn't signed in. A plain form accepts, so that it works
//! without the script, and that a mail program which looks links up accepts nothing.

use crate::{
    paths,
    session::Session,
    sign_in::Alone,
    ui::{Button, Look, Outcome, Tone},
    words::invitation as words,
};
use domain::{GuestState, Invitation};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The invitation, or why there is none.
#[component]
pub(crate) fn InvitationPage() -> impl IntoView {
    let invitation = expect_context::<Session>().invitation;
    let token = use_query_map().read_untracked().get("token");
    view! {
        <Alone title=words::TITLE>
            {match invitation {
                None => view! { <Outcome tone=Tone::Bad text=words::UNKNOWN.to_owned() /> }.into_any(),
                Some(known) => {
                    view! { <Known invitation=known token=token.unwrap_or_default() /> }.into_any()
                }
            }}
        </Alone>
    }
}

#[component]
fn Known(invitation: Invitation, token: String) -> impl IntoView {
    let text = words::sentence(&invitation);
    let name = invitation.name.to_string();
    match invitation.state {
        GuestState::Pending(_) => view! {
            <p>
                <strong>{name}</strong>
            </p>
            <p>{text}</p>
            <form method="post" action=paths::guests::INVITATION>
                <input type="hidden" name="token" value=token />
                <Button submit=true look=Look::Primary>
                    {words::ACCEPT}
                </Button>
            </form>
        }
        .into_any(),
        GuestState::Accepted(_) => view! {
            <Outcome tone=Tone::Good text=text />
            <p>
                <a class="button primary" href=paths::start(invitation.cloud)>
                    {words::BEGIN}
                </a>
            </p>
        }
        .into_any(),
        _ => view! { <Outcome tone=Tone::Warn text=text /> }.into_any(),
    }
}
