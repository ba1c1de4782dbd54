use crate::{
    paths,
    session::Me,
    ui::{ButtonLink, Column, Empty, Glyph, Icon, Person, Table},
    words::product as words,
};
use domain::{GroupRow, ProductPage};
use leptos::prelude::*;

/// The list as a file.
#[component]
pub(super) fn GroupCommands(slug: Memo<String>) -> impl IntoView {
    let me = expect_context::<Me>();
    let export = Signal::derive(move || me.address(&paths::export_groups(&slug.read())));
    view! {
        <div class="bar">
            <ButtonLink href=export file=true>
                <Icon glyph=Glyph::Download />
                {words::EXPORT_GROUPS}
            </ButtonLink>
        </div>
    }
}

/// Which groups assign the product.
#[component]
pub(super) fn GroupList(product: ProductPage, groups: Vec<GroupRow>) -> impl IntoView {
    if groups.is_empty() {
        return view! {
            <Empty glyph=Glyph::Person title=words::NO_GROUPS text=words::NO_GROUPS_TEXT />
        }
        .into_any();
    }
    let columns = vec![
        Column::new(words::GROUP, ""),
        Column::new(words::SERVICES_COLUMN, "num"),
    ];
    let row = move |group: GroupRow| {
        let off = product
            .services
            .iter()
            .filter(|one| one.switchable() && group.off.contains(one.id));
        view! {
            <tr>
                <td>
                    <Person name=group.name.to_string() detail=words::members(group.members) />
                </td>
                <td class="num quiet">{words::services_off(off.map(|one| &*one.name))}</td>
            </tr>
        }
    };
    view! {
        <Table caption=words::GROUPS columns=columns>
            {groups.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}
