use super::{
    choice::Choice,
    saving::{Denied, Said, Saving},
};
use crate::{
    api,
    loaded::drawn_anew,
    session::{Changes, Me, Organization},
    ui::{Button, Field, Look, Panel, Skeleton},
    words::{cloud as words_of_cloud, place, settings as words},
};
use domain::{CenterPage, Cloud, Location, Setting, Settings, Verb};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_meta::Title;

/// What the organization is called, where it is, and in which cloud.
#[component]
pub(crate) fn OrganizationPage() -> impl IntoView {
    let (changes, saving) = (Changes::here(), Saving::new());
    let settings = Resource::new(move || changes.own(), |_| api::settings_now());
    let content = drawn_anew(settings, move |settings: Settings| {
        view! {
            <Form now=settings.clone() saving=saving />
            <Endpoints cloud=settings.cloud />
        }
    });
    view! {
        <Title text=words::ORGANIZATION />
        <div class="stack">
            <Said saving=saving />
            <Transition fallback=|| {
                view! { <div class="card"><Skeleton rows=6 /></div> }
            }>{content}</Transition>
        </div>
    }
}

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    place: RwSignal<Option<Location>>,
    cloud: RwSignal<Cloud>,
}

impl Typed {
    /// The settings that differ from what they are.
    fn changed(self, now: &Settings) -> Vec<Setting> {
        let mut wanted = now.clone();
        let all = [
            Setting::Name(self.name.read().trim().into()),
            Setting::DefaultLocation(self.place.get()),
            Setting::Cloud(self.cloud.get()),
        ];
        all.into_iter()
            .filter(|setting| wanted.set(setting) != *setting)
            .collect()
    }
}

#[component]
fn Form(now: Settings, saving: Saving) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::ChangeSettings);
    let organization = Organization::here();
    organization.keep(&now);
    let typed = Typed {
        name: RwSignal::new(now.name.to_string()),
        place: RwSignal::new(now.default_location),
        cloud: RwSignal::new(now.cloud),
    };
    let (denial, fixed) = (why_not.clone(), why_not.is_some());
    let (place, was) = (now.default_location, now.name.to_string());
    let now = StoredValue::new(now);
    let changed = Memo::new(move |_| now.with_value(|now| typed.changed(now)));
    let reason = Signal::derive(move || {
        let unchanged = changed.read().is_empty();
        let unchanged = unchanged.then(|| words::UNCHANGED.to_owned());
        why_not.clone().or(unchanged)
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if reason.get_untracked().is_none() {
            saving.save(changed.get_untracked());
        }
    };
    let cloud = move |cloud: Cloud| {
        view! {
            <Choice
                name="cloud"
                value=cloud.code()
                words=words::cloud(cloud)
                on=Signal::derive(move || typed.cloud.get() == cloud)
                on_choose=move || typed.cloud.set(cloud)
            />
        }
    };
    view! {
        <Panel id="organization" title=words::ORGANIZATION>
            <form class="stack" on:submit=send>
                <fieldset class="stack" disabled=fixed>
                    <Field
                        name="name"
                        label=words::ORGANIZATION_NAME
                        value=was
                        text=typed.name
                        required=true
                    />
                    <Place now=place chosen=typed.place />
                    <fieldset>
                        <legend>
                            <strong>{words::CLOUD}</strong>
                        </legend>
                        {Cloud::ALL.map(cloud).collect_view()}
                    </fieldset>
                </fieldset>
                <Denied why_not=denial />
                <div class="row">
                    <Button look=Look::Primary submit=true reason=reason busy=saving.busy()>
                        {words::SAVE}
                    </Button>
                </div>
            </form>
        </Panel>
    }
}

#[component]
fn Place(now: Option<Location>, chosen: RwSignal<Option<Location>>) -> impl IntoView {
    let option = move |(code, name): (&'static str, &'static str)| {
        let here = now.is_some_and(|now| now.code() == code);
        view! {
            <option value=code selected=here>
                {name}
            </option>
        }
    };
    view! {
        <div class="labeled">
            <label for="location">{words::DEFAULT_LOCATION}</label>
            <select
                class="field"
                id="location"
                name="location"
                aria-describedby="location-note"
                on:change=move |event| chosen.set(Location::new(&event_target_value(&event)))
            >
                <option value="" selected=now.is_none()>
                    {words::NO_LOCATION}
                </option>
                {place::all().into_iter().map(option).collect_view()}
            </select>
            <p id="location-note" class="quiet">
                {words::DEFAULT_LOCATION_TEXT}
            </p>
        </div>
    }
}

/// Where the organization's cloud is reached.
#[component]
fn Endpoints(cloud: Cloud) -> impl IntoView {
    let page = |page| (words_of_cloud::center_page(cloud, page), cloud.link(page));
    let links = std::iter::once((words::CENTER, cloud.portal()))
        .chain(CenterPage::ALL.map(page))
        .map(|(label, href)| {
            view! {
                <dt>{label}</dt>
                <dd>
                    <a href=href rel="external noreferrer">
                        {href}
                    </a>
                </dd>
            }
        })
        .collect_view();
    let roots = [
        (words::GRAPH, cloud.graph()),
        (words::SIGN_IN, cloud.sign_in()),
    ]
    .map(|(label, root)| {
        view! {
            <dt>{label}</dt>
            <dd>
                <code>{root}</code>
            </dd>
        }
    });
    view! {
        <Panel id="endpoints" title=words::ENDPOINTS>
            <dl class="told">{links} {roots.collect_view()}</dl>
        </Panel>
    }
}
