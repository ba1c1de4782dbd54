use crate::{
    api,
    ask::answered,
    trouble::WayOn,
    ui::{Field, Outcome, Tone},
    words::{error, products as words},
};
use domain::{CatalogMatch, Named, ProductId};
use leptos::prelude::*;

/// The name and id of the search.
pub(super) const FIELD: &str = "catalog";

/// Searches the catalog for a product, and chooses it.
#[component]
pub(super) fn Catalog(chosen: RwSignal<Option<Named<ProductId>>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let question = Memo::new(move |_| typed.read().trim().to_owned());
    let answer = answered(question, None, |typed| async move {
        match typed.is_empty() {
            true => Ok(Vec::new()),
            false => api::find_products(typed).await,
        }
    });
    let again = Callback::new(move |()| answer.again());
    let found = move || match &*answer.newest.read() {
        None => ().into_any(),
        Some((asked, Ok(found))) if found.is_empty() => (!asked.is_empty())
            .then(|| view! { <Outcome tone=Tone::Warn text=words::NOT_FOUND.to_owned() /> })
            .into_any(),
        Some((_, Ok(found))) => {
            let rows = found.iter().cloned();
            let rows = rows.map(|one| view! { <One one=one chosen=chosen /> });
            view! {
                <fieldset class="stack tight">
                    <legend class="unseen">{words::FOUND}</legend>
                    {rows.collect_view()}
                </fieldset>
            }
            .into_any()
        }
        Some((_, Err(failed))) => view! {
            <div class="row">
                <Outcome tone=Tone::Bad text=error::sentence(failed) />
                <WayOn error=failed.clone() again=Some(again) small=true />
            </div>
        }
        .into_any(),
    };
    view! {
        <Field
            name=FIELD
            label=words::CATALOG
            kind="search"
            text=typed
            hint=words::CATALOG_HINT.to_owned()
            autofocus=true
        />
        {found}
    }
}

#[component]
fn One(one: CatalogMatch, chosen: RwSignal<Option<Named<ProductId>>>) -> impl IntoView {
    let CatalogMatch {
        product,
        part_number,
    } = one;
    let (id, name) = (product.id, product.name.to_string());
    let here = move || chosen.read().as_ref().is_some_and(|one| one.id == id);
    view! {
        <label class="check">
            <input
                type="radio"
                name="product"
                prop:checked=here
                on:change=move |_| chosen.set(Some(product.clone()))
            />
            <span>
                {name} <span class="quiet">{part_number.to_string()}</span>
            </span>
        </label>
    }
}
