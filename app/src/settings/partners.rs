use super::{roles_form::RolesForm, saving::Saving};
use crate::{
    api,
    error::Error,
    loaded::drawn_anew,
    paths::settings as paths,
    session::Changes,
    trouble::Trouble,
    ui::{Column, Empty, Glyph, Pane, Panel, Skeleton, Table, keep_rows, rows as keep},
    words::{customers, error, settings as words},
};
use domain::{Order, OrganizationId, Partner, Setting, Settings};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{components::Outlet, hooks::use_params_map};

/// The organizations whose admins may act in this one.
#[component]
pub(crate) fn PartnersPage() -> impl IntoView {
    let changes = Changes::here();
    keep_rows();
    let settings = Resource::new(move || changes.count(), |_| api::settings_now());
    let content = drawn_anew(settings, |settings: Settings| {
        if settings.partners.is_empty() {
            return view! {
                <Empty glyph=Glyph::Search title=words::NO_PARTNERS text=words::NO_PARTNERS_TEXT />
            }
            .into_any();
        }
        let mut partners: Vec<_> = settings.partners.into_iter().collect();
        partners.sort_by_cached_key(|(_, partner)| partner.name.to_lowercase());
        view! { <List partners=partners /> }.into_any()
    });
    view! {
        <Title text=words::PARTNERS />
        <Panel id="partners" title=words::PARTNERS>
            <div class="stack">
                <p class="quiet">{words::PARTNERS_TEXT}</p>
                <Transition fallback=|| view! { <Skeleton rows=3 /> }>{content}</Transition>
            </div>
        </Panel>
        <Outlet />
    }
}

#[component]
fn List(partners: Vec<(OrganizationId, Partner)>) -> impl IntoView {
    let columns = vec![
        Column::new(customers::NAME, ""),
        Column::new(words::ROLES_HERE, "wide"),
    ];
    let row = |(id, partner): (OrganizationId, Partner)| {
        view! {
            <tr>
                <td>
                    <a href=paths::partner(id) data-noscroll="true">
                        <strong>{partner.name.to_string()}</strong>
                    </a>
                </td>
                <td class="wide">{words::roles_here(&partner)}</td>
            </tr>
        }
    };
    view! {
        <Table caption=words::PARTNERS columns=columns>
            {keep(partners, row)}
        </Table>
    }
}

/// The roles with which the admins of one partner may act here.
#[component]
pub(crate) fn PartnerPane() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let id = params.read().get("partner").and_then(|id| id.parse().ok());
        id.map(OrganizationId)
    });
    let (changes, saving) = (Changes::here(), Saving::new());
    let settings = Resource::new(move || changes.own(), |_| api::settings_now());
    let pane = move || {
        let id = id.get();
        Suspend::new(async move {
            let missing = || Error::Missing(error::NO_PAGE_TEXT.into());
            let known = settings.await.and_then(|settings| {
                let partner = id.and_then(|id| Some((id, settings.partners.get(&id)?.clone())));
                partner.ok_or_else(missing)
            });
            let (title, content) = match known {
                Ok((id, partner)) => {
                    let order = move |roles: Vec<domain::Role>| {
                        Order::configure(Setting::Partner(id, roles.into_iter().collect()))
                    };
                    let before = partner.roles.into_iter().collect();
                    let form = view! {
                        <RolesForm before=before order=order saving=saving close=paths::PARTNERS />
                    };
                    (partner.name.to_string(), form.into_any())
                }
                Err(error) => (
                    error::title(&error).to_owned(),
                    view! { <Trouble error=error /> }.into_any(),
                ),
            };
            view! {
                <Title text=title.clone() />
                <Pane
                    title=title
                    about=Signal::stored(Some(words::PARTNER_ABOUT.to_owned()))
                    close=Signal::stored(paths::PARTNERS.to_owned())
                >
                    {content}
                </Pane>
            }
        })
    };
    view! { <Suspense fallback=|| ()>{pane}</Suspense> }
}
