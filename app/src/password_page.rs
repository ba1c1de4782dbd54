//! Changing one's own password: a plain form, so that it works before the script wakes and without it.

use crate::{
    paths,
    sign_in::{Alone, asked},
    ui::{Button, ButtonLink, Field, Look},
    words::{
        order,
        sign_in::{
            self as words,
            PasswordField::{Current, New, Repeat},
        },
    },
};
use leptos::prelude::*;

/// Changing one's own password; whoever got theirs from an admin comes here first.
#[component]
pub(crate) fn PasswordPage() -> impl IntoView {
    let wrong = words::password_problem(&asked("problem"));
    let wrong = move |field| {
        wrong
            .filter(|(of, _)| *of == field)
            .map(|(_, sentence)| sentence.to_owned())
    };
    let must = !asked("first").is_empty();
    view! {
        <Alone title=words::CHANGE_PASSWORD>
            {must.then(|| view! { <p>{words::MUST_CHANGE}</p> })}
            <form class="stack" method="post" action=paths::CHANGE_PASSWORD>
                <input type="hidden" name="first" value=asked("first") />
                <Field
                    name="current"
                    label=words::CURRENT
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    autofocus=true
                    wrong=wrong(Current)
                />
                <Field
                    name="password"
                    label=words::NEW_PASSWORD
                    kind="password"
                    autocomplete="new-password"
                    hint=words::PASSWORD_HINT
                    required=true
                    wrong=wrong(New)
                />
                <Field
                    name="repeat"
                    label=words::REPEAT
                    kind="password"
                    autocomplete="new-password"
                    required=true
                    wrong=wrong(Repeat)
                />
                <div class="row">
                    <Button submit=true look=Look::Primary>
                        {words::CHANGE}
                    </Button>
                    {(!must)
                        .then(|| {
                            view! { <ButtonLink href=paths::HOME>{order::CANCEL}</ButtonLink> }
                        })}
                </div>
            </form>
        </Alone>
    }
}
