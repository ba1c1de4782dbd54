use super::manage_pane::close;
use crate::{
    ui::ButtonLink,
    words::{order, user as words, users},
};
use domain::{UserColumn, UserKind, UserRow};
use leptos::prelude::*;

/// Who the user is.
#[component]
pub(super) fn Account(row: UserRow, #[prop(into)] tabs: ViewFn) -> impl IntoView {
    let kind = match row.kind {
        UserKind::Member => users::MEMBER,
        UserKind::Guest => users::GUEST,
    };
    let sign_in = match row.enabled {
        true => users::ALLOWED,
        false => users::BLOCKED,
    };
    let location = row.location.map_or(users::NO_LOCATION, |one| one.name());
    let facts = [
        (words::NAME, row.name.to_string()),
        (
            users::column(UserColumn::Username),
            row.username.to_string(),
        ),
        (users::column(UserColumn::Mail), row.mail.to_string()),
        (users::column(UserColumn::Kind), kind.to_owned()),
        (users::column(UserColumn::SignIn), sign_in.to_owned()),
        (users::column(UserColumn::Location), location.to_owned()),
        (words::LICENSED, users::licenses(&row.licenses)),
        (
            users::column(UserColumn::JobTitle),
            row.job_title.to_string(),
        ),
        (
            users::column(UserColumn::Department),
            row.department.to_string(),
        ),
        (users::column(UserColumn::Office), row.office.to_string()),
        (users::column(UserColumn::City), row.city.to_string()),
    ];
    let told = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    let told = told.map(|(label, fact)| {
        view! {
            <dt>{label}</dt>
            <dd>{fact}</dd>
        }
    });
    view! {
        <div class="body">
            {tabs.run()} <dl class="told">{told.collect_view()}</dl>
        </div>
        <div class="foot">
            <div class="row">
                <ButtonLink href=close()>{order::CLOSE}</ButtonLink>
            </div>
        </div>
    }
}
