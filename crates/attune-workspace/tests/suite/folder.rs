//! Workspaces in folders of their own.
#![cfg(test)]

use std::fs;
use std::path::Path;

use attune_manifest::render;
use attune_workspace::{FILE_NAME, Workspace};
use tempfile::TempDir;

/// A folder with a workspace.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// A workspace with these manifests, each at `tenants/NAME.yaml`.
    pub(crate) fn of(tenants: &[&str], workspace: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for tenant in tenants {
            let path = format!("tenants/{tenant}.yaml");
            folder.write(&path, &format!("attune: 1\ntenant: {tenant}\n"));
        }
        folder.write(FILE_NAME, workspace);
        folder
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn load(&self) -> Workspace {
        match Workspace::load(self.path()) {
            Ok(workspace) => workspace,
            Err(error) => panic!("{}", render(error.diagnostics(), false)),
        }
    }

    /// What is wrong with it, as it is drawn.
    pub(crate) fn wrong(&self) -> String {
        match Workspace::load(self.path()) {
            Ok(_) => "valid".to_owned(),
            Err(error) => self.short(&render(error.diagnostics(), false)),
        }
    }

    /// A text without the folder's path.
    pub(crate) fn short(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.path().display()), "")
    }
}

/// The names of tenants.
pub(crate) fn names<'a>(
    tenants: impl IntoIterator<Item = &'a attune_workspace::Tenant>,
) -> Vec<&'a str> {
    let tenants = tenants.into_iter();
    tenants.map(|tenant| tenant.name.as_str()).collect()
}
