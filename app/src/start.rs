//! The first steps of somebody who got a license: where the quick-start message leads. Everybody may see it.

use crate::{
    sign_in::Alone,
    words::{Text, start as words},
};
use leptos::prelude::*;

/// What to do first.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let step = |(title, text): &(Text, Text)| {
        view! {
            <li>
                <strong>{title.say()}</strong>
                <br />
                {text.say()}
            </li>
        }
    };
    view! {
        <Alone title=words::TITLE>
            <p class="quiet">{words::TEXT}</p>
            <ol class="guide">{words::STEPS.iter().map(step).collect_view()}</ol>
            <p>
                <a class="button primary" href=words::PORTAL rel="external noreferrer">
                    {words::OPEN}
                </a>
            </p>
            <p class="quiet">{words::HELP}</p>
        </Alone>
    }
}
