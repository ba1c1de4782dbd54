//! Lists as files, for spreadsheets.

use crate::{extract::Query, layers::words, web::Web};
use app::paths;
use axum::{
    Extension,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{HolderQuery, say};
use futures_util::stream::try_unfold;
use serde::Deserialize;
use std::collections::HashMap;
use store::{Asker, Error, Export};

/// `GET /export/products.csv`: the products owned.
pub(crate) async fn products(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Response> {
    let list = web
        .store()
        .export_products(&asker)
        .await
        .map_err(|error| failed(&error))?;
    Ok(file("licenses.csv", Body::from(list)))
}

/// Which holders, as the product's page says it in its address.
#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    search: String,
    #[serde(default)]
    source: String,
}

/// `GET /export/holders/{slug}.csv`: who holds a product, however many; read and sent in parts.
pub(crate) async fn holders(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Path(name): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Response> {
    let slug = name.strip_suffix(".csv").unwrap_or(&name);
    let query = HolderQuery {
        search: which.search,
        source: paths::source_from(&which.source),
        ..HolderQuery::default()
    };
    let product = web
        .store()
        .find_product(&asker, slug)
        .await
        .map_err(|error| failed(&error))?;
    let export = web.store().export_holders(&asker, product, &query).await;
    let export = export.map_err(|error| failed(&error))?;
    Ok(file("users.csv", in_parts(export)))
}

/// `GET /export/groups/{slug}.csv`: which groups assign a product.
pub(crate) async fn groups(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Path(name): Path<String>,
) -> Result<Response, Response> {
    let slug = name.strip_suffix(".csv").unwrap_or(&name);
    let product = web.store().find_product(&asker, slug).await;
    let product = product.map_err(|error| failed(&error))?;
    let list = web.store().export_groups(&asker, product).await;
    let list = list.map_err(|error| failed(&error))?;
    Ok(file("groups.csv", Body::from(list)))
}

/// `GET /export/users.csv`: the active users that the list's address finds; read and sent in parts.
pub(crate) async fn users(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Query(said): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let word = |name: &str| said.get(name).cloned().unwrap_or_default();
    let query = paths::users::UsersShown::read(word, &[]).query;
    let export = web.store().export_users(&asker, &query).await;
    let export = export.map_err(|error| failed(&error))?;
    Ok(file("users.csv", in_parts(export)))
}

/// `GET /export/guests.csv`: the guests that the list's address finds; read and sent in parts.
pub(crate) async fn guests(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Query(said): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let query = paths::guests::read(|name| said.get(name).cloned().unwrap_or_default());
    let export = web.store().export_guests(&asker, &query);
    let export = export.map_err(|error| failed(&error))?;
    Ok(file("guests.csv", in_parts(export)))
}

/// `GET /export/deleted-users.csv`: the deleted users that the list's address finds; read and sent in parts.
pub(crate) async fn deleted_users(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Query(said): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let query = paths::users::read_deleted(|name| said.get(name).cloned().unwrap_or_default());
    let export = web.store().export_deleted(&asker, &query);
    let export = export.map_err(|error| failed(&error))?;
    Ok(file("deleted-users.csv", in_parts(export)))
}

/// `GET /export/admins.csv`: everybody who has an admin role.
pub(crate) async fn admins(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Response> {
    let list = web.store().export_admins(&asker).await;
    let list = list.map_err(|error| failed(&error))?;
    Ok(file("admins.csv", Body::from(list)))
}

/// `GET /export/subscriptions.csv`: the subscriptions that the list's address finds.
pub(crate) async fn subscriptions(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Query(said): Query<HashMap<String, String>>,
) -> Result<Response, Response> {
    let query = paths::products::read(|name| said.get(name).cloned().unwrap_or_default());
    let list = web.store().export_subscriptions(&asker, &query).await;
    let list = list.map_err(|error| failed(&error))?;
    Ok(file("your-products.csv", Body::from(list)))
}

/// `GET /export/lists/blank.csv` and `GET /export/lists/sample.csv`: a list of users to fill in.
pub(crate) async fn list(
    State(web): State<Web>,
    Extension(asker): Extension<Asker>,
    Path(name): Path<String>,
) -> Result<Response, Response> {
    match format!("{}{name}", paths::users::LISTS).as_str() {
        paths::users::BLANK_LIST => Ok(file("add-users.csv", Body::from(store::blank_list()))),
        paths::users::SAMPLE_LIST => {
            let domain = web.store().domain(&asker).await;
            let domain = domain.map_err(|error| failed(&error))?;
            Ok(file(
                "add-users-sample.csv",
                Body::from(store::sample_list(&domain)),
            ))
        }
        _ => Err(words(
            StatusCode::NOT_FOUND,
            say!("There is nothing at this address. Check it, and try again."),
        )),
    }
}

/// A long list, read and sent in parts.
fn in_parts(export: Export) -> Body {
    Body::from_stream(try_unfold(export, async |mut export: Export| {
        let part = export.next().await.inspect_err(|error| {
            tracing::error!(%error, "an export broke off");
        })?;
        Ok::<_, Error>(part.map(|part| (part, export)))
    }))
}

fn file(name: &'static str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::from_str(&disposition).expect("the name is plain");
    let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        body,
    )
        .into_response()
}

fn failed(error: &Error) -> Response {
    match error {
        Error::NotAllowed(_) => words(
            StatusCode::FORBIDDEN,
            say!("Your roles don't allow this. Ask a Global admin."),
        ),
        Error::Missing(_) => words(
            StatusCode::NOT_FOUND,
            say!("There is no such product. Go back, and choose it from the list."),
        ),
        fault => crate::session::fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::{failed, say};
    use axum::{body::to_bytes, http::StatusCode};
    use store::Error;

    #[tokio::test]
    async fn what_can_not_be_looked_for_is_said_and_no_product_is_blamed() {
        let why = say!("The database takes no changes. The log says why.");
        let answer = failed(&Error::Input(why));
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let text = to_bytes(answer.into_body(), 1_000).await.unwrap();
        assert_eq!(text, "The database takes no changes. The log says why.");
        let gone = say!("There is no such product. Go back, and choose it from the list.");
        let answer = failed(&Error::Missing(gone));
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
}
