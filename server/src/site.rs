//! What the browser downloads: found on disk, served compressed, kept by the browser for good where its name has a hash.

use crate::config::Settings;
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    middleware::map_response,
    response::Response,
};
use leptos::config::LeptosOptions;
use std::path::{Path, PathBuf};
use tower_http::services::{ServeDir, ServeFile};

/// Never changes under its name.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// May change with the next version.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// Changes while you look (development builds without hashes).
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The folder, and what the pages need to know about it.
pub(crate) struct Site {
    /// For Leptos: the names of the files.
    pub(crate) options: LeptosOptions,
}

impl Site {
    /// Finds the folder: the one in the settings, `site` beside the program (or beside its folder, where cargo puts
    /// it), or `target/site` here.
    pub(crate) fn find(settings: &Settings) -> Self {
        let program = std::env::current_exe().unwrap_or_default();
        let beside = program.parent().unwrap_or(Path::new(".")).to_owned();
        let built = std::env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
        let folder = settings.site.clone().or(built).unwrap_or_else(|| {
            let places = [
                beside.join("site"),
                beside.join("../site"),
                beside.join("../../site"),
            ];
            let found = places.into_iter().find(|place| place.join("pkg").is_dir());
            found.unwrap_or_else(|| PathBuf::from("target/site"))
        });
        let reload_port = std::env::var("LEPTOS_RELOAD_PORT").ok();
        let options = LeptosOptions::builder()
            .output_name("usher")
            .site_root(folder.to_string_lossy())
            .hash_files(beside.join("hash.txt").exists())
            .reload_port(
                reload_port
                    .and_then(|port| port.parse().ok())
                    .unwrap_or(3001),
            )
            .build();
        Self { options }
    }

    /// Is it there? Without it, pages are read-only and bare.
    pub(crate) fn exists(&self) -> bool {
        self.pkg().is_dir()
    }

    fn pkg(&self) -> PathBuf {
        Path::new(&*self.options.site_root).join("pkg")
    }

    /// The addresses of the files of this version, which never change under their names; none in development.
    pub(crate) fn kept_files(&self) -> Vec<String> {
        let files = match self.options.hash_files {
            true => std::fs::read_dir(self.pkg()).ok(),
            false => None,
        };
        let names = files.into_iter().flatten().filter_map(Result::ok);
        let names = names.filter_map(|file| file.file_name().into_string().ok());
        let mut names: Vec<String> = names
            .filter(|name| {
                [".css", ".js", ".wasm"]
                    .iter()
                    .any(|end| name.ends_with(end))
            })
            .map(|name| format!("/pkg/{name}"))
            .collect();
        names.sort_unstable();
        names
    }

    /// The files whose names have a hash.
    pub(crate) fn hashed<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let how_long = if self.options.hash_files {
            FOR_GOOD
        } else {
            ASK_AGAIN
        };
        let folder = ServeDir::new(self.pkg()).precompressed_br();
        kept(Router::new().fallback_service(folder), how_long)
    }

    /// The others, such as `/favicon.svg`, each at its address.
    pub(crate) fn others<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let root = Path::new(&*self.options.site_root);
        let files = std::fs::read_dir(root)
            .into_iter()
            .flatten()
            .filter_map(Result::ok);
        let names = files
            .filter(|file| file.path().is_file())
            .filter_map(|file| file.file_name().into_string().ok())
            .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
        let router = names.fold(Router::new(), |router, name| {
            let file = ServeFile::new(root.join(&name)).precompressed_br();
            router.route_service(&format!("/{name}"), file)
        });
        kept(router, FOR_AN_HOUR)
    }
}

/// Tells browsers how long to keep what was found (and nothing of what wasn't).
fn kept<S: Clone + Send + Sync + 'static>(files: Router<S>, how_long: HeaderValue) -> Router<S> {
    files.layer(map_response(move |mut response: Response| {
        let how_long = how_long.clone();
        async move {
            if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
                response
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, how_long);
            }
            response
        }
    }))
}
