use crate::{
    paths::products as paths,
    session::Me,
    ui::{ButtonLink, Glyph, Icon, Look, SearchField},
    words::products as words,
};
use domain::{Shown, SubscriptionQuery, Verb};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Form, hooks::use_navigate};

/// What can be done, and what narrows the list: a form that gets the page.
#[component]
pub(super) fn Bar(query: Memo<SubscriptionQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let ask = Callback::new(move |query: SubscriptionQuery| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&paths::list(&query), options);
    });
    let search = Callback::new(move |search: String| {
        ask.run(SubscriptionQuery {
            search,
            ..query.get_untracked()
        });
    });
    let pick = move |event| {
        ask.run(SubscriptionQuery {
            shown: paths::shown_from(&event_target_value(&event)),
            ..query.get_untracked()
        });
    };
    let option = move |one: Shown| {
        view! {
            <option value=paths::shown_code(one) selected=move || query.read().shown == one>
                {words::shown(one)}
            </option>
        }
    };
    let me = expect_context::<Me>();
    let why_not = me.why_not(Verb::BuySeats);
    let export = Signal::derive(move || me.address(&paths::export(&query.read())));
    view! {
        <div class="bar">
            <ButtonLink
                look=Look::Primary
                href=Signal::derive(move || paths::buy(&query.read()))
                reason=Signal::stored(why_not)
            >
                {words::BUY_NEW}
            </ButtonLink>
            <Form method="GET" action=paths::PRODUCTS attr:class="row narrow">
                <SearchField
                    label=words::SEARCH
                    value=Signal::derive(move || query.read().search.clone())
                    on_text=search
                />
                <select class="field" name="show" aria-label=words::SHOW on:change=pick>
                    {Shown::ALL.map(option).collect_view()}
                </select>
                <button class="button without-script" type="submit">
                    {words::APPLY}
                </button>
            </Form>
            <ButtonLink href=export file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT}
            </ButtonLink>
        </div>
    }
}
