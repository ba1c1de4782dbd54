use super::{manage_pane::close, one_pane::Content};
use crate::{
    paths::users as paths,
    session::Me,
    ui::ButtonLink,
    words::{Text, order, people, told as in_words, user as words, users},
};
use domain::{ProfileField, Role, UserColumn, UserId, UserKind, UserRow, Verb};
use leptos::prelude::*;

/// Why the person may not do `verb` to somebody with these roles; none if they may.
pub(super) fn why_not(me: &Me, verb: Verb, roles: &[Role]) -> Option<String> {
    me.why_not(verb).or_else(|| {
        let may = me.actor.may_manage(roles);
        (!may).then(|| Verb::ManageAdmins.denial().to_owned())
    })
}

/// Who the user is, and what can be done about it.
#[component]
pub(super) fn Account(content: Content, #[prop(into)] tabs: ViewFn) -> impl IntoView {
    let Content { row, facts, .. } = content;
    let account = facts.accounts.get(&row.id).cloned();
    let roles = account
        .as_ref()
        .map_or_else(Vec::new, |one| one.roles.clone());
    let country = account.map(|one| one.profile.get(ProfileField::Country).to_owned());
    let told = told(&row, &roles, country.unwrap_or_default())
        .into_iter()
        .filter(|(_, fact)| !fact.is_empty());
    let told = told.map(|(label, fact)| {
        view! {
            <dt>{label}</dt>
            <dd>{fact}</dd>
        }
    });
    view! {
        <div class="body">
            {tabs.run()} <dl class="told">{told.collect_view()}</dl>
            <Actions row=row roles=roles />
        </div>
        <div class="foot">
            <div class="row">
                <ButtonLink href=close()>{order::CLOSE}</ButtonLink>
            </div>
        </div>
    }
}

fn told(row: &UserRow, roles: &[Role], country: String) -> Vec<(Text, String)> {
    let kind = match row.kind {
        UserKind::Member => users::MEMBER,
        UserKind::Guest => users::GUEST,
    };
    let sign_in = match row.enabled {
        true => users::ALLOWED,
        false => users::BLOCKED,
    };
    let location = users::location(row.location);
    let column = users::column;
    let roles: Vec<_> = roles.iter().map(|role| in_words(role.name())).collect();
    vec![
        (words::NAME, row.name.to_string()),
        (column(UserColumn::Username), row.username.to_string()),
        (column(UserColumn::Mail), row.mail.to_string()),
        (column(UserColumn::Kind), kind.to_owned()),
        (words::ROLES, roles.join(", ")),
        (column(UserColumn::SignIn), sign_in.to_owned()),
        (column(UserColumn::Location), location),
        (words::LICENSED, users::all_licenses(&row.licenses)),
        (column(UserColumn::JobTitle), row.job_title.to_string()),
        (column(UserColumn::Department), row.department.to_string()),
        (column(UserColumn::Office), row.office.to_string()),
        (column(UserColumn::City), row.city.to_string()),
        (words::COUNTRY, country),
    ]
}

/// The address of a pane for users.
type Act = fn(&paths::UsersShown, &[UserId]) -> String;

/// The ways to change the account; off with the reason where a role may not.
#[component]
fn Actions(row: UserRow, roles: Vec<Role>) -> impl IntoView {
    let (me, shown) = (expect_context::<Me>(), super::chosen::shown());
    let id = row.id;
    let manage = why_not(&me, Verb::ManageUsers, &roles);
    let reset = why_not(&me, Verb::ResetPasswords, &roles);
    let (act, says): (Act, _) = match row.enabled {
        true => (paths::block, people::BLOCK),
        false => (paths::allow, people::ALLOW),
    };
    let link = move |href: Signal<String>, reason: Option<String>, label: Text| {
        view! {
            <ButtonLink href=href reason=Signal::stored(reason)>
                {label}
            </ButtonLink>
        }
    };
    let edit = Signal::derive(move || paths::edit(&shown.read(), id));
    let password = Signal::derive(move || paths::reset(&shown.read(), id));
    let sign_in = Signal::derive(move || act(&shown.read(), &[id]));
    let delete = Signal::derive(move || paths::delete(&shown.read(), &[id]));
    view! {
        <div class="row" role="group" aria-label=people::ACTIONS>
            {link(edit, manage.clone(), people::EDIT)}
            {link(password, reset, people::RESET)}
            {link(sign_in, manage.clone(), says)}
            {link(delete, manage, people::DELETE_ONE)}
        </div>
    }
}
