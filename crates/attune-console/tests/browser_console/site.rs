//! A console of a few lines, for what the simulator never does: a page `Protected Data Permission`, and a script for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;
use url::Url;

/// The number of the API user whose row the page has.
pub(crate) const USER: i64 = 30;

/// Serves one page as a console, whose `script` runs in it; ends with the test.
pub(crate) async fn console(script: &'static str) -> Url {
    serve(Router::new().route("/", get(async move || protected_data(script)))).await
}

/// A console whose form for a new API user shows stars where the secret will be, and makes a key and a secret a moment after
/// its buttons are pressed.
pub(crate) async fn form(key: &'static str, secret: &'static str) -> Url {
    let form = Html(format!(
        "<!doctype html><html lang=en><title>Console</title><h1>New API User</h1>
         <label>Username (Key) <input id=key></label>
         <button type=button onclick=\"setTimeout(() => key.value = '{key}', 200)\">Generate Key</button>
         <label>Password (Secret) <input id=secret value='********'></label>
         <button type=button onclick=\"setTimeout(() => secret.value = '{secret}', 200)\">Generate Secret</button>"
    ));
    let router = Router::new()
        .route("/", get(async || protected_data("")))
        .route(
            "/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser",
            get(async move || form),
        );
    serve(router).await
}

/// A console that sends whoever is not signed in to another host; there somebody signs in once `asked`.
pub(crate) async fn signed_in_elsewhere(asked: Arc<AtomicBool>) -> Url {
    let (listener, own) = listen().await;
    let back = own.clone();
    let elsewhere = Router::new()
        .route(
            "/",
            get(async move || {
                Html(format!(
                    "<h1>Identity</h1><script>setInterval(async () => {{
                       if (await (await fetch('/asked')).text() === 'true') location = '{back}';
                     }}, 20)</script>"
                ))
            }),
        )
        .route(
            "/asked",
            get({
                let asked = Arc::clone(&asked);
                async move || asked.load(Ordering::Relaxed).to_string()
            }),
        );
    let elsewhere = serve(elsewhere).await;
    let router = Router::new().route(
        "/",
        get(async move || {
            if asked.load(Ordering::Relaxed) {
                protected_data("")
            } else {
                Html(format!("<script>location = '{elsewhere}'</script>"))
            }
        }),
    );
    tokio::spawn(async move { axum::serve(listener, router).await });
    own
}

fn protected_data(script: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=en><title>Console</title><h1>Protected Data Permission</h1>
         <form onsubmit='event.preventDefault()'>
           <table>
             <tr><th>Resource</th><th>Edit Protected Data</th><th>View Protected Data</th><th>Edit Unprotected Data</th><th>View Unprotected Data</th></tr>
             <tr data-row-key={USER}><td>Tasky</td><td><input type=checkbox></td><td><input type=checkbox></td><td><input type=checkbox></td><td><input type=checkbox></td></tr>
           </table>
           <label>Remarks <input id=remarks></label>
           <button id=save>Save</button>
         </form>
         <a href='/'>Protected Data Permission</a>
         <script>{script}</script>"
    ))
}

async fn listen() -> (TcpListener, Url) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let url = Url::parse(&format!("http://{address}/")).expect("an address");
    (listener, url)
}

async fn serve(router: Router) -> Url {
    let (listener, url) = listen().await;
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}
