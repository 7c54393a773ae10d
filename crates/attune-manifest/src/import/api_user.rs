//! An API user's block.

use attune_model::{Handle, Tracking};

use crate::import::ApiUserPortrait;
use crate::import::level::flag;
use crate::rules::email_shape;
use crate::yaml::Node;

/// The block, or why a manifest cannot say it. `level`: the handle of its level, where the manifest has that.
pub(super) fn node(user: &ApiUserPortrait, level: Option<&Handle>) -> Result<Node, &'static str> {
    let resource = &user.resource;
    if !email_shape::is_address(&resource.email) {
        return Err("its e-mail address is none");
    }
    let mut node = Node::of_nothing();
    for (key, text) in [
        ("firstName", &resource.first_name),
        ("lastName", &resource.last_name),
    ] {
        let length = text.trim().chars().count();
        if length == 0 || length > 50 || text.contains(char::is_control) {
            return Err("its name is empty or too long");
        }
        node.put(&[key], Node::of_text(text));
    }
    node.put(&["email"], Node::of_text(&resource.email));
    node.put(&["active"], flag(resource.active));
    match level {
        Some(handle) => node.put(&["securityLevel"], Node::of_text(handle.as_str())),
        None => node.put(
            &["securityLevel", "name"],
            Node::of_text(user.level.as_str()),
        ),
    }
    if let Some(location) = &user.location {
        node.put(&["primaryInternalLocation"], Node::of_text(location));
    }
    match &user.tracking {
        Some(Tracking::Vendor(vendor)) => node.put(&["integrationVendor"], Node::of_text(vendor)),
        Some(Tracking::Custom(name)) if !name.trim().is_empty() => {
            node.put(&["customIntegration"], Node::of_text(name));
        }
        Some(Tracking::Custom(_)) | None => {}
    }
    if let Some(boxes) = &user.protected_data {
        let boxes = boxes.iter().map(|column| Node::of_text(column.word()));
        node.put(&["protectedData"], Node::of_list(boxes));
    }
    Ok(node)
}
