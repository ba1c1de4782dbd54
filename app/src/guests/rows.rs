use crate::{
    paths::guests as paths,
    session::Me,
    ui::{ButtonLink, Column, Empty, Glyph, Look, Pages, Person, Table, Tag, Tone, rows as keep},
    words::{guests as words, users},
};
use domain::{GuestQuery, GuestRow, GuestState, Page, Verb};
use leptos::prelude::*;

/// The rows, and the ways to the other pages.
#[component]
pub(super) fn Rows(page: Page<GuestRow>, query: Memo<GuestQuery>) -> impl IntoView {
    let Page { rows, next } = page;
    if rows.is_empty() {
        return view! { <Nobody query=query /> }.into_any();
    }
    let columns = vec![
        Column::new(words::NAME, ""),
        Column::new(words::STATE, "wide"),
        Column::new(words::LICENSES, "wide"),
        Column::new("", "wide"),
    ];
    let may = expect_context::<Me>().why_not(Verb::AssignLicensesToGuests);
    let row = move |guest| view! { <Row guest=guest query=query why_not=may.clone() /> };
    let now = query.get_untracked();
    let at = now.after.clone();
    let href = move |after| {
        paths::list(&GuestQuery {
            after,
            ..now.clone()
        })
    };
    view! {
        <Table caption=words::TITLE columns=columns>
            {keep(rows, row)}
        </Table>
        <Pages at=at next=next href=href />
    }
    .into_any()
}

#[component]
fn Row(guest: GuestRow, query: Memo<GuestQuery>, why_not: Option<String>) -> impl IntoView {
    let id = guest.id;
    view! {
        <tr>
            <td>
                <a href=move || paths::guest(&query.read(), id) data-noscroll="true">
                    <Person name=guest.name.to_string() detail=guest.mail.to_string() />
                </a>
            </td>
            <td class="wide">
                <State state=guest.state />
            </td>
            <td class="wide">{users::licenses(&guest.licenses)}</td>
            <td class="wide">
                <ButtonLink
                    look=Look::Small
                    href=Signal::derive(move || paths::licenses(&query.read(), id))
                    reason=Signal::stored(why_not)
                >
                    {words::UPDATE}
                </ButtonLink>
            </td>
        </tr>
    }
}

/// What came of the invitation, as a tag.
#[component]
fn State(state: GuestState) -> impl IntoView {
    let tone = match state {
        GuestState::Accepted(_) => Tone::Good,
        GuestState::Expired(_) | GuestState::Revoked(_) => Tone::Warn,
        GuestState::Pending(_) | GuestState::None => Tone::Plain,
    };
    view! { <Tag tone=tone text=words::state(state) /> }
}

#[component]
fn Nobody(query: Memo<GuestQuery>) -> impl IntoView {
    if query.get_untracked() == GuestQuery::default() {
        return view! { <Empty glyph=Glyph::Person title=words::NONE text=words::NONE_TEXT /> }
            .into_any();
    }
    view! {
        <Empty glyph=Glyph::Search title=words::NO_MATCH text=words::NO_MATCH_TEXT>
            <ButtonLink href=paths::GUESTS>{words::SHOW_ALL}</ButtonLink>
        </Empty>
    }
    .into_any()
}
