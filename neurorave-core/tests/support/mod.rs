//! Real recordings for tests that have them at hand.

use std::path::{Path, PathBuf};
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;

/// The folder of recordings called `family`, or `None` and a line that says so.
///
/// Recordings lie in `data/` of the folder that `NRAVE_SHARED` names, else of `../shared` beside
/// the workspace.
pub fn recordings(family: &str) -> Option<Vec<PathBuf>> {
    let shared = std::env::var_os("NRAVE_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let folder = shared.join("data").join(family);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no recordings in {}", folder.display());
        return None;
    };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Some(files)
}

/// The first channel and the sample rate of a file; `None` where there is no sound in it.
pub fn decode(path: &Path) -> Option<(Vec<f32>, f32)> {
    let source = MediaSourceStream::new(
        Box::new(std::fs::File::open(path).ok()?),
        Default::default(),
    );
    let mut hint = Hint::new();
    hint.with_extension(path.extension()?.to_str()?);
    let mut format = symphonia::default::get_probe()
        .probe(&hint, source, Default::default(), Default::default())
        .ok()?;
    let track = format.default_track(TrackType::Audio)?;
    let id = track.id;
    let parameters = track.codec_params.as_ref()?.audio()?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &Default::default())
        .ok()?;
    let (mut sound, mut rate, mut packet_samples) = (Vec::new(), 0, Vec::<f32>::new());
    while let Ok(Some(packet)) = format.next_packet() {
        if packet.track_id != id {
            continue;
        }
        let Ok(audio) = decoder.decode(&packet) else {
            continue;
        };
        rate = audio.spec().rate();
        let channels = audio.spec().channels().count();
        audio.copy_to_vec_interleaved(&mut packet_samples);
        sound.extend(packet_samples.iter().step_by(channels));
    }
    (!sound.is_empty()).then_some((sound, rate as f32))
}
