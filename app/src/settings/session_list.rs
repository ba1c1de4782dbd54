use crate::{
    api,
    error::Error,
    session::Changes,
    ui::{Button, Column, Look, Outcome, Table, Tag, Tone},
    words::{Text, date, error, settings as words},
};
use domain::{SessionId, SessionRow, UserId};
use leptos::prelude::*;

/// What is to end: one session, or all but the one that asks.
type Which = Option<SessionId>;

/// Ends sessions of a user (of whoever asks, if none is named), and says so.
#[derive(Clone, Copy)]
pub(super) struct Ending(Action<Which, Result<(), Error>>);

impl Ending {
    pub(super) fn of(user: Option<UserId>) -> Self {
        let changes = Changes::here();
        Self(Action::new(move |which: &Which| {
            let which = which.clone();
            async move {
                let done = match which {
                    Some(session) => api::revoke_session(user, session).await,
                    None => api::revoke_sessions(user).await,
                };
                changes.add();
                done
            }
        }))
    }
}

/// What came of ending some.
#[component]
pub(super) fn EndingSaid(ending: Ending) -> impl IntoView {
    move || {
        ending.0.value().get().map(|done| match done {
            Ok(()) => view! { <Outcome tone=Tone::Good text=words::ENDED /> },
            Err(failed) => view! { <Outcome tone=Tone::Bad text=error::sentence(&failed) /> },
        })
    }
}

/// Where somebody is signed in, with the buttons that end it.
#[component]
pub(super) fn SessionList(
    rows: Vec<SessionRow>,
    ending: Ending,
    /// The button that ends all (others), and why it is off.
    end_all: (Text, Option<String>),
) -> impl IntoView {
    let busy = ending.0.pending();
    let columns = vec![
        Column::new(words::DEVICE, ""),
        Column::new(words::SINCE, "skip"),
        Column::new(words::USED, "wide"),
        Column::new("", "num"),
    ];
    let any = !rows.is_empty();
    let row = move |session: SessionRow| {
        let (id, label) = (session.id.clone(), words::end(&session));
        let end = match session.current {
            true => view! { <Tag tone=Tone::Good text=words::THIS /> }.into_any(),
            false => view! {
                <Button
                    look=Look::Small
                    busy=busy
                    on_press=move || { ending.0.dispatch(Some(id.clone())); }
                >
                    <span aria-hidden="true">{words::END}</span>
                    <span class="unseen">{label}</span>
                </Button>
            }
            .into_any(),
        };
        view! {
            <tr>
                <td>
                    <strong>{words::device(&session.agent)}</strong>
                </td>
                <td class="skip">{date::moment(session.created_at)}</td>
                <td class="wide">{date::moment(session.seen_at)}</td>
                <td class="num">{end}</td>
            </tr>
        }
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <div class="stack">
            {any
                .then(|| {
                    view! {
                        <Table caption=words::SESSIONS columns=columns>
                            {rows}
                        </Table>
                    }
                })}
            <div class="row">
                <Button
                    look=Look::Danger
                    reason=end_all.1
                    busy=busy
                    on_press=move || { ending.0.dispatch(None); }
                >
                    {end_all.0}
                </Button>
            </div>
        </div>
    }
}
