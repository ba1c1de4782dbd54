//! Asks the server in the name of the page: every request says which organization the page shows. If the same person has
//! gone to another one on another page meanwhile, the server says so, instead of doing there what was meant for here.

use crate::{error::Error, paths::SHOWN_ORGANIZATION};
use bytes::Bytes;
use futures_util::{Sink, Stream};
use leptos::prelude::document;
use server_fn::{
    client::{Client, browser::BrowserClient},
    request::browser::BrowserRequest,
    response::browser::BrowserResponse,
};
use std::future::Future;

/// Where the page has it: the root element's attribute.
const ATTRIBUTE: &str = "data-organization";

/// The organization that the page shows; none before signing in.
pub(crate) fn organization() -> Option<String> {
    document().document_element()?.get_attribute(ATTRIBUTE)
}

/// The browser's own client, which says where it is.
#[derive(Debug)]
pub struct Here;

impl Client<Error> for Here {
    type Request = BrowserRequest;
    type Response = BrowserResponse;

    fn send(
        request: BrowserRequest,
    ) -> impl Future<Output = Result<BrowserResponse, Error>> + Send {
        if let Some(organization) = organization() {
            request.headers().set(SHOWN_ORGANIZATION, &organization);
        }
        <BrowserClient as Client<Error>>::send(request)
    }

    fn open_websocket(
        path: &str,
    ) -> impl Future<
        Output = Result<
            (
                impl Stream<Item = Result<Bytes, Bytes>> + Send + 'static,
                impl Sink<Bytes> + Send + 'static,
            ),
            Error,
        >,
    > + Send {
        <BrowserClient as Client<Error>>::open_websocket(path)
    }

    fn spawn(future: impl Future<Output = ()> + Send + 'static) {
        <BrowserClient as Client<Error>>::spawn(future);
    }
}
