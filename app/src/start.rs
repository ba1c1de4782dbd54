//! The first steps of somebody who got a license: where the quick-start message leads. Everybody may see it.

use crate::{
    sign_in::Alone,
    words::{Text, start as words},
};
use domain::Cloud;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What to do first. The address says in which cloud: whoever reads it isn't signed in.
#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let cloud = use_query_map().read_untracked().get("cloud");
    let cloud = cloud.and_then(|code| Cloud::from_code(&code));
    let apps = cloud.unwrap_or_default().apps();
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
                <a class="button primary" href=apps rel="external noreferrer">
                    {words::OPEN}
                </a>
            </p>
            <p class="quiet">{words::HELP}</p>
        </Alone>
    }
}
