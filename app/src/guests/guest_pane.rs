use super::{Invited, asked, invite_pane::Failed, link::Link};
use crate::{
    api,
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    paths::guests as paths,
    session::{Changes, Me},
    ui::{Button, ButtonLink, Look, Outcome, Tone},
    words::{error, guests as words, order, users},
};
use domain::{GuestRow, GuestState, UserId, Verb};
use leptos::prelude::*;

pub(super) async fn load(guest: String) -> Result<GuestRow, Error> {
    let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
    let guest: UserId = guest.parse().map_err(|_| missing())?;
    api::guest(guest).await
}

/// One guest: what came of the invitation, inviting again, revoking.
#[component]
pub(crate) fn GuestPane() -> impl IntoView {
    let (guest, close) = (asked::guest(), asked::close());
    let changes = Changes::here();
    let known = Resource::new(
        move || (guest.get(), changes.count()),
        |(guest, _)| load(guest),
    );
    let ways = Ways::new(changes);
    let shows = move |row: GuestRow| {
        let title = row.name.to_string();
        Shown::new(view! { <Whole row=row ways=ways close=close /> }).titled(title)
    };
    view! { <LoadedPane from=known close=close stays=true shows=shows /> }
}

/// What can be done with the invitation, and what came of it. They outlive the facts, which are asked for again.
#[derive(Clone, Copy)]
struct Ways {
    renew: Action<UserId, Result<Invited, Error>>,
    revoke: Action<UserId, Result<(), Error>>,
}

impl Ways {
    fn new(changes: Changes) -> Self {
        let renew = Action::new(move |guest: &UserId| {
            let guest = *guest;
            async move {
                let done = api::renew_invitation(guest).await;
                changes.add();
                done
            }
        });
        let revoke = Action::new(move |guest: &UserId| {
            let guest = *guest;
            async move {
                let done = api::revoke_invitation(guest).await;
                changes.add();
                done
            }
        });
        Self { renew, revoke }
    }

    /// What the last of them came to.
    fn said(self) -> AnyView {
        match (self.renew.value().get(), self.revoke.value().get()) {
            (_, Some(Ok(()))) => {
                view! { <Outcome tone=Tone::Good text=words::REVOKED.to_owned() /> }.into_any()
            }
            (Some(Ok(invited)), _) => view! { <Link invited=invited /> }.into_any(),
            (Some(Err(error)), _) | (_, Some(Err(error))) => {
                view! { <Failed error=error /> }.into_any()
            }
            (None, None) => ().into_any(),
        }
    }
}

#[component]
fn Whole(row: GuestRow, ways: Ways, close: Signal<String>) -> impl IntoView {
    let query = asked::query();
    let id = row.id;
    let me = expect_context::<Me>();
    let may = me.why_not(Verb::ManageUsers);
    let accepted = matches!(row.state, GuestState::Accepted(_));
    let invitable = !accepted;
    let accepted = accepted.then(|| words::ACCEPTED_ALREADY.to_owned());
    let open = matches!(row.state, GuestState::Pending(_) | GuestState::Expired(_));
    let closed = (!open).then(|| words::NOTHING_OPEN.to_owned());
    let no_renewal = may.clone().or(accepted.clone());
    let no_revocation = may.or(accepted).or(closed);
    let renew = move || {
        ways.revoke.clear();
        ways.renew.dispatch(id);
    };
    let revoke = move || {
        ways.renew.clear();
        ways.revoke.dispatch(id);
    };
    view! {
        <div class="body">
            <dl class="told">
                <dt>{words::MAIL}</dt>
                <dd>{row.mail.to_string()}</dd>
                <dt>{words::STATE}</dt>
                <dd>{words::state_since(row.state)}</dd>
                <dt>{words::LICENSES}</dt>
                <dd>{users::licenses(&row.licenses)}</dd>
            </dl>
            <div class="row">
                <Button
                    reason=Signal::stored(no_renewal)
                    busy=ways.renew.pending()
                    on_press=renew
                >
                    {words::invite(row.state)}
                </Button>
                <Button
                    reason=Signal::stored(no_revocation)
                    busy=ways.revoke.pending()
                    on_press=revoke
                >
                    {words::REVOKE}
                </Button>
            </div>
            {invitable.then(|| view! { <p class="quiet">{words::invite_text(row.state)}</p> })}
            {move || ways.said()}
        </div>
        <div class="foot">
            <div class="row">
                <ButtonLink
                    look=Look::Primary
                    href=Signal::derive(move || paths::licenses(&query.read(), id))
                    reason=Signal::stored(me.why_not(Verb::AssignLicensesToGuests))
                >
                    {words::UPDATE}
                </ButtonLink>
                <ButtonLink href=close>{order::CLOSE}</ButtonLink>
            </div>
        </div>
    }
}
