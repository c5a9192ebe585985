//! Compiled networks shared by content.

use super::{Network, NetworkError};
use crate::model::{ContentHash, Model};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::{Arc, Weak};

type Cache = HashMap<(ContentHash, String), Weak<Network>>;

static NETWORKS: Mutex<Option<Cache>> = Mutex::new(None);

/// The network of `method`, compiled once for all who play it at the same time: eight clones of an
/// object hold its weights once.
///
/// # Errors
/// See [`Network::new`].
pub fn shared(model: &Model, method: &str) -> Result<Arc<Network>, NetworkError> {
    let key = (model.content_hash(), method.to_owned());
    // Held while compiling: whoever else wants this network waits for it and then has it.
    let mut networks = NETWORKS.lock();
    let cache = networks.get_or_insert_default();
    if let Some(network) = cache.get(&key).and_then(Weak::upgrade) {
        return Ok(network);
    }
    let network = Network::new(model, method)?;
    cache.retain(|_, network| network.strong_count() > 0);
    cache.insert(key, Arc::downgrade(&network));
    Ok(network)
}
