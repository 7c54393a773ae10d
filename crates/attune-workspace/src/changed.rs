//! Which tenants a change of files is about.

use std::collections::BTreeSet;
use std::path::{self, Path, PathBuf};

use attune_manifest::{Loader, plain_path};
use attune_model::{Date, Handle};

use crate::workspace::Workspace;

impl Workspace {
    /// The tenants that one of these files is part of: their manifest, what lies below it or is extended by it, and
    /// recipes, also where the file is gone now. The workspace's own file is part of every tenant.
    ///
    /// Relative paths start from the folder that attune runs in.
    pub fn changed(&self, files: &BTreeSet<PathBuf>) -> BTreeSet<Handle> {
        let files: BTreeSet<PathBuf> = files.iter().map(|file| whole(file)).collect();
        let names = self.tenants.iter().map(|tenant| tenant.name.clone());
        if files.contains(&whole(&self.path)) {
            return names.collect();
        }
        // Nothing is accepted or refused here, so the day does not matter.
        let mut loader = Loader::new(Date::MIN);
        let mut changed = BTreeSet::new();
        for tenant in &self.tenants {
            let reads = loader.reads(&tenant.manifest, &tenant.baselines);
            let reads: BTreeSet<PathBuf> = reads.iter().map(|path| whole(path)).collect();
            let is_part = |file: &PathBuf| {
                reads.contains(file) || file.parent().is_some_and(|folder| reads.contains(folder))
            };
            if files.iter().any(is_part) {
                changed.insert(tenant.name.clone());
            }
        }
        changed
    }
}

/// The path from the root; as it is where the system cannot tell.
fn whole(path: &Path) -> PathBuf {
    plain_path(&path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}
