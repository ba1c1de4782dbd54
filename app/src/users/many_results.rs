use super::{manage_pane::close, many_review::FAILED};
use crate::{
    api_many::{Added, RowResult},
    licenses::foot::Done,
    ui::{Button, Look, Reason, Tone, save},
    words::{many as words, tell},
};
use leptos::prelude::*;

/// What the file of the results is called.
const RESULTS: &str = "users-added.csv";

/// What became of the list: of the first rows here, of all in a file; and what to do with those that weren't added.
#[component]
pub(super) fn Results(
    added: Added,
    /// They got something, and can be told of it.
    share: bool,
    /// Begins the next list.
    more: Callback<()>,
) -> impl IntoView {
    let Added {
        receipt,
        rows,
        failures,
        first,
        results,
        failed,
    } = added;
    let has_passwords = first.iter().any(|row| row.password.is_some());
    let beyond = rows.saturating_sub(first.len());
    let passwords = has_passwords.then(|| {
        view! {
            <Reason title=words::HAND_OVER tone=Tone::Warn>
                <p>{words::ONCE}</p>
            </Reason>
        }
    });
    let not_added = (failures > 0).then(|| {
        view! {
            <Reason title=words::failed(failures) tone=Tone::Warn>
                <p>{words::MEND}</p>
                <div class="row">
                    <Button on_press=move || save(FAILED, &failed)>
                        {words::DOWNLOAD_NOT_ADDED}
                    </Button>
                </div>
            </Reason>
        }
    });
    view! {
        <div class="body">
            {passwords} {not_added} <section class="stack tight">
                <h3>{words::RESULTS}</h3>
                <ul class="people">
                    {first.into_iter().map(row).collect_view()}
                    {(beyond > 0).then(|| view! { <li class="quiet">{words::more(beyond)}</li> })}
                </ul>
                <div class="row">
                    <Button look=Look::Primary on_press=move || save(RESULTS, &results)>
                        {words::DOWNLOAD_RESULTS}
                    </Button>
                </div>
            </section>
        </div>
        <Done receipt=receipt close=close() more=(words::MORE, more) share=share />
    }
}

fn row(row: RowResult) -> impl IntoView {
    let RowResult {
        username,
        password,
        reasons,
    } = row;
    let said = match (password, reasons.as_slice()) {
        (Some(password), _) => words::added(&password),
        (None, []) => words::ADDED.to_owned(),
        (None, reasons) => {
            let reasons: Vec<String> = reasons.iter().map(tell).collect();
            reasons.join(" ")
        }
    };
    view! {
        <li>
            <span class="stack tight">
                <strong>{username}</strong>
                <span>{said}</span>
            </span>
        </li>
    }
}
