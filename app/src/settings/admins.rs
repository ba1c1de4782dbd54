use super::saving::Denied;
use crate::{
    api,
    ask::answered,
    licenses::mark::marked,
    loaded::drawn_anew,
    paths::settings as paths,
    session::{Changes, Me},
    ui::{
        ButtonLink, Chip, Choice, Choices, Column, Glyph, Icon, Panel, Picker, Skeleton, Table,
        Tag, Tone, keep_rows, rows as keep,
    },
    words::{assign, error, settings as words},
};
use domain::{AdminRow, Match, Verb};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::{NavigateOptions, components::Outlet, hooks::use_navigate};

/// Who may do what. One user's roles are in a pane over it.
#[component]
pub(crate) fn AdminsPage() -> impl IntoView {
    let changes = Changes::here();
    keep_rows();
    let admins = Resource::new(move || changes.count(), |_| api::admins());
    let content = drawn_anew(admins, |rows| view! { <List rows=rows /> });
    let me = expect_context::<Me>();
    let export = me.address(paths::EXPORT_ADMINS);
    let export = move || {
        view! {
            <ButtonLink href=export.clone() file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT_ADMINS}
            </ButtonLink>
        }
    };
    let add = match me.why_not(Verb::GiveRoles) {
        None => view! { <Add /> }.into_any(),
        why_not => view! { <Denied why_not=why_not /> }.into_any(),
    };
    view! {
        <Title text=words::ADMINS />
        <Panel id="admins" title=words::ADMINS aside=export>
            <div class="stack">
                <p class="quiet">{words::ADMINS_TEXT}</p>
                {add}
                <Transition fallback=|| view! { <Skeleton rows=6 /> }>{content}</Transition>
            </div>
        </Panel>
        <Outlet />
    }
}

#[component]
fn List(rows: Vec<AdminRow>) -> impl IntoView {
    let columns = vec![
        Column::new(words::NAME, ""),
        Column::new(words::USERNAME, "wide"),
        Column::new(words::ROLES, "wide"),
        Column::new(words::SIGNED_IN, "skip"),
    ];
    let row = |admin: AdminRow| {
        let blocked =
            (!admin.can_sign_in).then(|| view! { <Tag tone=Tone::Warn text=words::BLOCKED /> });
        view! {
            <tr>
                <td>
                    <a href=paths::admin(admin.id) data-noscroll="true">
                        <strong>{admin.name.to_string()}</strong>
                    </a>
                </td>
                <td class="wide">{admin.username.to_string()} " " {blocked}</td>
                <td class="wide">{words::roles(&admin)}</td>
                <td class="skip">{words::places(admin.sessions)}</td>
            </tr>
        }
    };
    view! {
        <Table caption=words::ADMINS columns=columns>
            {keep(rows, row)}
        </Table>
    }
}

/// The id of the box.
const BOX: &str = "add-admin";

/// Type ahead; who is chosen is shown in the pane, where roles are given.
#[component]
fn Add() -> impl IntoView {
    let text = RwSignal::new(String::new());
    let typed = Memo::new(move |_| text.read().trim().to_owned());
    let found = answered(typed, None, move |typed| async move {
        match typed.as_str() {
            "" => Ok(Vec::new()),
            _ => api::find_anybody(typed).await,
        }
    });
    let choices = Memo::new(move |before: Option<&Choices>| match found.newest.get() {
        Some((query, Ok(matches))) => Choices {
            items: matches
                .into_iter()
                .map(|user| choice(user, &query))
                .collect(),
            query,
        },
        _ => before.cloned().unwrap_or_default(),
    });
    let status = move || match (typed.read().as_str(), found.newest.get()) {
        ("", _) => String::new(),
        (_, Some((_, Err(failed)))) => error::sentence(&failed),
        (typed, Some((query, Ok(matches)))) if typed == query => words::found(matches.len(), typed),
        _ => assign::LOOKING.to_owned(),
    };
    let navigate = use_navigate();
    let open = Callback::new(move |id: String| {
        let still = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&format!("{}/{id}", paths::ADMINS), still);
    });
    // An address that nobody suggested: the one user who has it.
    let list = Callback::new(move |address: String| {
        spawn_local(async move {
            match api::find_anybody(address.clone()).await.as_deref() {
                Ok([only]) => open.run(only.id.to_string()),
                _ => {
                    text.try_set(address);
                }
            }
        });
    });
    // Who is chosen is opened, not collected.
    let none: Vec<Chip> = Vec::new();
    view! {
        <div class="labeled">
            <label for=BOX>{words::ADD_ADMIN}</label>
            <Picker
                id=BOX
                label=words::ADD_ADMIN
                placeholder=words::BEGIN
                text=text
                chips=none
                choices=choices
                status=Signal::derive(status)
                on_pick=open
                on_remove=Callback::new(|_| ())
                on_list=list
            />
        </div>
    }
}

fn choice(user: Match, typed: &str) -> Choice {
    Choice {
        id: user.id.to_string(),
        label: marked(&user.name, typed),
        detail: user.username.to_string(),
        tag: None,
    }
}
