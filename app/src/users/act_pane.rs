use super::manage_pane::close;
use crate::{
    api,
    licenses::{
        chosen::{Selection, users},
        draft::Draft,
        foot::{Asked, Done, Failure, Foot, Says, give, why_off},
        problems::Problems,
    },
    loaded_pane::{LoadedPane, Shown},
    ui::{Empty, Glyph, Person},
    words::{Text, kit, people as words},
};
use domain::{Action, Match, Order, ProductId};
use leptos::prelude::*;
use uuid::Uuid;

/// As many users are named in the pane; of more, only their number.
const NAMED: usize = 50;

/// What is done to the users that the address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Delete,
    Block,
    Allow,
}

impl Act {
    fn action(self) -> Action {
        match self {
            Self::Delete => Action::DeleteUser,
            Self::Block => Action::BlockSignIn,
            Self::Allow => Action::AllowSignIn,
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Delete => words::DELETE,
            Self::Block => words::BLOCK,
            Self::Allow => words::ALLOW,
        }
    }

    fn text(self) -> Text {
        match self {
            Self::Delete => words::DELETE_TEXT,
            Self::Block => words::BLOCK_TEXT,
            Self::Allow => words::ALLOW_TEXT,
        }
    }

    fn says(self) -> Says {
        Says {
            act: self.title(),
            those_who_can: words::those_who_can,
            nothing: words::NOBODY,
            idle: words::NOBODY,
        }
    }
}

/// The pane that deletes users.
#[component]
pub(crate) fn DeletePane() -> impl IntoView {
    view! { <ActPane act=Act::Delete /> }
}

/// The pane that blocks sign-in.
#[component]
pub(crate) fn BlockPane() -> impl IntoView {
    view! { <ActPane act=Act::Block /> }
}

/// The pane that allows sign-in.
#[component]
pub(crate) fn AllowPane() -> impl IntoView {
    view! { <ActPane act=Act::Allow /> }
}

#[component]
fn ActPane(act: Act) -> impl IntoView {
    let users = users();
    let known = Resource::new(
        move || users.get(),
        |users| async move {
            match users.as_slice() {
                [] => Ok(Vec::new()),
                // Whether they hold this or that product isn't asked.
                _ => api::users_by_id(users, ProductId(Uuid::nil())).await,
            }
        },
    );
    let shows = move |people: Vec<Match>| match people.as_slice() {
        [] => Shown::new(view! {
            <div class="body">
                <Empty glyph=Glyph::Person title=words::NOBODY text=words::NOBODY_TEXT />
            </div>
        }),
        _ => Shown::new(view! { <Whole act=act people=people /> }),
    };
    view! { <LoadedPane from=known title=act.title() close=close() shows=shows /> }
}

#[component]
fn Whole(act: Act, people: Vec<Match>) -> impl IntoView {
    let users = people.iter().map(|user| user.id).collect::<Vec<_>>();
    let asked = Memo::new(move |_| Order::new(act.action(), users.clone()));
    let draft = Draft::new(asked);
    let selection = Selection::here();
    let says = act.says();
    let submit = move || give(draft, move || why_off(draft, says.nothing));
    let people = StoredValue::new(people);
    move || match draft.receipt() {
        Some(receipt) => {
            selection.clear();
            view! { <Done receipt=receipt close=close() /> }.into_any()
        }
        None => view! {
            <form on:submit=submit()>
                <div class="body">
                    <p class="quiet">{act.text()}</p>
                    <Failure draft=draft />
                    <Asked draft=draft>
                        <Problems draft=draft stuck=words::stuck />
                    </Asked>
                    <People people=people.get_value() />
                </div>
                <Foot draft=draft says=says close=close() />
            </form>
        }
        .into_any(),
    }
}

/// Everybody concerned.
#[component]
fn People(people: Vec<Match>) -> impl IntoView {
    let more = people.len().saturating_sub(NAMED);
    let row = |user: Match| {
        view! {
            <li>
                <Person name=user.name.to_string() detail=user.username.to_string() />
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
