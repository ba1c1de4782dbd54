use super::{
    chosen,
    draft::Draft,
    foot::{Says, close},
    services_of_many::ServicesOfMany,
    services_of_one::ServicesOfOne,
};
use crate::{
    api,
    error::Error,
    loaded_pane::{LoadedPane, Shown},
    ui::{Empty, Glyph},
    words::{Text, manage, services as words},
};
use domain::{Holder, Match, ProductPage, UserId, Verb};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a pane's foot says; to whoever may not switch anything, why not.
pub(super) fn says(draft: Draft, says: Says) -> Says {
    let verb = Verb::AssignLicenses;
    match draft.why_not(verb) {
        Some(_) => Says {
            idle: Text(verb.denial()),
            ..says
        },
        None => says,
    }
}

/// Whose services: one user's are shown as they are, those of many as what to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Whose {
    Nobody,
    One(Holder),
    Many(Vec<Match>),
}

async fn load(slug: String, users: Vec<UserId>) -> Result<(ProductPage, Whose), Error> {
    let page = api::product(slug).await?;
    let product = page.row.id;
    let whose = match users.as_slice() {
        [] => Whose::Nobody,
        [one] => Whose::One(api::one_holder(product, *one).await?),
        _ => match api::users_by_id(users, product).await? {
            people if people.is_empty() => Whose::Nobody,
            people => Whose::Many(people),
        },
    };
    Ok((page, whose))
}

/// The pane that switches services of the users that its address names.
#[component]
pub(crate) fn ServicesPane() -> impl IntoView {
    let (slug, users) = (chosen::slug(), chosen::users());
    let known = Resource::new(
        move || (slug.get(), users.get()),
        |(slug, users)| load(slug, users),
    );
    let shows = |(page, whose): (ProductPage, Whose)| {
        let about = match &whose {
            Whose::Nobody => page.row.name.to_string(),
            Whose::One(holder) => format!("{} · {}", holder.name, page.row.name),
            Whose::Many(people) => {
                format!("{} · {}", manage::users(people.len()), page.row.name)
            }
        };
        Shown::new(content(page, whose)).about(about)
    };
    view! { <LoadedPane from=known title=words::TITLE close=close() shows=shows /> }
}

fn content(page: ProductPage, whose: Whose) -> AnyView {
    match whose {
        Whose::Nobody => view! {
            <div class="body">
                <Empty glyph=Glyph::Person title=words::NOBODY text=words::NOBODY_TEXT />
            </div>
        }
        .into_any(),
        Whose::One(holder) => view! { <ServicesOfOne page=page holder=holder /> }.into_any(),
        Whose::Many(people) => view! { <ServicesOfMany page=page people=people /> }.into_any(),
    }
}
