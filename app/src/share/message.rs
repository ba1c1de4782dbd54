use super::{Beginning, Code};
use crate::{
    api,
    paths::encode,
    trouble::Trouble,
    ui::{Button, ButtonLink, Look, TextArea, copy, focus_on_start},
    words::{Text, share as words},
};
use leptos::{prelude::*, task::spawn_local};

const MESSAGE: &str = "quick-start";
/// Mail programs cut longer links.
const LONGEST_LINK: usize = 1_900;

/// The message about an entry of the ledger, with the ways to send it.
pub(crate) async fn show(entry: i64) -> AnyView {
    match api::quick_start(entry).await {
        Ok(beginning) if beginning.start.products.is_empty() => {
            view! { <p>{words::NOBODY}</p> }.into_any()
        }
        Ok(beginning) => {
            focus_on_start(MESSAGE);
            view! { <Message beginning=beginning /> }.into_any()
        }
        Err(error) => view! { <Trouble error=error /> }.into_any(),
    }
}

#[component]
fn Message(beginning: Beginning) -> impl IntoView {
    let Beginning {
        start,
        address,
        code,
    } = beginning;
    let text = RwSignal::new(words::message(&start.products, &address));
    let copied = RwSignal::new(None::<Text>);
    let addresses = start.addresses.join(", ");
    let all_known = start.addresses.len() == start.users;
    let mail = Memo::new({
        let addresses = start.addresses.join(",");
        move |_| all_known.then(|| mail(&addresses, &text.read())).flatten()
    });
    let href = Signal::derive(move || mail.get().unwrap_or_default());
    let too_many =
        Signal::derive(move || mail.read().is_none().then(|| words::TOO_MANY.to_owned()));
    let put = move |what: String, done| {
        spawn_local(async move {
            let said = if copy(&what).await {
                done
            } else {
                words::NOT_COPIED
            };
            // The pane may be closed meanwhile.
            copied.try_set(Some(said));
        });
    };
    let copy_message = move || put(text.get_untracked(), words::COPIED);
    let copy_addresses = move || put(addresses.clone(), words::ADDRESSES_COPIED);
    view! {
        <p class="quiet">{words::recipients(start.users, start.addresses.len())}</p>
        <TextArea id=MESSAGE label=words::MESSAGE text=text rows=9 />
        <div class="row">
            <Button look=Look::Primary on_press=copy_message>
                {words::COPY}
            </Button>
            <ButtonLink href=href reason=too_many>
                {words::MAIL}
            </ButtonLink>
            <Button on_press=copy_addresses>{words::COPY_ADDRESSES}</Button>
        </div>
        <p class="quiet" role="status">
            {move || copied.get().map(Text::say)}
        </p>
        {code.map(|code| view! { <Qr code=code address=address /> })}
    }
}

/// The link that opens a mail to them all, who don't see each other's addresses; none if it gets too long.
fn mail(addresses: &str, text: &str) -> Option<String> {
    let body = text.replace('\n', "\r\n");
    let (subject, body) = (encode(&words::SUBJECT), encode(&body));
    let link = format!(
        "mailto:?bcc={}&subject={subject}&body={body}",
        encode(addresses)
    );
    (link.len() <= LONGEST_LINK).then_some(link)
}

/// The address for a phone's camera: always dark on light, with the margin that cameras need.
#[component]
fn Qr(code: Code, address: String) -> impl IntoView {
    let Code { size, path } = code;
    view! {
        <figure class="qr">
            <svg
                viewBox=format!("-4 -4 {0} {0}", size + 8)
                role="img"
                aria-label=words::qr(&address)
                shape-rendering="crispEdges"
            >
                <rect x="-4" y="-4" width=size + 8 height=size + 8 fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
            <figcaption class="quiet">{words::SCAN} <br /> <code>{address}</code></figcaption>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::mail;

    #[test]
    fn a_mail_has_its_recipients_hidden_from_each_other_and_its_lines_apart() {
        let link = mail("a@x.example,b@x.example", "Hello,\nthis & that").unwrap();
        assert!(
            link.starts_with("mailto:?bcc=a%40x.example,b%40x.example&subject="),
            "{link}"
        );
        assert!(
            link.ends_with("&body=Hello,%0D%0Athis%20%26%20that"),
            "{link}"
        );
    }

    #[test]
    fn too_many_recipients_have_no_link() {
        assert_eq!(
            mail(&"somebody@northlight.example,".repeat(80), "Hello"),
            None
        );
    }
}
