//! A graph without the weights that it shares with others.

use std::ops::Range;

use prost::Message;
use tract_onnx::pb::ModelProto;

use super::archive::{Archive, MAX_FILE};
use super::check::{Place, short};
use super::source::Source;
use super::weights::Shared;
use super::wire::Budget;
use crate::error::{Error, Problem};

/// A decoded graph whose shared weights are still in the file.
pub struct Skeleton {
    /// The graph. What is elsewhere is empty here, and refers to nothing.
    pub model: ModelProto,
    /// For each initialiser, where in the file its data are; none where they are in the graph.
    pub places: Vec<Option<Range<u64>>>,
}

impl Skeleton {
    /// The graph of `entry` in a file that has been checked.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn read(file: &str, source: &dyn Source, entry: &str) -> Result<Self, Error> {
        let archive = Archive::open(file, source)?;
        let mut shared = Shared::find(file, &archive)?;
        let mut budget = Budget::for_file(source.len());
        Self::decode(file, &archive, entry, &mut budget, &mut shared)
    }

    /// Decodes the graph of `entry`, which takes from both budgets.
    pub(crate) fn decode(
        file: &str,
        archive: &Archive<'_>,
        entry: &str,
        budget: &mut Budget,
        shared: &mut Shared<'_>,
    ) -> Result<Self, Error> {
        let fail = |what: String| Error::new(file, entry, Problem::Graph(what));
        let bytes = archive.read(entry, MAX_FILE)?;
        budget.take(&bytes).map_err(fail)?;
        let mut model = ModelProto::decode(bytes.as_slice())
            .map_err(|e| fail(format!("the graph is not valid ONNX ({e})")))?;
        let places = shared.resolve(&Place::entry(file, entry), &mut model)?;
        Ok(Self { model, places })
    }

    /// The graph with all its weights inside, as if they had never been elsewhere.
    pub(crate) fn fill(
        mut self,
        place: &Place<'_>,
        source: &dyn Source,
    ) -> Result<ModelProto, Error> {
        let tensors = self.model.graph.iter_mut().flat_map(|g| &mut g.initializer);
        for (t, range) in tensors.zip(&self.places) {
            if let Some(range) = range {
                t.raw_data = vec![0; (range.end - range.start) as usize];
                let read = source.read_at(range.start, &mut t.raw_data);
                read.or_else(|problem| {
                    let tensor = format!("tensor {}", short(&t.name));
                    place.at(tensor).fail(problem)
                })?;
            }
        }
        Ok(self.model)
    }
}
