use super::mark::folded;
use crate::{
    api,
    loaded::drawn_anew,
    paths,
    session::{Changes, Me},
    ui::{
        ButtonLink, Column, Empty, Glyph, Icon, Look, Meter, PageHead, SearchField, Skeleton,
        Table, Tag, Tone, keep_rows, rows,
    },
    words::{Text, licenses as words, number, products},
};
use domain::{Attention, ProductRow, Verb};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    components::Form,
    hooks::{use_navigate, use_query_map},
};

/// The products owned, each aggregated over its subscriptions.
#[component]
pub(crate) fn LicensesPage() -> impl IntoView {
    let changes = Changes::here();
    keep_rows();
    let products = Resource::new(move || changes.count(), |_| api::products());
    let list = drawn_anew(products, |rows| view! { <ProductList products=rows /> });
    view! {
        <Title text=words::TITLE />
        <PageHead title=words::TITLE text=words::TEXT />
        <FilterBar />
        <div class="card">
            <Transition fallback=|| view! { <Skeleton rows=8 /> }>{list}</Transition>
        </div>
    }
}

fn filter() -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get("q").unwrap_or_default())
}

#[component]
fn FilterBar() -> impl IntoView {
    let export = expect_context::<Me>().address(paths::EXPORT_PRODUCTS);
    let filter = filter();
    let navigate = use_navigate();
    let narrow = Callback::new(move |text: String| {
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate(&paths::licenses(text.trim()), options);
    });
    view! {
        <div class="bar">
            <Form method="GET" action=paths::LICENSES>
                <SearchField label=words::FILTER name="q" value=filter on_text=narrow />
            </Form>
            <ButtonLink href=export file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT}
            </ButtonLink>
        </div>
    }
}

/// There are no products yet, and the way to the first one.
#[component]
pub(crate) fn NoProducts(
    /// What would be here.
    text: Text,
) -> impl IntoView {
    let why_not = expect_context::<Me>().why_not(Verb::BuySeats);
    view! {
        <Empty glyph=Glyph::Seat title=words::NONE text=text>
            <ButtonLink
                look=Look::Primary
                href=paths::products::buy(&Default::default())
                reason=Signal::stored(why_not)
            >
                {products::BUY_NEW}
            </ButtonLink>
        </Empty>
    }
}

#[component]
fn ProductList(products: Vec<ProductRow>) -> impl IntoView {
    let filter = filter();
    let columns = vec![
        Column::new(words::PRODUCT, ""),
        Column::new(words::AVAILABLE, "num"),
        Column::new(words::ASSIGNED, "num skip"),
        Column::new("", "wide"),
        Column::new(words::STATUS, "wide"),
    ];
    if products.is_empty() {
        return view! { <NoProducts text=words::NONE_TEXT /> }.into_any();
    }
    let fitting = Memo::new(move |_| {
        let wanted = folded(filter.read().trim()).collect::<String>();
        let fits = |text: &str| folded(text).collect::<String>().contains(&wanted);
        products
            .iter()
            .filter(|row| fits(&row.name) || fits(&row.part_number))
            .cloned()
            .collect::<Vec<_>>()
    });
    let body = move || rows(fitting.get(), |row| view! { <Row row=row /> });
    let none = move || {
        fitting.read().is_empty().then(|| {
            view! {
                <Empty
                    glyph=Glyph::Search
                    title=words::NO_MATCH
                    text=words::no_match_text(&filter.read())
                >
                    <ButtonLink href=paths::LICENSES>{words::SHOW_ALL}</ButtonLink>
                </Empty>
            }
        })
    };
    view! {
        <div hidden=move || fitting.read().is_empty()>
            <Table caption=words::TITLE columns=columns>
                {body}
            </Table>
        </div>
        {none}
    }
    .into_any()
}

#[component]
fn Row(row: ProductRow) -> impl IntoView {
    let seats = row.seats;
    let bar = (seats.assignable > 0).then(|| {
        view! {
            <Meter
                used=u64::from(seats.assigned)
                total=u64::from(seats.assignable)
                tone=fullness(&row)
                label=words::bar(seats)
            />
        }
    });
    view! {
        <tr>
            <td>
                <a href=paths::product(&row.slug, &Default::default())>
                    <strong>{row.name.to_string()}</strong>
                </a>
                <br />
                <span class="quiet">{words::subscriptions(row.subscriptions)}</span>
            </td>
            <td class="num">
                <strong>{number(seats.available())}</strong>
                " "
                <span class="quiet">{words::LEFT}</span>
            </td>
            <td class="num skip">{words::of(seats)}</td>
            <td class="wide">{bar}</td>
            <td class="wide">
                <Status attention=row.attention />
            </td>
        </tr>
    }
}

/// What needs attention, as tags.
#[component]
pub(super) fn Status(attention: Vec<Attention>) -> impl IntoView {
    let tag = |one| view! { <Tag tone=tone_of(one) text=words::attention(one) /> };
    (!attention.is_empty()).then(|| {
        view! { <span class="row tags">{attention.into_iter().map(tag).collect_view()}</span> }
    })
}

/// How bad it is.
pub(crate) fn tone_of(attention: Attention) -> Tone {
    match attention {
        Attention::NoSeats | Attention::Overdrawn(_) | Attention::Disabled => Tone::Bad,
        Attention::Expires(_)
        | Attention::Expired
        | Attention::LowStock(_)
        | Attention::PartlyDisabled => Tone::Warn,
        Attention::SelfService => Tone::Plain,
    }
}

/// A bar is red without a seat left, and amber when stock is low.
pub(crate) fn fullness(product: &ProductRow) -> Tone {
    let low = |one: &Attention| matches!(one, Attention::LowStock(_));
    match product.seats.available() {
        0 => Tone::Bad,
        _ if product.attention.iter().any(low) => Tone::Warn,
        _ => Tone::Plain,
    }
}
