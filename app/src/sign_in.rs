//! The ways in: signing in, and setting up an empty installation. Plain forms that the server
//! answers, so they work before the script wakes and without it.

use crate::{
    paths,
    session::Session,
    ui::{Button, ErrorState, Field, Look},
    words::{Text, error, frame, sign_in as words},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

pub(crate) fn asked(name: &'static str) -> String {
    use_query_map()
        .read_untracked()
        .get(name)
        .unwrap_or_default()
}

/// What was typed into this field of the form, if it was posted before and led back here.
fn typed(name: &str) -> String {
    expect_context::<Session>().typed.of(name)
}

/// A page with one job, and nothing around it.
#[component]
pub(crate) fn Alone(title: Text, children: Children) -> impl IntoView {
    view! {
        <Title text=title />
        <main class="alone" id="main" tabindex="-1">
            <span class="brand">
                <img src="/favicon.svg" alt="" width="26" height="26" />
                {frame::USHER}
            </span>
            <div class="card stack">
                <h1>{title}</h1>
                {children()}
            </div>
        </main>
    }
}

/// Signing in with username and password.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let problem = words::problem(&asked("problem"));
    let username = typed("username");
    let (first, again) = (username.is_empty(), !username.is_empty());
    view! {
        <Alone title=words::TITLE>
            {problem.map(|text| view! { <ErrorState title=error::NOT_SIGNED_IN text=text /> })}
            <form class="stack" method="post" action=paths::SESSION>
                <input type="hidden" name="next" value=asked("next") />
                <Field
                    name="username"
                    label=words::USERNAME
                    autocomplete="username"
                    value=username
                    required=true
                    autofocus=first
                />
                <Field
                    name="password"
                    label=words::PASSWORD
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    autofocus=again
                />
                <Button submit=true look=Look::Primary>
                    {words::TITLE}
                </Button>
            </form>
        </Alone>
    }
}

/// Making the first Global admin of an empty installation.
#[component]
pub(crate) fn SetupPage() -> impl IntoView {
    let problem = asked("problem");
    let stopped = words::setup_stopped(&problem);
    // Where to go on. Passwords don't come back.
    let first = match problem.as_str() {
        "" => "code",
        "repeat" | "busy" | "limited" => "password",
        field => field,
    };
    let first = first.to_owned();
    let first = move |field: &str| first == field;
    let wrong = move |field: &str| {
        let sentence = words::setup_problem(field).filter(|_| problem == field);
        sentence.map(Text::to_owned)
    };
    view! {
        <Alone title=words::SETUP>
            {stopped.map(|text| view! { <ErrorState title=words::NOT_SET_UP text=text /> })}
            <p class="quiet">{words::SETUP_TEXT}</p>
            <form class="stack" method="post" action=paths::SETUP>
                <Field
                    name="code"
                    label=words::CODE
                    value=typed("code")
                    required=true
                    autofocus=first("code")
                    wrong=wrong("code")
                />
                <Field
                    name="organization"
                    label=words::ORGANIZATION
                    autocomplete="organization"
                    value=typed("organization")
                    required=true
                    autofocus=first("organization")
                    wrong=wrong("organization")
                />
                <Field
                    name="name"
                    label=words::NAME
                    autocomplete="name"
                    value=typed("name")
                    required=true
                    autofocus=first("name")
                    wrong=wrong("name")
                />
                <Field
                    name="username"
                    label=words::USERNAME
                    autocomplete="username"
                    value=typed("username")
                    hint=words::USERNAME_HINT
                    required=true
                    autofocus=first("username")
                    wrong=wrong("username")
                />
                <Field
                    name="password"
                    label=words::PASSWORD
                    kind="password"
                    autocomplete="new-password"
                    hint=words::PASSWORD_HINT
                    required=true
                    autofocus=first("password")
                    wrong=wrong("password")
                />
                <Field
                    name="repeat"
                    label=words::REPEAT
                    kind="password"
                    autocomplete="new-password"
                    required=true
                    wrong=wrong("repeat")
                />
                <Button submit=true look=Look::Primary>
                    {words::CREATE}
                </Button>
            </form>
        </Alone>
    }
}
