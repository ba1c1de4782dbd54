use super::{
    many_asked::{Asked, Asking, Chosen},
    offer::Offers,
    places::Places,
};
use crate::{
    paths::users as paths,
    ui::{ButtonLink, Check, FileField, Glyph, Icon, NotRead, Reason, Tone},
    words::{Text, error, many as words, people, tell},
};
use domain::AddMany;
use leptos::prelude::*;

/// The ids of the headings of the steps.
pub(super) const STEP: [&str; 3] = ["step-1", "step-2", "step-3"];

/// The first step: the list.
#[component]
pub(super) fn List(asking: Asking, shown: Signal<bool>) -> impl IntoView {
    let list = asking.asked.list;
    let on_file = Callback::new(move |(name, read): (String, Result<Vec<u8>, NotRead>)| {
        let text = match read {
            Ok(bytes) => domain::decoded(&bytes)
                .map(|text| text.into())
                .map_err(|why| tell(&why)),
            Err(NotRead::TooLarge) => Err(words::too_large()),
            Err(NotRead::Lost) => Err(words::LOST.to_owned()),
        };
        list.set(Some(text.map(|text| Chosen { name, text })));
    });
    let wrong = Signal::derive(move || list.get().and_then(Result::err));
    let file = |href: &'static str, label: Text| {
        view! {
            <ButtonLink href=href file=true>
                <Icon glyph=Glyph::Download />
                {label}
            </ButtonLink>
        }
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[0] tabindex="-1">
                {words::STEPS[0]}
            </h3>
            <p class="quiet">{words::LIST_TEXT}</p>
            <div class="row" role="group" aria-label=words::FILES>
                {file(paths::BLANK_LIST, words::BLANK)}
                {file(paths::SAMPLE_LIST, words::SAMPLE)}
            </div>
            <FileField
                name="list"
                label=words::FILE
                accept=".csv,text/csv,text/plain"
                most=AddMany::MOST_BYTES
                hint=words::hint()
                wrong=wrong
                on_file=on_file
            />
            <Found asking=asking />
        </section>
    }
}

/// What is in the list that was chosen.
#[component]
fn Found(asking: Asking) -> impl IntoView {
    let name = move || {
        let list = asking.asked.list.get()?.ok()?;
        Some(list.name)
    };
    move || match (name(), asking.answer.get()) {
        (Some(name), Some(Ok(listed))) => view! {
            <p role="status">{words::read(&name, listed.rows)}</p>
            {(!listed.ignored.is_empty())
                .then(|| {
                    view! {
                        <Reason title=words::IGNORED tone=Tone::Warn>
                            <p>{words::ignored(&listed.ignored)}</p>
                        </Reason>
                    }
                })}
        }
        .into_any(),
        (Some(_), Some(Err(why))) => view! {
            <Reason title=words::not_read(&why)>
                <p>{error::sentence(&why)}</p>
            </Reason>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// The second step: what everybody gets.
#[component]
pub(super) fn Licenses(asked: Asked, shown: Signal<bool>) -> impl IntoView {
    let must_change = move || {
        asked.passwords.get().then(|| {
            view! {
                <Check
                    label=words::MUST_CHANGE
                    on=asked.must_change
                    on_change=Callback::new(move |on| asked.must_change.set(on))
                />
            }
        })
    };
    view! {
        <section class="stack" hidden=move || !shown.get()>
            <h3 id=STEP[1] tabindex="-1">
                {words::STEPS[1]}
            </h3>
            <p class="quiet">{words::LICENSES_TEXT}</p>
            <Places label=people::LOCATION chosen=asked.location />
            <Check
                label=words::BY_COUNTRY
                detail=Signal::stored(Some(words::BY_COUNTRY_TEXT.to_owned()))
                on=asked.by_country
                on_change=Callback::new(move |on| asked.by_country.set(on))
            />
            <Offers offers=asked.offers.get_value() />
            <fieldset class="stack tight">
                <legend>{people::PASSWORD}</legend>
                <Check
                    label=words::PASSWORDS
                    detail=Signal::stored(Some(words::PASSWORDS_TEXT.to_owned()))
                    on=asked.passwords
                    on_change=Callback::new(move |on| asked.passwords.set(on))
                />
                {must_change}
            </fieldset>
        </section>
    }
}
