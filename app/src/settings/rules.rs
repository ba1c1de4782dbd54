use super::{
    choice::Choice,
    saving::{Denied, Said, Saving},
};
use crate::{
    api,
    error::Error,
    loaded::drawn_anew,
    session::{Changes, Me},
    ui::{Button, Disclosure, Look, Panel, Skeleton},
    words::{home, settings as words},
};
use domain::{RuleProfile, Setting, Troubled, Verb};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;

/// The profile in force, and what is amiss under each.
type Known = (RuleProfile, Vec<(RuleProfile, Option<Vec<Troubled>>)>);

async fn load() -> Result<Known, Error> {
    let settings = api::settings_now().await?;
    let mut under = Vec::new();
    for profile in RuleProfile::ALL {
        under.push((profile, api::standing_under(profile).await?));
    }
    Ok((settings.rules, under))
}

/// Which rules are in force, and what that means for what users hold.
#[component]
pub(crate) fn RulesPage() -> impl IntoView {
    let (changes, saving) = (Changes::here(), Saving::new());
    let known = Resource::new(move || changes.own(), |_| load());
    let content = drawn_anew(
        known,
        move |known| view! { <Form known=known saving=saving /> },
    );
    view! {
        <Title text=words::RULES />
        <Panel id="rules" title=words::PROFILE>
            <p class="quiet">{words::PROFILE_TEXT}</p>
            <Transition fallback=|| view! { <Skeleton rows=4 /> }>{content}</Transition>
            <Said saving=saving />
        </Panel>
    }
}

#[component]
fn Form(known: Known, saving: Saving) -> impl IntoView {
    let (now, under) = known;
    let why_not = expect_context::<Me>().why_not(Verb::ChangeSettings);
    let (denial, fixed) = (why_not.clone(), why_not.is_some());
    let chosen = RwSignal::new(now);
    let reason = Signal::derive(move || {
        let unchanged = (chosen.get() == now).then(|| words::UNCHANGED.to_owned());
        why_not.clone().or(unchanged)
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.get_untracked().is_none() {
            saving.save([Setting::Rules(chosen.get_untracked())]);
        }
    };
    let each = move |(profile, troubled): (RuleProfile, Option<Vec<Troubled>>)| {
        view! {
            <Choice
                name="rules"
                value=profile.code()
                words=words::profile(profile)
                on=Signal::derive(move || chosen.get() == profile)
                on_choose=move || chosen.set(profile)
            />
            <Conflicts troubled=troubled />
        }
    };
    view! {
        <form class="stack" on:submit=send>
            <fieldset class="stack tight" disabled=fixed>
                <legend class="unseen">{words::PROFILE}</legend>
                {under.into_iter().map(each).collect_view()}
            </fieldset>
            <Denied why_not=denial />
            <div class="row">
                <Button look=Look::Primary submit=true reason=reason busy=saving.busy()>
                    {words::SAVE}
                </Button>
            </div>
        </form>
    }
}

/// What is amiss under a profile.
#[component]
fn Conflicts(troubled: Option<Vec<Troubled>>) -> impl IntoView {
    let sentence = words::conflicts(troubled.as_deref());
    match troubled.filter(|troubled| !troubled.is_empty()) {
        None => view! { <p class="quiet indented">{sentence}</p> }.into_any(),
        Some(some) => {
            let rows = some
                .into_iter()
                .map(|trouble| view! { <li>{home::troubled(&trouble)}</li> })
                .collect_view();
            view! {
                <div class="indented">
                    <Disclosure title=sentence>
                        <ul>{rows}</ul>
                    </Disclosure>
                </div>
            }
            .into_any()
        }
    }
}
